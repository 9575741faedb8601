/// Functional R² of v_1…v_4, measured as the run goes on: the shortest form of a `FunctionRecord`.
package struct ResponseRecord: Sendable, Codable, Equatable {
    /// Optimizer steps done when it was measured.
    package var step: Int
    /// N, optimizer steps of each update in the window that the directions belong to.
    package var interval: Int
    /// W, updates of that window.
    package var window: Int
    /// The coordinate that functional R² predicts.
    package var coordinate: TaskCoordinate
    /// How many test sequences the states come from.
    package var sequences: Int
    /// How many scored tokens the readout is fitted on.
    package var fittedTokens: Int
    /// How many other scored tokens R² is computed on.
    package var scoredTokens: Int
    /// The length of the step in parameter units: 0.005 ‖θ_S‖.
    package var epsilon: Double
    /// Functional R² of v_1, v_2, …
    package var functionalR2: [Double]
    /// Functional R² of random directions, for equally long steps.
    package var controlR2: [Double]

    /// Makes a record from its members, which it does not check.
    package init(
        step: Int, interval: Int, window: Int, coordinate: TaskCoordinate, sequences: Int, fittedTokens: Int,
        scoredTokens: Int, epsilon: Double, functionalR2: [Double], controlR2: [Double]
    ) {
        self.step = step
        self.interval = interval
        self.window = window
        self.coordinate = coordinate
        self.sequences = sequences
        self.fittedTokens = fittedTokens
        self.scoredTokens = scoredTokens
        self.epsilon = epsilon
        self.functionalR2 = functionalR2
        self.controlR2 = controlR2
    }

    /// The short form of a whole measurement.
    ///
    /// - Returns: nil where an R² is undefined, as for states that are not finite.
    package init?(_ record: FunctionRecord) {
        let directions = record.directions.compactMap(\.readout.r2)
        let controls = record.controls.compactMap(\.readout.r2)
        guard directions.count == record.directions.count, controls.count == record.controls.count else { return nil }
        self.init(
            step: record.step, interval: record.interval, window: record.window, coordinate: record.coordinate,
            sequences: record.sequences, fittedTokens: record.fittedTokens, scoredTokens: record.scoredTokens,
            epsilon: record.epsilon, functionalR2: directions, controlR2: controls)
    }
}
