internal import RunEvents

extension EvaluationRecord: TableRow {
    static var blank: EvaluationRecord {
        EvaluationRecord(
            step: 0, trainLoss: 0, trainAccuracy: 0, testLoss: 0, testAccuracy: 0, trainSequences: 0, testSequences: 0,
            parameterNorm: 0, stepsPerSecond: 0)
    }

    mutating func columns(_ row: inout (some ColumnVisitor & ~Copyable)) throws(RecordingError) {
        try row.integer("step", &step, in: row.limits.step)
        try row.real("train_loss", &trainLoss)
        try row.real("train_accuracy", &trainAccuracy)
        try row.real("test_loss", &testLoss)
        try row.real("test_accuracy", &testAccuracy)
        try row.optionalReal("train_sequence_accuracy", &trainSequenceAccuracy)
        try row.optionalReal("test_sequence_accuracy", &testSequenceAccuracy)
        try row.integer("train_sequences", &trainSequences)
        try row.integer("test_sequences", &testSequences)
        try row.real("parameter_norm", &parameterNorm)
        try row.real("steps_per_second", &stepsPerSecond)
        if row.has(since: 4) {
            try row.optionalReal("train_zero_loss_share", &trainZeroLossShare)
            try row.optionalReal("descent_cosine", &descentCosine)
        }
    }
}
