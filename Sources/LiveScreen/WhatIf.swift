internal import Dashboard
internal import Foundation
internal import Recording
internal import RunEvents
internal import Runs
internal import Synchronization
internal import Training

/// A fork that is trained in a process of its own beside the run on the screen, and shown beneath it as it goes on.
///
/// A process of its own, because so its bits, its checkpoints and its end are those of `groktop resume`, and because
/// whatever happens to it leaves the run on the screen alone. The system shares the cores between the two.
final class WhatIf: Sendable {
    let folder: RunFolder
    private let step: Int
    private let mailbox: MessageMailbox
    private let source: GrowingSource
    private let process = Process()
    private let state: Mutex<Shown>
    private let following = Mutex<Task<Void, Never>?>(nil)

    private struct Shown {
        var run: RunState
        /// Whether there is something that the screen has not been given.
        var isNews = true
        var given = ContinuousClock.now
        /// Whether somebody has asked for the end.
        var isClosing = false
    }

    /// The least time between two states that the screen is given.
    private static let interval = Duration.milliseconds(250)

    /// - Parameters:
    ///   - folder: the fork.
    ///   - step: the step at which it left its parent.
    /// - Throws: `RecordingError` where it cannot be read.
    init(_ folder: RunFolder, leftAt step: Int, mailbox: MessageMailbox) throws {
        (self.folder, self.step, self.mailbox) = (folder, step, mailbox)
        let reader = try RunReader(folder)
        source = GrowingSource(reader)
        let (run, sequence) = try RunHistory.read(reader)
        state = Mutex(Shown(run: run))
        self.sequence = sequence
    }

    /// The sequence number of the last event of what the fork has from its parent.
    private let sequence: Int

    /// Starts the training, and shows it until `stopFollowing`.
    ///
    /// - Parameters:
    ///   - threads: threads that compute.
    ///   - pace: most steps a second; nil for no limit.
    /// - Throws: the system's error where no process can be started.
    func begin(threads: Int, pace: Double?) throws {
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        if !FileManager.default.isExecutableFile(atPath: process.executableURL?.path ?? "") {
            process.executableURL = Bundle.main.executableURL
        }
        process.arguments = [
            "resume", folder.url.path, "--runs", folder.url.deletingLastPathComponent().path, "--format", "ndjson",
            "--threads", "\(threads)", "--pace", pace.map { "\($0)" } ?? "unlimited",
        ]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        let errors = Pipe()
        process.standardError = errors
        process.terminationHandler = { [weak self] process in
            let text = String(decoding: errors.fileHandleForReading.availableData, as: UTF8.self)
            self?.ended(process.terminationStatus, text)
        }
        try process.run()
        show()
        let task = Task { [self] in
            _ = try? await source.run(after: sequence) { self.take($0) }
        }
        following.withLock { $0 = task }
    }

    /// Passes a command on to the fork.
    func send(_ command: RunCommand) { source.send(command) }

    /// Shows the fork no more. It goes on.
    func stopFollowing() {
        following.withLock { $0 }?.cancel()
        mailbox.put(.whatIfEnded(nil))
    }

    /// Stops the fork in order, so that it can be resumed, and waits for that.
    func stop() async {
        state.withLock { $0.isClosing = true }
        stopFollowing()
        guard process.isRunning else { return }
        process.terminate()
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { [process] in
                process.waitUntilExit()
                continuation.resume()
            }
        }
    }

    private func take(_ event: SourceEvent) {
        let isDue = state.withLock { shown in
            switch event {
            case .recorded(let recorded):
                shown.run.apply(recorded)
                shown.isNews = true
            case .progress(let progress):
                shown.run.apply(.progress(progress))
                shown.isNews = true
            default: break
            }
            return shown.isNews && shown.given.duration(to: .now) >= Self.interval
        }
        if isDue { show() }
    }

    private func show() {
        let run = state.withLock { shown in
            (shown.isNews, shown.given) = (false, .now)
            return shown.run
        }
        mailbox.put(.whatIf(Overlay(run: run, name: folder.name, kind: .whatIf(forkStep: step))))
    }

    private func ended(_ status: Int32, _ errors: String) {
        guard !state.withLock(\.isClosing), status != 0 else { return }
        let line = errors.split(separator: "\n").last.map(String.init) ?? "exit code \(status)"
        mailbox.put(.notice("the other run ended: \(line)", isAlert: true))
    }
}
