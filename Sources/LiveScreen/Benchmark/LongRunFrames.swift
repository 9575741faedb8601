internal import Benchmark
internal import Dashboard
internal import Foundation
internal import NcursesTerminal
internal import RunEvents
internal import TerminalUI
internal import Training

/// Measures the frames of a long run on a large terminal: while it goes on, while a person goes through its
/// past, and while they pan over a part of it.
struct LongRunFrames: Sendable {
    /// Evaluations before the first frame, one for each step.
    let evaluations: Int
    let config: RunConfig

    private static let frames = 300
    /// Steps between two frames at some 1,000 steps a second.
    private static let stepsAFrame = 33
    /// How often the time axis is zoomed in before it is panned.
    private static let zooms = 8

    struct Figures: Codable {
        var evaluations: Int
        var width: Int
        var height: Int
        /// While the run goes on.
        var live: FrameFigures
        /// While keys move through its past.
        var past: FrameFigures
        /// While keys pan over a part of it: `zooms` doublings of the whole.
        var zoomed: FrameFigures
    }

    /// Draws on the terminal that has this process's standard streams, on a thread of its own.
    ///
    /// - Throws: `TerminalError`.
    func measure() async throws -> Figures {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Figures, any Error>) in
            let thread = Thread {
                continuation.resume(with: Result { try run() })
            }
            thread.name = "groktop screen"
            thread.stackSize = 1 << 23
            thread.start()
        }
    }

    private func run() throws(TerminalError) -> Figures {
        let terminal = try Terminal()
        defer { terminal.close() }
        let run = MadeUpRun(config: config)
        var state = RunState()
        state.apply(run.started)
        for step in 1...evaluations {
            for event in run.events(at: step) { state.apply(event, elapsedSeconds: Double(step)) }
        }
        var model = Model(
            themes: [.default], capability: Capability(colors: terminal.capability.colors, symbols: .braille),
            size: terminal.size)
        _ = model.update(.loaded(state))
        draw(model, on: terminal)
        let (live, past, zoomed) = (FrameFigures.Collector(), FrameFigures.Collector(), FrameFigures.Collector())
        for frame in 0..<Self.frames {
            let first = evaluations + frame * Self.stepsAFrame
            for step in first + 1...first + Self.stepsAFrame {
                for event in run.events(at: step) { _ = model.update(.event(event)) }
            }
            draw(model, on: terminal, live)
        }
        _ = model.update(.key(.home))
        draw(model, on: terminal)
        for frame in 0..<Self.frames {
            // Most keys move by a column, and every tenth moves far.
            _ = model.update(.key(frame % 10 == 9 ? .pageDown : .right))
            draw(model, on: terminal, past)
        }
        for _ in 0..<Self.zooms { _ = model.update(.key(.character("+"))) }
        draw(model, on: terminal)
        for frame in 0..<Self.frames {
            // There and back again, with a closer look on the way.
            _ = model.update(.key(.character(frame % 50 == 49 ? "+" : frame < Self.frames / 2 ? ">" : "<")))
            draw(model, on: terminal, zoomed)
        }
        let size = terminal.size
        return Figures(
            evaluations: evaluations, width: size.width, height: size.height, live: live.figures, past: past.figures,
            zoomed: zoomed.figures)
    }

    /// Waits until the terminal has taken the frame before; the time of that does not count.
    private func draw(_ model: Model, on terminal: Terminal, _ figures: FrameFigures.Collector? = nil) {
        while !terminal.canDraw { _ = terminal.inputs(timeoutMilliseconds: 1) }
        let cost = FrameCost.measure { terminal.draw(model.view()) ? terminal.lastFrameBytes : nil }
        if let cost { figures?.add(cost) }
        _ = terminal.inputs(timeoutMilliseconds: 0)
    }
}
