internal import Dashboard
internal import Runs

extension EventSource {
    /// The description of the source that the screen keeps.
    func description(as kind: Source.Kind) -> Source { Source(kind, capabilities: capabilities, limit: limit) }
}
