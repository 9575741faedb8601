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
    /// R² of v_1, v_2, … for a residue's place on the circle, cos and sin of 2πkc/p, at the response's own strongest
    /// frequency k; nil for other coordinates, and in recordings from before format 4.
    package var circularR2: [Double]?
    /// That frequency k of each direction.
    package var circularFrequency: [Int]?
    /// The same R² of the random directions, each at its own strongest frequency.
    package var controlCircularR2: [Double]?

    /// Makes a record from its members, which it does not check.
    package init(
        step: Int, interval: Int, window: Int, coordinate: TaskCoordinate, sequences: Int, fittedTokens: Int,
        scoredTokens: Int, epsilon: Double, functionalR2: [Double], controlR2: [Double], circularR2: [Double]? = nil,
        circularFrequency: [Int]? = nil, controlCircularR2: [Double]? = nil
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
        self.circularR2 = circularR2
        self.circularFrequency = circularFrequency
        self.controlCircularR2 = controlCircularR2
    }

    /// The short form of a whole measurement.
    ///
    /// - Returns: nil where an R² is undefined, as for states that are not finite.
    package init?(_ record: FunctionRecord) {
        guard let directions = Self.all(record.directions, \.readout.r2),
            let controls = Self.all(record.controls, \.readout.r2)
        else { return nil }
        self.init(
            step: record.step, interval: record.interval, window: record.window, coordinate: record.coordinate,
            sequences: record.sequences, fittedTokens: record.fittedTokens, scoredTokens: record.scoredTokens,
            epsilon: record.epsilon, functionalR2: directions, controlR2: controls)
        guard let circular = Self.all(record.directions, \.circularR2),
            let frequency = Self.all(record.directions, \.fourier?.frequency),
            let controlCircular = Self.all(record.controls, \.circularR2)
        else { return }
        (circularR2, circularFrequency, controlCircularR2) = (circular, frequency, controlCircular)
    }

    /// A figure of every response; nil where one has none.
    private static func all<Figure>(
        _ responses: [FunctionRecord.Response], _ figure: (FunctionRecord.Response) -> Figure?
    ) -> [Figure]? {
        let figures = responses.compactMap(figure)
        return figures.count == responses.count ? figures : nil
    }
}
