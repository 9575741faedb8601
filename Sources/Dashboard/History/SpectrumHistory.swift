package import RunEvents
package import TerminalUI

/// The full windows of one interval, as far as the screen shows them, and any beginning of them: `prefix` shares all
/// storage and costs O(log n). Windows that are still filling are not kept: what a few updates say about an edge is not
/// what the same number of columns beside it says.
package struct SpectrumHistory: Sendable {
    private var all: [Window] = []
    private var curves = Array(repeating: StepSeries(), count: SpectrumHistory.curveCount)
    /// The alignment of v₁ where a window says it: above zero gradient and decay push the same way.
    private var alignments = StepSeries()
    package private(set) var count = 0

    /// λ₁…λ₅.
    private static let curveCount = Theme.eigenvalueRoles.count

    /// One window, without anything that would need memory of its own.
    package struct Window: Sendable {
        package var step: Int
        /// The last step that was known of when it came.
        var reached: Int
        /// The k* that R and the class use.
        package var kStar: Int
        /// R.
        package var gapRatio: Double?
        package var driveClass: DriveClass
        /// The gradient's share of v₁; not a number where it is not known.
        package var share: Double
        package var alignment: Double?
        /// Smallest and largest eigenvalue above zero, over all windows up to this one.
        package var extremes: ClosedRange<Double>?
    }

    package init() {}

    package var isEmpty: Bool { count == 0 }
    package var newest: Window? { isEmpty ? nil : all[count - 1] }
    /// By step.
    package var windows: ArraySlice<Window> { all[..<count] }
    /// Smallest and largest eigenvalue above zero, over all windows.
    package var extremes: ClosedRange<Double>? { newest?.extremes }

    /// λ₁ is 0. Windows that have fewer are left out.
    package func eigenvalues(_ index: Int) -> StepSeries {
        prefix(curves[index])
    }

    package var alignment: StepSeries { prefix(alignments) }

    private func prefix(_ series: StepSeries) -> StepSeries {
        guard count < all.count else { return series }
        // Not every window need have a value: those of the windows that came are the first ones.
        return series.prefix(min(count, series.firstIndex(atOrAfter: all[count].step)))
    }

    /// A record that is not after the newest one is not taken: no run goes back.
    ///
    /// - Precondition: this is no prefix.
    mutating func append(_ record: SpectrumRecord, reached: Int) {
        precondition(count == all.count, "append to the first \(count) of \(all.count) windows")
        guard record.sigma.count >= record.window, newest.map({ $0.step < record.step }) ?? true else { return }
        var extremes = extremes
        for value in record.eigenvalues where value > 0 && value.isFinite {
            let known = extremes ?? value...value
            extremes = min(known.lowerBound, value)...max(known.upperBound, value)
        }
        all.append(
            Window(
                step: record.step, reached: reached, kStar: record.kStarWeighted, gapRatio: record.gapRatio,
                driveClass: record.driveClass, share: record.gradientFraction.first ?? .nan,
                alignment: record.alignment.first, extremes: extremes))
        count += 1
        for (index, value) in record.eigenvalues.prefix(SpectrumHistory.curveCount).enumerated() {
            curves[index].append(step: record.step, value: value)
        }
        if let alignment = record.alignment.first { alignments.append(step: record.step, value: alignment) }
    }

    /// What had come when no step after `reached` was known of.
    func prefix(reached: Int) -> SpectrumHistory {
        var prefix = self
        prefix.count = BinarySearch.firstIndex(in: 0..<count) { all[$0].reached > reached }
        return prefix
    }
}
