internal import Foundation
internal import RunEvents

extension ProbeRecord {
    func write(to row: inout some RowSink) throws {
        row.integer(step)
        row.text(kind.rawValue)
        row.text(try JSONText.line(self))
    }

    init(row: inout ColumnReader) throws(RecordingError) {
        let (step, kind) = (try row.step(), try row.word(MeasurementKind.self))
        let text = try row.text()
        guard let record = try? JSONText.value(ProbeRecord.self, text) else { throw row.damage("does not decode") }
        guard record.step == step, record.kind == kind else { throw row.damage("is of another probe") }
        self = record
    }
}

extension InterventionRecord {
    func write(to row: inout some RowSink) throws {
        row.integer(step)
        row.text(try JSONText.line(self))
    }

    init(row: inout ColumnReader) throws(RecordingError) {
        let step = try row.step()
        let text = try row.text()
        guard let record = try? JSONText.value(InterventionRecord.self, text) else {
            throw row.damage("does not decode")
        }
        guard record.step == step else { throw row.damage("is of another step") }
        self = record
    }
}
