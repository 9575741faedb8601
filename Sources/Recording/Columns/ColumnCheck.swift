package import RunEvents

/// Checks the values of a row against the ranges of its columns, without a database.
struct ColumnCheck: ColumnVisitor {
    let limits: ColumnLimits
    /// The column just visited.
    private var name = ""

    init(limits: ColumnLimits) { self.limits = limits }

    var isReading: Bool { false }
    /// False, as the check needs no text of words and documents: any of them can be recorded.
    var isWriting: Bool { false }

    mutating func key(_ key: TableKey, _ value: inout Int) throws(RecordingError) {
        try check(key.column.name, value, key.range)
    }

    mutating func integer(_ name: String, _ value: inout Int, in range: ClosedRange<Int>) throws(RecordingError) {
        try check(name, value, range)
    }

    mutating func optionalInteger(
        _ name: String, _ value: inout Int?, in range: ClosedRange<Int>
    ) throws(RecordingError) {
        if let value { try check(name, value, range) }
    }

    mutating func real(_ name: String, _: inout Double) { self.name = name }

    mutating func optionalReal(_ name: String, _: inout Double?) { self.name = name }

    mutating func reals(_ name: String, _ values: inout [Double], count: Int) throws(RecordingError) {
        self.name = name
        guard values.count <= count else { throw damage("has \(values.count) values, more than \(count)") }
    }

    mutating func text(_ name: String, _: inout String) { self.name = name }

    mutating func optionalText(_ name: String, _: inout String?) { self.name = name }

    func damage(_ problem: String) -> RecordingError { RecordingError(.data, name, problem) }

    func unknown(_ problem: String) -> RecordingError { damage(problem) }

    private mutating func check(_ name: String, _ value: Int, _ range: ClosedRange<Int>) throws(RecordingError) {
        self.name = name
        guard range.contains(value) else { throw damage("is \(value), not in \(range)") }
    }
}

extension RunEvent {
    /// Why no recording could hold the event, such as "k_star_weighted is 0, not in 1...5"; nil where one could.
    ///
    /// Events from outside pass here before they are drawn, so that a stream can hold nothing that a recording cannot.
    ///
    /// - Parameter run: what the run is.
    package func problem(in run: RunDescription) -> String? {
        if case .started = self, let problem = run.impossibleValue { return "the configuration holds \(problem)" }
        if case .progress = self { return nil }
        var check = ColumnCheck(limits: ColumnLimits(steps: run.lastStep, window: run.spectrum.window))
        do {
            try writeColumns(to: &check)
            return nil
        } catch {
            return "\(error.path) \(error.reason)"
        }
    }
}
