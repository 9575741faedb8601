import TerminalUI

/// A run's test accuracy as a row of bars from 0 to 1. A run that is half done fills half of the row.
struct RunCurve: Widget {
    let run: HomeRun
    let style: Style
    let symbols: Symbols

    func render(into frame: inout Frame, in rect: Rect) {
        guard !rect.isEmpty, !run.curve.isEmpty else { return }
        var columns = rect.width
        if let steps = run.steps, steps > 0, run.step < steps {
            columns = max(1, Int(Double(rect.width) * Double(run.step) / Double(steps)))
        }
        for column in 0..<columns {
            let index = columns > 1 ? column * (run.curve.count - 1) / (columns - 1) : run.curve.count - 1
            let value = Double(min(1, max(0, run.curve[index])))
            frame.set(rect.x + column, rect.y, symbols.bar(eighths: 1 + Int((value * 6).rounded(.down))), style)
        }
    }
}
