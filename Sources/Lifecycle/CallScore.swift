/// How a rule that calls runs generalizing did, over runs of which it is known whether they grokked.
package struct CallScore: Sendable, Equatable {
    /// Runs that grokked, and those of them that were called.
    package private(set) var grokked = 0, trueCalls = 0
    /// How many of the true calls came before grokking.
    package private(set) var earlyCalls = 0
    /// Runs that never grokked, and those of them that were called.
    package private(set) var ungrokked = 0, falseCalls = 0
    /// Steps from each true call to grokking; above zero where the call came first.
    package private(set) var leads: [Int] = []

    /// No run yet.
    package init() {}

    /// Counts a run.
    ///
    /// - Parameters:
    ///   - called: the step of the call; nil where there was none.
    ///   - grokkedAt: the step at which the run grokked; nil where it never did.
    package mutating func count(called: Int?, grokkedAt: Int?) {
        guard let grokkedAt else {
            ungrokked += 1
            if called != nil { falseCalls += 1 }
            return
        }
        grokked += 1
        guard let called else { return }
        trueCalls += 1
        if called < grokkedAt { earlyCalls += 1 }
        leads.append(grokkedAt - called)
    }

    /// Whether the rule is right about a run: it calls those that grok, and no others.
    package static func isRight(called: Int?, grokkedAt: Int?) -> Bool { (called == nil) == (grokkedAt == nil) }
}
