internal import Dashboard
internal import RunEvents
internal import TerminalUI

/// The class of the edge by drive over time, in one window.
struct PageRibbon: Sendable {
    /// The window: `N 20 W 5`, with `−` where it leaves the first update out.
    var name: String
    /// Stretches of one class; nil for a window that is not full.
    var stretches: [Stretch]

    struct Stretch: Sendable {
        var from: Int
        var to: Int
        var driveClass: DriveClass?
    }

    init(_ window: WindowHistory) {
        let key = window.key
        name = "N \(key.interval) W \(key.window)\(key.leavesFirstOut ? "−" : "")"
        stretches = []
        var before = 0
        for entry in window.entries {
            let found = entry.isFull ? entry.driveClass : nil
            if let last = stretches.last, last.driveClass == found {
                stretches[stretches.count - 1].to = entry.step
            } else {
                stretches.append(Stretch(from: before, to: entry.step, driveClass: found))
            }
            before = entry.step
        }
    }

    /// The ribbon as HTML: functional in the upper half, compression in the lower, mixed in both, so that classes are
    /// told apart without colours. Where nobody knows which part is decay there is a thin line.
    func html(_ axis: PageAxis) -> String {
        let rects = stretches.compactMap { stretch -> String? in
            guard let driveClass = stretch.driveClass else { return nil }
            let (left, right) = (axis.place(stretch.from), axis.place(stretch.to))
            let (top, height) =
                switch driveClass {
                case .functional: (0, 5)
                case .compression: (5, 5)
                case .mixed: (0, 10)
                case .unsplit: (4, 2)
                }
            return "<rect class=\"\(driveClass.rawValue)\" x=\"\(PageNumber.place(left))\" y=\"\(top)\" "
                + "width=\"\(PageNumber.place(max(0.5, right - left)))\" height=\"\(height)\"/>"
        }
        return "<div class=\"ribbon\"><b>\(name)</b> <output></output><div class=\"plot\">"
            + "<svg viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"\(name)\">"
            + "\(rects.joined())</svg><i class=\"cursor\"></i></div></div>\n"
    }

    /// What the script reads: the last step of each stretch, and its class.
    var data: String {
        let stretches = stretches.map { "[\($0.to),\"\($0.driveClass?.rawValue ?? "not full")\"]" }
        return "[\(stretches.joined(separator: ","))]"
    }
}
