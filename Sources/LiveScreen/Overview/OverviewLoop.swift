internal import Console
internal import Foundation
internal import NcursesTerminal
internal import TerminalUI

/// The loop of a screen over many runs: it waits for a key, takes the messages that have arrived, and draws. For a visit
/// it gives the terminal away, and goes on with the same model afterwards.
struct OverviewLoop<Model: OverviewModel>: Sendable {
    let mailbox: OverviewMailbox<Model.Message>
    let screen: ScreenSettings
    /// The name of the thread that draws.
    let threadName: String
    /// Makes the model when the terminal is there for the first time.
    let makeModel: @Sendable (Capability, Size) -> Model
    /// Carries out what needs no other screen. It must not block.
    var perform: @Sendable (Model.Effect) -> Void = { _ in }

    /// How long the loop waits for a key before it looks at the messages.
    private static var frameMilliseconds: Int { 50 }

    /// How the screen was left.
    private enum Exit: Sendable {
        /// The person leaves the program.
        case quit
        /// A signal asked for the end.
        case signal(Int32)
        /// Something is to be done that needs the terminal.
        case visit(Model.Effect)
    }

    /// Shows the screen until the person leaves.
    ///
    /// - Parameters:
    ///   - begin: begins what fills the mailbox; called each time that there is a terminal, on another thread.
    ///   - end: ends that.
    ///   - otherwise: what a person without a terminal can do instead.
    ///   - visit: does what needs the terminal, and returns what is to be said about it.
    /// - Throws: `Failure` where there is no terminal to draw on, or a signal asked for the end of the process.
    func run(
        begin: @escaping @Sendable () -> Void, end: () -> Void, otherwise: String,
        visit: (Model.Effect) async throws -> (text: String, isAlert: Bool)?
    ) async throws {
        var model: Model?
        while true {
            let exit: Exit
            do {
                defer { end() }
                (model, exit) = try await runOnOwnThread(model, begin)
            } catch let reason as TerminalError {
                throw Failure.usage("\(reason), and \(otherwise)")
            }
            switch exit {
            case .quit: return
            case .signal(let signal):
                throw Failure(message: "ended by signal \(signal)", exitCode: 128 + signal)
            case .visit(let effect): try await say { try await visit(effect) }
            }
        }
    }

    /// Says on the screen how a visit went. A run that cannot be opened is no reason to leave.
    private func say(_ visit: () async throws -> (text: String, isAlert: Bool)?) async throws {
        do {
            let said = try await visit()
            // What a shell could do with the run, this screen can too.
            let text = said?.text.split(separator: "; groktop").first.map(String.init)
            if let said, let text { mailbox.put(.notice(text, isAlert: said.isAlert)) }
        } catch let failure as Failure where failure.exitCode > 128 {
            throw failure
        } catch {
            mailbox.put(.notice(ErrorText.line(error), isAlert: true))
        }
    }

    /// Runs the loop on the calling thread, which owns the terminal meanwhile.
    private func run(_ earlier: Model?, _ begin: () -> Void) throws(TerminalError) -> (Model, Exit) {
        let terminal = try Terminal(
            options: Terminal.Options(
                background: screen.trainsInBackground ? .goOn : .stop, hasMouse: screen.hasMouse))
        defer { terminal.close() }
        begin()
        var capability = terminal.capability
        if let symbols = screen.symbols { capability.symbols = symbols }
        var model = earlier ?? makeModel(capability, terminal.size)
        model.take(size: terminal.size, capability: capability)
        var isOutOfDate = true
        while true {
            let inputs = terminal.inputs(timeoutMilliseconds: Self.frameMilliseconds)
            if inputs.contains(.ended) { return (model, .signal(terminal.endingSignal ?? SIGHUP)) }
            let messages = mailbox.takeAll() + inputs.compactMap(Model.Message.init)
            if !messages.isEmpty || inputs.contains(.redraw) { isOutOfDate = true }
            for message in messages {
                for effect in model.update(message) {
                    switch Model.step(for: effect) {
                    case .repaint: terminal.repaint()
                    case .suspend: terminal.suspend()
                    case .quit: return (model, terminal.endingSignal.map(Exit.signal) ?? .quit)
                    case .perform: perform(effect)
                    case .visit: return (model, .visit(effect))
                    }
                }
            }
            guard isOutOfDate, terminal.canDraw else { continue }
            if terminal.draw(model.view()) { isOutOfDate = false }
        }
    }

    /// - Throws: `TerminalError` where there is no terminal to draw on.
    private func runOnOwnThread(
        _ earlier: Model?, _ begin: @escaping @Sendable () -> Void
    ) async throws -> (Model, Exit) {
        try await withCheckedThrowingContinuation { continuation in
            let thread = Thread {
                do {
                    continuation.resume(returning: try run(earlier, begin))
                } catch {
                    continuation.resume(throwing: error)
                }
            }
            thread.name = threadName
            thread.stackSize = 1 << 23
            thread.start()
        }
    }
}
