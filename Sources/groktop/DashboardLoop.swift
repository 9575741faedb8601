internal import Benchmark
internal import Dashboard
internal import Foundation
internal import NcursesTerminal
internal import RunEvents
internal import TerminalUI

/// The screen's loop: wait for a key, take in what the run has told, draw. Everything of it happens on one thread.
struct DashboardLoop: Sendable {
    let themes: [Theme]
    /// nil for what the terminal suggests.
    let symbols: Symbols?
    var source = Source.live
    let mailbox: MessageMailbox
    /// Seconds that the run has gone on for.
    let elapsedSeconds: @Sendable () -> Double
    /// Told how long each frame took to make and draw; for benchmarks.
    var frameDrawn: (@Sendable (Duration) -> Void)?
    /// What the screen asks for. Must not block.
    let perform: @Sendable (Effect) -> Void

    /// How long a key is waited for before the run is looked at again: thirty pictures a second.
    private static let frameMilliseconds = 33

    /// Runs on the calling thread, which owns the terminal meanwhile.
    private func run(whenOpen begin: () -> Void) throws(TerminalError) {
        let terminal = try Terminal()
        defer { terminal.close() }
        begin()
        var capability = terminal.capability
        if let symbols { capability.symbols = symbols }
        var model = Model(themes: themes, capability: capability, size: terminal.size, source: source)
        let start = ContinuousClock.now
        var shownSecond = -1
        while true {
            let input = terminal.nextKey(timeoutMilliseconds: Self.frameMilliseconds)
            var messages = mailbox.takeAll()
            if let message = Message(input) { messages.append(message) }
            let elapsed = elapsedSeconds()
            if Int(saturating: elapsed) != shownSecond { messages.append(.tick(elapsedSeconds: elapsed)) }
            if model.isPlaying { messages.append(.frame(seconds: (ContinuousClock.now - start).inSeconds)) }
            if messages.isEmpty, input != .redraw { continue }
            shownSecond = Int(saturating: elapsed)
            for message in messages {
                for effect in model.update(message) {
                    switch effect {
                    case .repaint: terminal.repaint()
                    case .suspend:
                        terminal.suspend()
                        _ = model.update(.resize(terminal.size))
                    case .quit: return
                    case .send, .fork, .rewind, .probe, .intervene, .cancelMeasurements: perform(effect)
                    }
                }
            }
            let began = ContinuousClock.now
            terminal.draw(model.view())
            frameDrawn?(ContinuousClock.now - began)
        }
    }

    /// Runs the loop on a thread of its own until the person leaves.
    ///
    /// - Parameter begin: called once the terminal is open.
    /// - Throws: `TerminalError` where there is no terminal to draw on; nothing has been drawn and nothing begun then.
    func runOnOwnThread(whenOpen begin: @escaping @Sendable () -> Void) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            let thread = Thread {
                do {
                    try run(whenOpen: begin)
                    continuation.resume()
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
