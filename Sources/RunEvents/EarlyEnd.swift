/// What ends a run before its last step. It looks at the mark `grokked` alone, whose step configuration and commands
/// decide, so the run ends at the same step each time.
package struct EarlyEnd: Sendable, Codable, Equatable {
    /// Optimizer steps that follow the first mark `grokked`; nil where the run goes on to its last step.
    package var stepsAfterGrokking: Int?
    /// The step at which a run without the mark `grokked` ends; nil where it goes on to its last step.
    package var giveUpAt: Int?

    /// Makes an early end from its members, which it does not check.
    package init(stepsAfterGrokking: Int? = nil, giveUpAt: Int? = nil) {
        (self.stepsAfterGrokking, self.giveUpAt) = (stepsAfterGrokking, giveUpAt)
    }
}

extension RunConfig {
    /// The step at which the run ends, by what is known of it.
    ///
    /// - Parameter grokkedAt: the step of the first mark `grokked`; nil where there is none so far.
    /// - Returns: `steps`, or an earlier step that `ending` names.
    package func lastStep(grokkedAt: Int?) -> Int {
        guard let grokkedAt else { return min(steps, ending?.giveUpAt ?? steps) }
        guard let after = ending?.stepsAfterGrokking else { return steps }
        let (end, isTooLarge) = grokkedAt.addingReportingOverflow(after)
        return isTooLarge ? steps : min(steps, end)
    }
}
