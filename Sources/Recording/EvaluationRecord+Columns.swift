internal import RunEvents

extension EvaluationRecord {
    func write(to row: inout some RowSink) {
        row.integer(step)
        row.real(trainLoss)
        row.real(trainAccuracy)
        row.real(testLoss)
        row.real(testAccuracy)
        row.optionalReal(trainSequenceAccuracy)
        row.optionalReal(testSequenceAccuracy)
        row.integer(trainSequences)
        row.integer(testSequences)
        row.real(parameterNorm)
        row.real(stepsPerSecond)
    }

    init(row: inout ColumnReader) throws(RecordingError) {
        self.init(
            step: try row.step(), trainLoss: try row.real(), trainAccuracy: try row.real(), testLoss: try row.real(),
            testAccuracy: try row.real(), trainSequenceAccuracy: try row.optionalReal(),
            testSequenceAccuracy: try row.optionalReal(), trainSequences: try row.integer(),
            testSequences: try row.integer(), parameterNorm: try row.real(), stepsPerSecond: try row.real())
    }
}
