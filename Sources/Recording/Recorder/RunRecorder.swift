internal import Dispatch
package import Foundation
internal import GRDB
package import RunEvents
internal import Synchronization

/// Records a run into its folder while it goes on, and holds the folder's lock for as long.
///
/// `record` and `keep` never wait for the disk. A serial queue commits what was recorded, one transaction a commit, at
/// least every 200 ms; another writes checkpoints, each after the events before it. A process that is killed loses what
/// came after the last commit and nothing else.
///
/// What cannot be written (disk full) is kept in memory and tried again, so that a recording has no hole when there is
/// room again. Where that cannot be (folder gone, too much waiting, the run at its end) the recording ends and nothing
/// else: `failure` says why, `gap` what is missing, calls that follow do nothing, and what was committed stays
/// readable. A checkpoint that cannot be written is left out, and no more.
package final class RunRecorder: Sendable {
    /// The folder of the run that is recorded.
    package let folder: RunFolder
    /// The name and identifier that the run was made with.
    package let reference: RunReference
    /// What the run is, as it was recorded.
    package let run: RunDescription

    let settings: RecorderSettings
    let checkpointQueue = DispatchQueue(label: "groktop.checkpoints", qos: .utility)
    private let queue = DispatchQueue(label: "groktop.recorder", qos: .utility)
    private let ticker: Ticker
    private let output: RecorderOutput
    /// Nobody else writes checkpoints while the lock is held.
    let checkpoints: CheckpointStore
    let state: Mutex<State>

    struct State: Sendable {
        var pending: PendingEvents
        /// What was asked for and not answered yet.
        var openRequests = OpenRequests()
        /// Why what is pending could not be written; nil while all is well.
        var waitsFor: RecordingError?
        /// No other try is made before this time of the settings' clock.
        var restsUntil = -Double.infinity
        var failure: RecordingError?
        /// What the recording lacks so far.
        var gap: RecordingGap?
        var isClosed = false
        var checkpointsWaiting = 0
        /// Whether the last one that was to be written could not be.
        var areCheckpointsMissing = false
        /// Seconds that the run had gone on for before `startedAt` of the clock.
        let elapsedBefore: Double
        let startedAt: Double

        var isOver: Bool { isClosed || failure != nil }

        /// Events of these steps are not in the recording.
        mutating func miss(_ steps: [Int]) {
            guard let failure, !steps.isEmpty else { return }
            var gap = gap ?? RecordingGap(error: failure)
            gap.events += steps.count
            gap.firstStep = gap.firstStep ?? steps.first
            self.gap = gap
        }

        /// The checkpoint of a step could not be written, or now could.
        mutating func note(checkpoint step: Int, _ error: RecordingError?) {
            gap?.checkpoints.removeAll { $0 == step }
            if let error {
                gap = gap ?? RecordingGap(error: error)
                gap?.checkpoints.append(step)
            } else if gap?.checkpoints.isEmpty == true, gap?.events == 0 {
                gap = nil
            }
        }
    }

    /// Makes the folder of a new run in the runs folder, and begins to record it.
    package static func create(
        _ run: NewRun, in runsFolder: URL, settings: RecorderSettings = RecorderSettings()
    ) throws(RecordingError) -> RunRecorder {
        let (folder, lock) = try RunFolder.create(run, parent: nil, in: runsFolder) { _ in }
        return try RunRecorder(folder, lock, settings)
    }

    /// Goes on recording a run that was interrupted, stopped, or forked.
    ///
    /// - Throws: `RecordingError`; of kind `busy` while another process records it, of kind `data` where it cannot be
    ///   read or has a format that this groktop does not write.
    package static func continuing(
        _ folder: RunFolder, settings: RecorderSettings = RecorderSettings()
    ) throws(RecordingError) -> RunRecorder {
        // What is no run is to be refused before anything is touched.
        try RunReader(folder).checkWriting()
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
        checkpoints = CheckpointStore(folder, CheckpointMemory())
        reference = row.reference
        run = row.run
        state = Mutex(
            State(
                pending: PendingEvents(place: output.place), elapsedBefore: output.place.progress.elapsedSeconds,
                startedAt: settings.clock()))
        ticker = Ticker(queue: queue, seconds: settings.commitInterval)
        ticker.start { [weak self] in self?.commit(.due) }
    }

    /// Where other processes leave commands for the run. From the first use on the run takes commands.
    package var commands: CommandFolder {
        let commands = CommandFolder(folder)
        commands.make()
        return commands
    }

    /// The newest step that an event has reached.
    package var reachedStep: Int { state.withLock(\.pending.reachedStep) }

    deinit { ticker.stop() }

    /// Takes an event in, to be written with the next commit. Of all `progress` events since the last commit only the
    /// newest is kept.
    package func record(_ event: RunEvent) {
        if case .started(let record) = event {
            precondition(record.run == run, "a run is recorded with the description that it was made with")
        }
        let isTooMuch = state.withLock { state in
            guard !state.isOver else {
                if state.failure != nil, !state.isClosed, !event.isProgress { state.miss([event.step]) }
                return false
            }
            state.pending.append(event, elapsedSeconds: elapsedSeconds(state))
            state.openRequests.take(event)
            return state.pending.isFull
        }
        if isTooMuch { fail(RecordingError(.inputOutput, folder.path, "cannot be written, and too much is waiting")) }
    }

    /// Takes over what the run was asked for before and has not answered. The checkpoint that an answer needs is kept
    /// until the answer is there.
    package func expectAnswers(to requests: OpenRequests) { state.withLock { $0.openRequests = requests } }

    /// Whether `close` has been called.
    package var isClosed: Bool { state.withLock(\.isClosed) }

    /// Why recording has ended; nil while all is well.
    package var failure: RecordingError? { state.withLock(\.failure) }

    /// What the recording lacks; nil where it is whole. Final once `close` has returned.
    package var gap: RecordingGap? { state.withLock(\.gap) }

    /// Returns when all that was recorded and kept before is on its way to the disk, as a commit is; or could not be
    /// written.
    package func flush() {
        checkpointQueue.sync {}
        commitNow()
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
            commit(.last)
            output.close()
        }
    }

    /// How much a commit insists.
    private enum Commit {
        /// Leaves a rest after a failure.
        case due
        case now
        /// There will be no other: what cannot be written is lost.
        case last
    }

    /// On `queue`: writes what is pending, in one transaction.
    private func commit(_ urgency: Commit) {
        let taken = state.withLock { state -> (events: [RecordedEvent], progress: ProgressRecord?, elapsed: Double)? in
            guard state.failure == nil, !state.pending.isEmpty else { return nil }
            if case .due = urgency, settings.clock() < state.restsUntil { return nil }
            let (events, progress) = state.pending.take()
            return (events, progress, elapsedSeconds(state))
        }
        guard let taken else { return }
        do {
            try output.write(taken.events, progress: taken.progress, elapsedSeconds: taken.elapsed)
            let waited = state.withLock { state in
                defer { state.waitsFor = nil }
                return state.waitsFor != nil
            }
            if waited { settings.report?(.goesOn) }
        } catch {
            state.withLock { $0.pending.putBack((taken.events, taken.progress)) }
            if case .last = urgency { return fail(error) }
            output.isGone ? fail(error) : wait(for: error)
        }
    }

    /// Writes what is pending, whether it is time to or not.
    ///
    /// - Returns: why it could not be written.
    @discardableResult
    func commitNow() -> RecordingError? {
        queue.sync { commit(.now) }
        return state.withLock { $0.failure ?? $0.waitsFor }
    }

    private func wait(for error: RecordingError) {
        let (isFirst, isTooMuch) = state.withLock { state in
            defer { state.waitsFor = error }
            state.restsUntil = settings.clock() + settings.retryInterval
            return (state.waitsFor == nil, state.pending.isFull)
        }
        if isTooMuch { return fail(error) }
        if isFirst { settings.report?(.waits(error)) }
    }

    /// Ends the recording. The first failure counts.
    func fail(_ error: RecordingError) {
        let isFirst = state.withLock { state in
            guard state.failure == nil else { return false }
            state.failure = error
            state.miss(state.pending.take().events.map(\.event.step))
            return true
        }
        if isFirst { settings.report?(.ended(error)) }
    }

    private func elapsedSeconds(_ state: borrowing State) -> Double {
        state.elapsedBefore + max(0, settings.clock() - state.startedAt)
    }
}
