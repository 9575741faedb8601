package import Recording
package import RunEvents
internal import Tasks
package import Training

/// A recording that nobody writes. All its events are history, so it hands over nothing new.
package struct RecordingSource: EventSource {
    private let reader: RunReader

    /// - Parameter reader: the recording.
    package init(_ reader: RunReader) { self.reader = reader }

    /// Probes of the past, deriving again and forks, where this program can train the recorded configuration.
    package var capabilities: SourceCapabilities { Self.capabilities(of: reader.run) }
    /// Why this program cannot train the recorded configuration; nil where it can.
    package var limit: String? { Self.limit(of: reader.run) }
    /// The recording that is read.
    package var folder: RunFolder? { reader.folder }

    /// Returns nil at once: nothing comes that the recording does not hold already.
    package func run(
        after _: Int, _: @escaping @Sendable (SourceEvent) -> Void
    ) async throws -> TrainingEnd? { nil }

    /// The capabilities of a recording: none where this program cannot train the run.
    static func capabilities(of run: RunDescription) -> SourceCapabilities { limit(of: run) == nil ? .recorded : [] }

    /// Why this program cannot train the run; nil where it can.
    static func limit(of run: RunDescription) -> String? {
        switch run {
        case .trained(let config): config.problem
        case .watched: "another program trains this run"
        }
    }
}
