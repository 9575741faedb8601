internal import Console
internal import Recording
internal import RunEvents

/// The state of a configuration's run in the runs folder.
enum FoundRun: Sendable {
    case finished(RunFolder)
    /// No run is finished; this one has trained the most steps.
    case unfinished(RunFolder, step: Int)
    case missing

    /// Finds a run with exactly this configuration. It is not a fork, and no command has changed its course.
    ///
    /// - Parameter entries: the folder's list, which serves many configurations.
    /// - Throws: `RecordingError`; `Failure` where another process trains it just now.
    static func find(_ config: RunConfig, among entries: [RunCatalog.Entry]) throws -> FoundRun {
        var unfinished: (folder: RunFolder, step: Int)?
        for entry in entries {
            guard let summary = try? entry.summary.get(), summary.run == .trained(config), summary.parent == nil else {
                continue
            }
            if summary.state == .running {
                throw Failure.temporary("\(entry.folder.path): another process records it; wait for it, or stop it")
            }
            let reader = try RunReader(entry.folder)
            guard reader.schedule.isEmpty, try !isChanged(reader) else { continue }
            if summary.state == .finished {
                if summary.finish?.reason == .completed { return .finished(entry.folder) }
            } else if summary.progress.step >= unfinished?.step ?? 0 {
                unfinished = (entry.folder, summary.progress.step)
            }
        }
        return unfinished.map { .unfinished($0.folder, step: $0.step) } ?? .missing
    }

    private static func isChanged(_ reader: RunReader) throws -> Bool {
        try reader.events().contains { entry in
            if case .command(let record) = entry.event { record.command.changesTraining } else { false }
        }
    }
}
