package import Recording
package import RunEvents
internal import Tasks
package import Training

/// A recording at rest. Everything that it holds is history.
package struct RecordingSource: EventSource {
    private let reader: RunReader

    /// - Parameter reader: the recording.
    package init(_ reader: RunReader) { self.reader = reader }

    package var capabilities: SourceCapabilities { Self.capabilities(of: reader.config) }
    package var limit: String? { reader.config.problem }
    package var folder: RunFolder? { reader.folder }

    package func run(
        after _: Int, _: @escaping @Sendable (SourceEvent) -> Void
    ) async throws -> TrainingEnd? { nil }

    /// What can be asked of any recording: nothing that needs the model, where this program cannot make the model.
    static func capabilities(of config: RunConfig) -> SourceCapabilities { config.problem == nil ? .recorded : [] }
}
