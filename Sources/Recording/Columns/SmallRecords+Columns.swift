internal import RunEvents

extension MarkerRecord: TableRow {
    static var blank: MarkerRecord { MarkerRecord(step: 0, kind: .memorized, accuracy: 0, sequences: 0) }

    mutating func columns(_ row: inout (some ColumnVisitor & ~Copyable)) throws(RecordingError) {
        try row.integer("step", &step, in: row.limits.step)
        try row.word("kind", &kind)
        try row.real("accuracy", &accuracy)
        try row.optionalReal("previous_accuracy", &previousAccuracy)
        try row.integer("sequences", &sequences)
    }
}

extension CommandRecord: TableRow {
    static var blank: CommandRecord { CommandRecord(step: 0, command: .pause, weightDecay: 0) }

    mutating func columns(_ row: inout (some ColumnVisitor & ~Copyable)) throws(RecordingError) {
        try row.integer("step", &step, in: row.limits.step)
        try row.word("command", &command)
        try row.real("weight_decay", &weightDecay)
        if row.has(since: 5) { try row.optionalText("request", &request) }
    }
}

extension RefusedRecord: TableRow {
    static var blank: RefusedRecord { RefusedRecord(step: 0, command: .pause, reason: "") }

    mutating func columns(_ row: inout (some ColumnVisitor & ~Copyable)) throws(RecordingError) {
        try row.integer("step", &step, in: row.limits.step)
        try row.word("command", &command)
        try row.text("reason", &reason)
        if row.has(since: 5) { try row.optionalText("request", &request) }
    }
}

extension ForkedRecord: TableRow {
    static var blank: ForkedRecord { ForkedRecord(step: 0, parent: RunReference(name: "", identifier: "")) }

    mutating func columns(_ row: inout (some ColumnVisitor & ~Copyable)) throws(RecordingError) {
        try row.integer("step", &step, in: row.limits.step)
        try row.text("parent_name", &parent.name)
        try row.text("parent_identifier", &parent.identifier)
    }
}

extension FinishedRecord: TableRow {
    static var blank: FinishedRecord { FinishedRecord(step: 0, reason: .completed, parameterDigest: "") }

    mutating func columns(_ row: inout (some ColumnVisitor & ~Copyable)) throws(RecordingError) {
        try row.integer("step", &step, in: row.limits.step)
        try row.word("reason", &reason)
        try row.optionalText("detail", &detail)
        try row.text("parameter_digest", &parameterDigest)
    }
}
