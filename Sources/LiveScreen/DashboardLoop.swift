internal import Alerts
internal import Dashboard
internal import Foundation
internal import NcursesTerminal
internal import RunEvents
internal import TerminalUI
internal import Training

/// The screen's loop on one thread: it waits for a key, takes the messages that have arrived, and draws.
struct DashboardLoop: Sendable {
    let themes: [Theme]
    /// The symbols of curves; nil for those that suit the terminal.
    let symbols: Symbols?
    var source = Source.live
    let mailbox: MessageMailbox
    /// The seconds that the run has been trained for.
    let elapsedSeconds: @Sendable () -> Double
    /// Receives what each frame has cost; for benchmarks.
    var frameDrawn: (@Sendable (FrameCost) -> Void)?
    /// Carries out a request of the screen. It must not block.
    let perform: @Sendable (Effect) -> Void

    /// What the person has configured about the screen.
    var preferences = Preferences()

    /// What the screen was left with, and is left with; nil to begin with nothing and keep nothing.
    var memory: ScreenMemoryFile?

    /// What the process does while the terminal belongs to another job.
    var background = Terminal.Background.stop
    /// Whether the mouse is read.
    var hasMouse = true

    /// How long the loop waits for a key before it looks at the run again: thirty frames a second.
    private static let frameMilliseconds = 33

    /// Runs the loop on the calling thread, which owns the terminal meanwhile.
    ///
    /// - Returns: the signal that asked for the end; nil where the person left.
    private func run(whenOpen begin: () -> Void) throws(TerminalError) -> Int32? {
        let terminal = try Terminal(options: Terminal.Options(background: background, hasMouse: hasMouse))
        defer { terminal.close() }
        begin()
        var capability = terminal.capability
        if let symbols { capability.symbols = symbols }
        var model = Model(themes: themes, capability: capability, size: terminal.size, source: source)
        model.preferences = preferences
        if let memory { model.memory = memory.load(layout: preferences.layout) }
        defer { memory?.finish() }
        let start = ContinuousClock.now
        var shownSecond = -1
        var isOutOfDate = true
        while true {
            let inputs = terminal.inputs(timeoutMilliseconds: Self.frameMilliseconds)
            // The model would stop the run. Whether it stops is for the caller to say, and the recording says it first.
            if inputs.contains(.ended) { return terminal.endingSignal }
            var messages = mailbox.takeAll()
            messages += inputs.compactMap(Message.init)
            let elapsed = elapsedSeconds()
            if Int(saturating: elapsed) != shownSecond { messages.append(.tick(elapsedSeconds: elapsed)) }
            if model.isPlaying { messages.append(.frame(seconds: (ContinuousClock.now - start).inSeconds)) }
            if !messages.isEmpty || inputs.contains(.redraw) { isOutOfDate = true }
            shownSecond = Int(saturating: elapsed)
            // All messages that have arrived go into one frame.
            for message in messages where take(message, into: &model, terminal) { return terminal.endingSignal }
            // While nothing can be drawn the model still changes; the next frame shows its newest state.
            guard isOutOfDate, terminal.canDraw else { continue }
            let cost = FrameCost.measure { terminal.draw(model.view()) ? terminal.lastFrameBytes : nil }
            guard let cost else { continue }
            isOutOfDate = false
            frameDrawn?(cost)
        }
    }

    /// Updates the model with a message, and carries out what follows from it.
    ///
    /// - Returns: whether the person leaves.
    private func take(_ message: Message, into model: inout Model, _ terminal: Terminal) -> Bool {
        for effect in model.update(message) {
            switch effect {
            case .repaint: terminal.repaint()
            case .suspend: terminal.suspend()
            case .ring: terminal.send([7])
            case .notify(let text):
                terminal.send(DesktopNotification.bytes(text, environment: ProcessInfo.processInfo.environment))
            case .quit: return true
            case .remember(let memory): self.memory?.save(memory)
            case .send, .fork, .rewind, .probe, .look, .ask, .intervene, .cancelMeasurements, .savePicture, .whatIf,
                .closeWhatIf, .keepWhatIf:
                perform(effect)
            }
        }
        return false
    }

    /// Runs the loop on a thread of its own until the person leaves.
    ///
    /// - Parameter begin: called once the terminal is open.
    /// - Returns: the signal that asked for the end; nil where the person left.
    /// - Throws: `TerminalError` where there is no terminal to draw on. Nothing was drawn then, and `begin` was not
    ///   called.
    func runOnOwnThread(whenOpen begin: @escaping @Sendable () -> Void) async throws -> Int32? {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Int32?, any Error>) in
            let thread = Thread {
                do {
                    continuation.resume(returning: try run(whenOpen: begin))
                } catch {
                    continuation.resume(throwing: error)
                }
            }
            thread.name = "groktop screen"
            thread.stackSize = 1 << 23
            thread.start()
        }
    }
}
