/// The steps that charts show, and how they lie on the columns.
package struct StepRange: Hashable, Sendable {
    /// The step at the left edge. At least 0.
    package let first: Int
    /// The step at the right edge. Above `first`.
    package let last: Int
    /// nil where steps are equally far apart; else equal ratios are, and this is the first step that has a place of its
    /// own: those before it all fall on the left edge.
    package let firstOfRatios: Int?

    /// Steps from `first` to `last`, equally far apart.
    ///
    /// A negative `first` counts as 0, and a `last` that is not beyond it as the step after it.
    package init(first: Int = 0, last: Int) {
        self.init(first: first, last: last, firstOfRatios: nil)
    }

    private init(first: Int, last: Int, firstOfRatios: Int?) {
        self.first = min(max(0, first), Int.max - 1)
        self.last = max(self.first + 1, last)
        self.firstOfRatios = firstOfRatios
    }

    /// The same steps on a logarithmic axis.
    ///
    /// - Parameter unit: what step 0 lies at, at least 1. The distance of the first measurements is a good one: from
    ///   there on there is something to see.
    package func logarithmic(unit: Int) -> StepRange {
        let lowest = max(1, first, min(unit, last - 1))
        return lowest < last ? StepRange(first: first, last: last, firstOfRatios: lowest) : self
    }

    /// How many steps there are from the left to the right edge.
    package var length: Int { last - first }

    /// Whether a step is among those that are shown.
    package func contains(_ step: Int) -> Bool { step >= first && step <= last }

    /// Where a step lies between the left edge, 0, and the right, 1; beyond either where it is not among those shown.
    package func place(of step: Int) -> Double {
        guard let lowest = firstOfRatios else { return (Double(step) - Double(first)) / Double(length) }
        guard step > lowest else { return step < first ? -1 : 0 }
        guard let ratio = Logarithm.base10(Double(step) / Double(lowest)),
            let whole = Logarithm.base10(Double(last) / Double(lowest))
        else { return 0 }
        return ratio / whole
    }
}
