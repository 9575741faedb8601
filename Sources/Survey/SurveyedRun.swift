/// A run of a sweep as a row: its values, how it stands, and what came out.
package struct SurveyedRun: Sendable, Equatable {
    /// What its folder is called.
    package var name: String
    /// Its values by the names of the axes, as they were written. Text from outside.
    package var values: [String: String]
    /// How it stands, as `groktop sweep status` says it.
    package var state: String
    /// Whether nothing is left to do.
    package var isFinal: Bool
    /// Optimizer steps done.
    package var step = 0
    /// Optimizer steps of the whole run; nil where that is not known.
    package var plannedSteps: Int?
    /// The digest of its final parameters; nil before its end.
    package var parameterDigest: String?
    /// The path of its folder; nil before there is one.
    package var path: String?
    /// The run's figures up to now.
    package var figures = RunFigures()

    /// A run that has not begun.
    package init(name: String, values: [String: String], state: String, isFinal: Bool = false) {
        (self.name, self.values, self.state, self.isFinal) = (name, values, state, isFinal)
    }

    /// What a survival curve takes of the run: when it grokked, or how long it was watched without. nil where it has
    /// not been watched at all.
    package var observation: Survival.Observation? {
        if let grokked = figures.grokkedAt { return Survival.Observation(time: grokked, isEvent: true) }
        return step > 0 ? Survival.Observation(time: step, isEvent: false) : nil
    }

    /// Whether it is known if the run grokks: it has, or it came to its end without.
    package var isDecided: Bool { figures.grokkedAt != nil || isFinal }
}
