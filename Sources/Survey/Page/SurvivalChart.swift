internal import Foundation
internal import Replication

/// Survival curves as inline SVG: one line of steps for each condition, with its interval as a band and a tick for each
/// censored run.
struct SurvivalChart {
    private let curves: [(label: String, survival: Survival, censored: [Int])]
    private let x: Scale
    private let y: Scale

    private static let (width, height) = (760.0, 300.0)
    private static let (left, right, top, bottom) = (56.0, 16.0, 12.0, 42.0)

    /// nil where no run was watched.
    init?(_ groups: [SurveyGroup]) {
        curves = groups.map { group in
            let observations = group.runs.compactMap(\.observation)
            return (group.label, Survival(observations), observations.filter { !$0.isEvent }.map(\.time).sorted())
        }
        let last = curves.map(\.survival.lastTime).max() ?? 0
        guard last > 0 else { return nil }
        x = Scale(0, Double(last), start: Self.left, end: Self.width - Self.right)
        y = Scale(0, 1, start: Self.height - Self.bottom, end: Self.top)
    }

    var svg: String {
        let lines = curves.enumerated().map { curve($0.element.survival, $0.element.censored, $0.offset) }
        let legendHeight = 18.0 * Double(curves.count) + 4
        return "<svg viewBox=\"0 0 \(Self.text(Self.width)) \(Self.text(Self.height + legendHeight))\" role=\"img\" "
            + "aria-label=\"Share of runs that have not grokked yet\">\n\(axes)\n\(lines.joined(separator: "\n"))\n"
            + "\(legend)\n</svg>"
    }

    private func curve(_ survival: Survival, _ censored: [Int], _ index: Int) -> String {
        let colour = "var(--c\(index % Conditions.most))"
        let steps = survival.steps
        let end = Double(survival.lastTime)
        let line = Self.stairs([(0, 1)] + steps.map { (Double($0.time), $0.survival) }, to: end)
        // The band ends where the interval says nothing.
        let banded = steps.prefix { $0.interval != nil }
        let bandEnd = banded.count < steps.count ? Double(steps[banded.count].time) : end
        let upper = Self.stairs(banded.map { (Double($0.time), $0.interval?.upperBound ?? 1) }, to: bandEnd)
        let lower = Self.stairs(banded.map { (Double($0.time), $0.interval?.lowerBound ?? 0) }, to: bandEnd)
        let band =
            banded.isEmpty
            ? "" : "<polygon fill=\"\(colour)\" opacity=\"0.13\" points=\"\(points(upper + lower.reversed()))\" />"
        let ticks = Set(censored).sorted().map { time in
            let share = steps.last { $0.time <= time }?.survival ?? 1
            let (place, height) = (Self.text(x.place(Double(time))), y.place(share))
            return "<line x1=\"\(place)\" x2=\"\(place)\" y1=\"\(Self.text(height - 5))\" "
                + "y2=\"\(Self.text(height + 5))\" stroke=\"\(colour)\" />"
        }
        return band + "<polyline fill=\"none\" stroke=\"\(colour)\" stroke-width=\"1.8\" points=\"\(points(line))\" />"
            + ticks.joined()
    }

    /// The corners of a line that keeps its value until the next point.
    private static func stairs(_ values: [(Double, Double)], to end: Double) -> [(Double, Double)] {
        var corners: [(Double, Double)] = []
        for (time, value) in values {
            if let last = corners.last { corners.append((time, last.1)) }
            corners.append((time, value))
        }
        if let last = corners.last { corners.append((end, last.1)) }
        return corners
    }

    private func points(_ values: [(Double, Double)]) -> String {
        values.map { "\(Self.text(x.place($0.0))),\(Self.text(y.place($0.1)))" }.joined(separator: " ")
    }

    private var axes: String {
        let bottom = Self.height - Self.bottom
        var parts: [String] = y.ticks.flatMap { tick in
            let place = Self.text(y.place(tick))
            return [
                "<line x1=\"\(Self.text(Self.left))\" x2=\"\(Self.text(Self.width - Self.right))\" y1=\"\(place)\" "
                    + "y2=\"\(place)\" stroke=\"var(--rule)\" />",
                Self.label(Self.left - 6, y.place(tick) + 4, y.text(tick), "end"),
            ]
        }
        parts += x.ticks.map { Self.label(x.place($0), bottom + 16, PageText.step(Int($0)), "middle") }
        parts.append(Self.label((Self.left + Self.width - Self.right) / 2, Self.height - 8, "step", "middle"))
        return parts.joined(separator: "\n")
    }

    private var legend: String {
        curves.enumerated().map { index, curve in
            let height = Self.height + 18 * Double(index) + 8
            let words =
                "\(curve.label): \(curve.survival.events) of \(curve.survival.count) grokked, "
                + "median \(PageText.median(curve.survival))"
            return
                "<line x1=\"\(Self.text(Self.left))\" x2=\"\(Self.text(Self.left + 18))\" y1=\"\(Self.text(height))\" "
                + "y2=\"\(Self.text(height))\" stroke=\"var(--c\(index % Conditions.most))\" stroke-width=\"2\" />"
                + Self.label(Self.left + 24, height + 4, words, "start")
        }.joined(separator: "\n")
    }

    private static func label(_ x: Double, _ y: Double, _ words: String, _ anchor: String) -> String {
        "<text x=\"\(text(x))\" y=\"\(text(y))\" text-anchor=\"\(anchor)\">\(Markup.escaped(words))</text>"
    }

    private static func text(_ value: Double) -> String { String(format: "%.1f", value) }
}
