internal import RunEvents

extension MarkerRecord {
    func write(to row: inout some RowSink) {
        row.integer(step)
        row.text(kind.rawValue)
        row.real(accuracy)
        row.optionalReal(previousAccuracy)
        row.integer(sequences)
    }

    init(row: inout ColumnReader) throws(RecordingError) {
        self.init(
            step: try row.step(), kind: try row.word(Kind.self), accuracy: try row.real(),
            previousAccuracy: try row.optionalReal(), sequences: try row.integer())
    }
}

extension CommandRecord {
    func write(to row: inout some RowSink) {
        row.integer(step)
        row.text(command.rawValue)
        row.real(weightDecay)
    }

    init(row: inout ColumnReader) throws(RecordingError) {
        self.init(step: try row.step(), command: try row.word(RunCommand.self), weightDecay: try row.real())
    }
}

extension RefusedRecord {
    func write(to row: inout some RowSink) {
        row.integer(step)
        row.text(command.rawValue)
        row.text(reason)
    }

    init(row: inout ColumnReader) throws(RecordingError) {
        self.init(step: try row.step(), command: try row.word(RunCommand.self), reason: try row.text())
    }
}

extension ForkedRecord {
    func write(to row: inout some RowSink) {
        row.integer(step)
        row.text(parent.name)
        row.text(parent.identifier)
    }

    init(row: inout ColumnReader) throws(RecordingError) {
        self.init(
            step: try row.step(), parent: RunReference(name: try row.text(), identifier: try row.text()))
    }
}

extension FinishedRecord {
    func write(to row: inout some RowSink) {
        row.integer(step)
        row.text(reason.rawValue)
        row.optionalText(detail)
        row.text(parameterDigest)
    }

    init(row: inout ColumnReader) throws(RecordingError) {
        self.init(
            step: try row.step(), reason: try row.word(Reason.self), detail: try row.optionalText(),
            parameterDigest: try row.text())
    }
}
