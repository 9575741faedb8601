internal import Dashboard
internal import Runs

extension EventSource {
    /// The source as the screen knows it.
    func description(as kind: Source.Kind) -> Source { Source(kind, capabilities: capabilities, limit: limit) }
}
