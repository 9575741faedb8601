package import RunEvents
package import TerminalUI

/// The full windows of one interval over time, as far as the screen shows them. Windows that are still filling are not
/// kept: what a few updates say about an edge cannot be compared with what a full window says.
package struct SpectrumHistory: Sendable {
    private(set) var line = TimeLine<FullWindow>()
    private var curves = Array(repeating: StepSeries(), count: SpectrumHistory.curveCount)
    /// The alignment of v₁ where a window has it: above zero gradient and decay push the same way.
    private var alignments = StepSeries()

    /// λ₁…λ₅.
    private static let curveCount = Theme.eigenvalueRoles.count

    /// What is kept of one window. It needs no memory beyond its own size.
    package struct FullWindow: Stepped, Sendable {
        /// Optimizer step of the window's last update.
        package var step: Int
        /// The k* that R and the class use.
        package var kStar: Int
        /// R, the gap ratio at k*; nil where it is not known.
        package var gapRatio: Double?
        /// The class of the edge by what drives it.
        package var driveClass: DriveClass
        /// The gradient's share of v₁; not a number where it is not known.
        package var share: Double
        /// Above zero where gradient and decay push v₁ the same way; nil where it is not known.
        package var alignment: Double?
        /// Smallest and largest eigenvalue above zero, over all windows up to this one.
        package var extremes: ClosedRange<Double>?
    }

    /// A run without a full window so far.
    package init() {}

    /// How many full windows there have been.
    package var count: Int { line.count }
    /// Whether no window has been full.
    package var isEmpty: Bool { line.isEmpty }
    /// The full window of the latest step.
    package var newest: FullWindow? { line.newest }
    /// All full windows, ascending by step.
    package var windows: ArraySlice<FullWindow> { line.records }
    /// Smallest and largest eigenvalue above zero, over all windows.
    package var extremes: ClosedRange<Double>? { newest?.extremes }

    /// An eigenvalue over time; λ₁ is 0. Windows with fewer eigenvalues are left out.
    package func eigenvalues(_ index: Int) -> StepSeries { line.beginning(of: curves[index]) }

    /// The alignment of v₁ over time. Windows without it are left out.
    package var alignment: StepSeries { line.beginning(of: alignments) }

    /// Adds a window; one that is not full, or not after the newest, is ignored.
    ///
    /// - Precondition: this is the whole run, and not its past.
    mutating func append(_ record: SpectrumRecord, reached: Int) {
        guard record.sigma.count >= record.window else { return }
        var extremes = extremes
        for value in record.eigenvalues where value > 0 && value.isFinite {
            let known = extremes ?? value...value
            extremes = min(known.lowerBound, value)...max(known.upperBound, value)
        }
        let window = FullWindow(
            step: record.step, kStar: record.kStarWeighted, gapRatio: record.gapRatio, driveClass: record.driveClass,
            share: record.gradientFraction.first ?? .nan, alignment: record.alignment.first, extremes: extremes)
        guard line.appendIfLater(window, reached: reached) else { return }
        for (index, value) in record.eigenvalues.prefix(SpectrumHistory.curveCount).enumerated() {
            curves[index].append(step: record.step, value: value)
        }
        if let alignment = record.alignment.first { alignments.append(step: record.step, value: alignment) }
    }

    /// Makes this beginning of a history the whole of it: what came later is forgotten.
    mutating func forgetLater() {
        for index in curves.indices {
            curves[index] = eigenvalues(index)
            curves[index].forgetLater()
        }
        alignments = alignment
        alignments.forgetLater()
        line.forgetLater()
    }

    /// The history as it was when no step after `reached` was known of.
    func prefix(reached: Int) -> SpectrumHistory {
        var prefix = self
        prefix.line = line.prefix(reached: reached)
        return prefix
    }
}
