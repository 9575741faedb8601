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
    package var capabilities: SourceCapabilities { Self.capabilities(of: reader.config) }
    /// Why this program cannot train the recorded configuration; nil where it can.
    package var limit: String? { reader.config.problem }
    /// The recording that is read.
    package var folder: RunFolder? { reader.folder }

    /// Returns nil at once: nothing comes that the recording does not hold already.
    package func run(
        after _: Int, _: @escaping @Sendable (SourceEvent) -> Void
    ) async throws -> TrainingEnd? { nil }

    /// The capabilities of a recording with this configuration: none where this program cannot train it.
    static func capabilities(of config: RunConfig) -> SourceCapabilities { config.problem == nil ? .recorded : [] }
}
