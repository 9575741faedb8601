internal import RunEvents

/// Short names of runs, `D1` …, so that every figure can say where it is from.
struct RunKeys {
    private let keys: [String: String]

    init(_ task: TaskResults) {
        let letter = task.task.rawValue.prefix(1).uppercased()
        var keys: [String: String] = [:]
        for (index, run) in task.runs.enumerated() { keys[run.name] = "\(letter)\(index + 1)" }
        self.keys = keys
    }

    func key(_ run: String) -> String { keys[run] ?? run }

    /// `D1@600, D3@700`.
    func sources(_ row: RowResult) -> String {
        row.figures.map { "\(key($0.run))@\($0.step)" }.joined(separator: ", ")
    }
}
