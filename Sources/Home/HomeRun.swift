/// A recorded run as a row of the home screen.
package struct HomeRun: Sendable, Hashable {
    /// The folder's name, by which the run is asked for. Text from outside, as are the others here.
    package var name: String
    /// What is learned, or the name that another program gave the run.
    package var task: String
    /// The seed of all random generators; nil where it is not known.
    package var seed: UInt64?
    /// ω at the last commit; nil where the run has none.
    package var weightDecay: Double?
    /// Optimizer steps that are done.
    package var step: Int
    /// Optimizer steps of the whole run; nil where another program did not say.
    package var steps: Int?
    /// The highest test accuracy; nil before the first evaluation.
    package var bestTestAccuracy: Double?
    /// The step of the first `grokked` mark; nil where there is none.
    package var grokkedAt: Int?
    /// How the run stands.
    package var state: State
    /// Whether another program trains the run, so that it can be watched and not made again.
    package var isWatched: Bool
    /// Bytes on disk.
    package var bytes: Int
    /// The same as people write it.
    package var size = ""
    /// Seconds since 1970 at which the run was made.
    package var createdAt: Double
    /// The same as people write it.
    package var made: String
    /// Test accuracies from 0 to 1, from the first evaluation to the last.
    package var curve: [Float]
    /// Why the run cannot be read, and nothing else is known of it; nil where it can.
    package var problem: String?
    /// What the filter looks at: everything that a person may type to find the run, in small letters.
    package private(set) var searched = ""

    /// How a run stands, in the order in which the state's column is sorted.
    package enum State: Int, Sendable, Hashable, Comparable, CaseIterable {
        case running, finished, stopped, interrupted, failed, unreadable

        /// The word of the column.
        package var word: String { self == .unreadable ? "unreadable" : "\(self)" }

        /// The order of the cases.
        package static func < (left: State, right: State) -> Bool { left.rawValue < right.rawValue }
    }

    /// A run that cannot be read.
    ///
    /// - Parameter problem: why.
    package init(name: String, problem: String, bytes: Int) {
        self.init(name: name, task: "", step: 0, state: .unreadable, bytes: bytes, createdAt: 0, made: "")
        self.problem = problem
        searched = "\(name) \(State.unreadable.word)".lowercased()
    }

    /// A run that can be read; the rest is set afterwards, and then `describe` is called.
    package init(
        name: String, task: String, step: Int, state: State, bytes: Int, createdAt: Double, made: String
    ) {
        (self.name, self.task, self.step, self.state) = (name, task, step, state)
        (self.bytes, self.createdAt, self.made) = (bytes, createdAt, made)
        (isWatched, curve) = (false, [])
    }

    /// Fills in what the filter looks at. Call it when all else is set.
    package mutating func describe() {
        var words = [name, task, state.word, made]
        if let seed { words.append("seed\(seed)") }
        if let weightDecay { words.append("ω\(weightDecay)") }
        if grokkedAt != nil { words.append("grokked") }
        if isWatched { words.append("watched") }
        searched = words.joined(separator: " ").lowercased()
    }

    /// Whether every word of a filter is found in what is known of the run.
    ///
    /// - Parameter words: words in small letters, as UTF-8.
    func matches(_ words: [[UInt8]]) -> Bool {
        var searched = searched
        return searched.withUTF8 { bytes in words.allSatisfy { Self.contains(bytes, $0) } }
    }

    private static func contains(_ bytes: UnsafeBufferPointer<UInt8>, _ word: [UInt8]) -> Bool {
        guard word.count <= bytes.count else { return false }
        return (0...bytes.count - word.count).contains { start in
            word.indices.allSatisfy { bytes[start + $0] == word[$0] }
        }
    }
}
