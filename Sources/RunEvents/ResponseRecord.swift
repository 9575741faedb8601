/// Functional R² of v_1…v_4 as the run goes on: `FunctionRecord` in its shortest form.
package struct ResponseRecord: Sendable, Codable, Equatable {
    package var step: Int
    /// N and W of the window whose directions were followed.
    package var interval: Int
    package var window: Int
    package var coordinate: TaskCoordinate
    package var sequences: Int
    package var fittedTokens: Int
    package var scoredTokens: Int
    /// Length of the step in parameter units: 0.005 ‖θ_S‖.
    package var epsilon: Double
    /// Of v_1, v_2, …
    package var functionalR2: [Double]
    /// Of random directions, as long a step.
    package var controlR2: [Double]

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

    /// - Returns: nil where one of the figures is none: the states were not finite.
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
