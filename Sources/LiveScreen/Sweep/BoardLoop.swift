internal import Board
internal import Foundation
internal import NcursesTerminal
internal import TerminalUI

/// The sweep screen's loop on one thread: it waits for a key, takes the messages that have arrived, and draws.
struct BoardLoop: Sendable {
    let mailbox: BoardMailbox
    /// The symbols of curves; nil for those that suit the terminal.
    let symbols: Symbols?
    let options: Terminal.Options
    /// Makes the model when the terminal is there for the first time.
    let makeModel: @Sendable (Capability, Size) -> BoardModel

    /// How long the loop waits for a key before it looks at the messages.
    private static let frameMilliseconds = 50

    /// How the screen was left.
    enum Exit: Sendable {
        /// The person leaves the program.
        case quit
        /// A signal asked for the end.
        case signal(Int32)
        /// The run in this folder is to be shown, which needs the terminal.
        case open(path: String)
    }

    /// Runs the loop on the calling thread, which owns the terminal meanwhile.
    ///
    /// - Parameter earlier: the model of the last time; nil for the first.
    private func run(_ earlier: BoardModel?) throws(TerminalError) -> (BoardModel, Exit) {
        let terminal = try Terminal(options: options)
        defer { terminal.close() }
        var capability = terminal.capability
        if let symbols { capability.symbols = symbols }
        var model = earlier ?? makeModel(capability, terminal.size)
        model.take(size: terminal.size, capability: capability)
        var isOutOfDate = true
        while true {
            let inputs = terminal.inputs(timeoutMilliseconds: Self.frameMilliseconds)
            if inputs.contains(.ended) { return (model, .signal(terminal.endingSignal ?? SIGHUP)) }
            let messages = mailbox.takeAll() + inputs.compactMap(BoardMessage.init)
            if !messages.isEmpty || inputs.contains(.redraw) { isOutOfDate = true }
            for message in messages {
                for effect in model.update(message) {
                    switch effect {
                    case .repaint: terminal.repaint()
                    case .suspend: terminal.suspend()
                    case .quit: return (model, terminal.endingSignal.map(Exit.signal) ?? .quit)
                    case .open(let path): return (model, .open(path: path))
                    }
                }
            }
            guard isOutOfDate, terminal.canDraw else { continue }
            if terminal.draw(model.view()) { isOutOfDate = false }
        }
    }

    /// Runs the loop on a thread of its own until a run is to be shown, or the person leaves.
    ///
    /// - Throws: `TerminalError` where there is no terminal to draw on.
    func runOnOwnThread(_ earlier: BoardModel?) async throws -> (BoardModel, Exit) {
        try await withCheckedThrowingContinuation { continuation in
            let thread = Thread {
                do {
                    continuation.resume(returning: try run(earlier))
                } catch {
                    continuation.resume(throwing: error)
                }
            }
            thread.name = "groktop board"
            thread.stackSize = 1 << 23
            thread.start()
        }
    }
}
