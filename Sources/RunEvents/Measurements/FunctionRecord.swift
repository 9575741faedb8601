extension MeasurementKind {
    /// The effect of directions on the states that the head reads.
    package static let function = MeasurementKind(
        "function", letter: "f", summary: "what v₁…v₄ do to states: functional R²", of: .directions,
        record: FunctionRecord.self)
}

/// The effect of a small step along v_1…v_4 on the states that the head reads, and how it relates to the task.
package struct FunctionRecord: MeasurementRecord {
    /// The measurement `function`.
    package static var measurement: MeasurementKind { .function }

    /// The step whose parameters were measured.
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
    /// The responses along v_1, v_2, …
    package var directions: [Response]
    /// The responses to equally long steps along random directions: the functional R² of a direction that means
    /// nothing.
    package var controls: [Response]

    /// Makes a record from its members, which it does not check.
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

    /// The change Δh of the states after a step along one direction.
    package struct Response: Sendable, Codable, Equatable {
        /// The k of v_k, or the control's number, counted from 1.
        package var direction: Int
        /// The square root of the mean of ‖Δh‖² over tokens.
        package var size: Double
        /// Functional R²: how well Δh predicts the coordinate. The accuracy stands beside it where the coordinate is
        /// not a quantity.
        package var readout: ReadoutRecord.Readout
        /// The spectrum of the mean response; nil where the mean response is the same at every value of the coordinate.
        package var fourier: Fourier?
        /// R² for a residue's place on the circle at `fourier.frequency`, predicted from Δh; nil for other coordinates.
        package var circularR2: Double?

        /// Makes a response from its members, which it does not check.
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
        /// The coordinate.
        package var axis: Axis
        /// n, how many values the coordinate has.
        package var values: Int
        /// The share of each frequency k = 1 … ⌊n/2⌋ in the power of all of them. In a flat spectrum each has 2/(n −
        /// 1), for odd n.
        package var shares: [Double]
        /// The k with the largest share, in periods over the n values.
        package var frequency: Int
        /// The largest share.
        package var concentration: Double

        /// The coordinate that a mean response is averaged by.
        package enum Axis: String, Sendable, Codable {
            case depth, residue
            /// The token's place in its sequence.
            case position
        }

        /// Makes a spectrum from its members, which it does not check.
        package init(axis: Axis, values: Int, shares: [Double], frequency: Int, concentration: Double) {
            self.axis = axis
            self.values = values
            self.shares = shares
            self.frequency = frequency
            self.concentration = concentration
        }
    }
}
