internal import Dispatch
package import Foundation
internal import GRDB
package import RunEvents
internal import Synchronization

/// Records a run into its folder while it goes on, and holds the folder's lock for as long.
///
/// `record` and `keep` never wait for the disk. A serial queue commits what was recorded, one transaction a commit, at least
/// every 200 ms; another writes checkpoints, each after the events before it. A process that is killed loses what came after
/// the last commit and nothing else.
///
/// Failure (disk full, folder gone or read-only) ends the recording for good and nothing else: `failure` says why, calls that
/// follow do nothing, and what was committed stays readable.
package final class RunRecorder: Sendable {
    package let folder: RunFolder
    package let reference: RunReference
    package let config: RunConfig

    let settings: RecorderSettings
    let checkpointQueue = DispatchQueue(label: "groktop.checkpoints", qos: .utility)
    private let queue = DispatchQueue(label: "groktop.recorder", qos: .utility)
    private let ticker: Ticker
    private let output: RecorderOutput
    let state: Mutex<State>

    struct State: Sendable {
        var pending: PendingEvents
        var failure: RecordingError?
        var isClosed = false
        var checkpointsWaiting = 0
        /// Seconds that the run had gone on for before `startedAt` of the clock.
        let elapsedBefore: Double
        let startedAt: Double

        var isOver: Bool { isClosed || failure != nil }
    }

    /// Makes the folder of a new run in the runs folder, and begins to record it.
    package static func create(
        _ run: NewRun, in runsFolder: URL, settings: RecorderSettings = RecorderSettings()
    ) throws(RecordingError) -> RunRecorder {
        let (folder, lock) = try RunFolder.create(run, parent: nil, in: runsFolder) { _ in }
        return try RunRecorder(folder, lock, settings)
    }

    /// Goes on recording a run that was interrupted, stopped, or forked.
    /// - Throws: `RecordingError`; of kind `busy` while another records it.
    package static func continuing(
        _ folder: RunFolder, settings: RecorderSettings = RecorderSettings()
    ) throws(RecordingError) -> RunRecorder {
        // What is no run is to be refused before anything is touched.
        _ = try RunReader(folder)
        try folder.checkWriting()
        let lock = try RunLock(taking: folder.lock)
        // A run without one checkpoint is still one. Where this fails, it is said when the first is written.
        _ = mkdir(folder.checkpoints.path, 0o755)
        return try RunRecorder(folder, lock, settings)
    }

    private init(_ folder: RunFolder, _ lock: RunLock, _ settings: RecorderSettings) throws(RecordingError) {
        self.folder = folder
        self.settings = settings
        let (output, row) = try RecorderOutput.open(folder, lock, settings)
        self.output = output
        reference = row.reference
        config = row.config
        state = Mutex(
            State(
                pending: PendingEvents(place: output.place), elapsedBefore: output.place.progress.elapsedSeconds,
                startedAt: settings.clock()))
        ticker = Ticker(queue: queue, seconds: settings.commitInterval)
        ticker.start { [weak self] in self?.commit() }
    }

    deinit { ticker.stop() }

    /// Takes an event in. Of `progress` only the last is kept.
    package func record(_ event: RunEvent) {
        if case .started(let record) = event {
            precondition(record.config == config, "a run is recorded with the configuration that it was made with")
        }
        let isTooMuch = state.withLock { state in
            guard !state.isOver else { return false }
            state.pending.append(event, elapsedSeconds: elapsedSeconds(state))
            return state.pending.isFull
        }
        if isTooMuch { fail(RecordingError(.inputOutput, folder.path, "cannot be written: the disk does not answer")) }
    }

    /// Why recording has ended; nil while all is well.
    package var failure: RecordingError? { state.withLock(\.failure) }

    /// Returns when all that was recorded and kept before is on its way to the disk, as a commit is.
    package func flush() {
        checkpointQueue.sync {}
        queue.sync { commit() }
    }

    /// Writes what is left, and releases the lock. Calls that follow do nothing.
    package func close() {
        flush()
        let wasClosed = state.withLock { state in
            defer { state.isClosed = true }
            return state.isClosed
        }
        guard !wasClosed else { return }
        ticker.stop()
        checkpointQueue.sync {}
        queue.sync {
            commit()
            output.close()
        }
    }

    /// On `queue`: writes what is pending, in one transaction.
    private func commit() {
        let taken = state.withLock { state -> (events: [RecordedEvent], progress: ProgressRecord?, elapsed: Double)? in
            guard state.failure == nil, !state.pending.isEmpty else { return nil }
            let (events, progress) = state.pending.take()
            return (events, progress, elapsedSeconds(state))
        }
        guard let taken else { return }
        do {
            try output.write(taken.events, progress: taken.progress, elapsedSeconds: taken.elapsed)
        } catch {
            fail(error)
        }
    }

    func commitNow() { queue.sync { commit() } }

    /// The first failure counts.
    func fail(_ error: RecordingError) {
        let isFirst = state.withLock { state in
            guard state.failure == nil else { return false }
            state.failure = error
            _ = state.pending.take()
            return true
        }
        if isFirst { settings.onFailure?(error) }
    }

    private func elapsedSeconds(_ state: borrowing State) -> Double {
        state.elapsedBefore + max(0, settings.clock() - state.startedAt)
    }
}
