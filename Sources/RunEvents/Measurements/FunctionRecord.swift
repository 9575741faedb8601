extension MeasurementKind {
    /// What directions do to the states that the head reads.
    package static let function = MeasurementKind(
        "function", letter: "f", summary: "what v₁…v₄ do to states: functional R²", of: .directions,
        record: FunctionRecord.self)
}

/// What a small step along v_1…v_4 does to the states that the head reads, and what that has to do with the task.
package struct FunctionRecord: MeasurementRecord {
    package static var measurement: MeasurementKind { .function }

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
    /// Along v_1, v_2, …
    package var directions: [Response]
    /// Along random directions, as long a step: what functional R² is worth where a direction means nothing.
    package var controls: [Response]

    package init(
        step: Int, interval: Int, window: Int, coordinate: TaskCoordinate, sequences: Int, fittedTokens: Int,
        scoredTokens: Int, epsilon: Double, directions: [Response], controls: [Response]
    ) {
        self.step = step
        self.interval = interval
        self.window = window
        self.coordinate = coordinate
        self.sequences = sequences
        self.fittedTokens = fittedTokens
        self.scoredTokens = scoredTokens
        self.epsilon = epsilon
        self.directions = directions
        self.controls = controls
    }

    package struct Response: Sendable, Codable, Equatable {
        /// The k of v_k, from 1; of controls their number.
        package var direction: Int
        /// Root of the mean of ‖Δh‖² over tokens.
        package var size: Double
        /// Functional R²: of the coordinate from Δh. Accuracy beside it where the coordinate is no quantity.
        package var readout: ReadoutRecord.Readout
        /// nil where the mean response is the same at every value of the coordinate.
        package var fourier: Fourier?
        /// R² of a residue's place on the circle at `fourier.frequency`, from Δh; nil of other coordinates.
        package var circularR2: Double?

        package init(
            direction: Int, size: Double, readout: ReadoutRecord.Readout, fourier: Fourier?, circularR2: Double? = nil
        ) {
            self.direction = direction
            self.size = size
            self.readout = readout
            self.fourier = fourier
            self.circularR2 = circularR2
        }
    }

    /// The spectrum of the mean response over a coordinate of n values.
    package struct Fourier: Sendable, Codable, Equatable {
        package var axis: Axis
        /// n.
        package var values: Int
        /// Share of each frequency k = 1 … ⌊n/2⌋ in the power of all of them. A flat spectrum has 2/(n − 1) in each (n
        /// odd).
        package var shares: [Double]
        /// The k with the largest share: so many periods over the n values.
        package var frequency: Int
        /// That share: the concentration.
        package var concentration: Double

        package enum Axis: String, Sendable, Codable {
            case depth, residue
            /// The token's place in its sequence.
            case position
        }

        package init(axis: Axis, values: Int, shares: [Double], frequency: Int, concentration: Double) {
            self.axis = axis
            self.values = values
            self.shares = shares
            self.frequency = frequency
            self.concentration = concentration
        }
    }
}
