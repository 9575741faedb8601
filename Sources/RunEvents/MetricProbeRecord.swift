/// What another program's own evaluation says of its model, changed along the directions of its edge: an ablation or a
/// perturbation, with numbers that only that program can name.
package struct MetricProbeRecord: Sendable, Codable, Equatable {
    /// Optimizer step at which the model was changed.
    package var step: Int
    /// What was done to it.
    package var kind: Kind
    /// N, optimizer steps of each update in the window that the directions are of.
    package var interval: Int
    /// ‖θ_S‖.
    package var trackedNorm: Double
    /// The numbers of the model as it is.
    package var base: [String: Double]
    /// Ablation: what the numbers are without the part of θ_S along some directions. Empty for a perturbation.
    package var rows: [Removal]
    /// Ablation: the same of random removals. Empty for a perturbation.
    package var controls: [Control]
    /// Perturbation: θ_S moved along each direction. Empty for an ablation.
    package var sweeps: [Sweep]

    /// What is done to the model.
    package enum Kind: String, Sendable, Codable, CaseIterable {
        case ablation, perturbation

        /// The measurement that a person asks for to have it done.
        package var measurement: MeasurementKind {
            switch self {
            case .ablation: .ablation
            case .perturbation: .perturbation
            }
        }
    }

    /// The part of θ_S along some directions, removed.
    package struct Removal: Sendable, Codable, Equatable {
        /// k of the directions, from 1.
        package var directions: [Int]
        /// The norm of what was removed.
        package var removedNorm: Double
        /// The numbers afterwards.
        package var metrics: [String: Double]

        /// Makes a removal from its members, which it does not check.
        package init(directions: [Int], removedNorm: Double, metrics: [String: Double]) {
            (self.directions, self.removedNorm, self.metrics) = (directions, removedNorm, metrics)
        }
    }

    /// Means over random removals.
    package struct Control: Sendable, Codable, Equatable {
        /// What they have in common with the edge's part.
        package var kind: AblationRecord.Control.Kind
        /// k of the directions that they match; nil where they match the edge's plane.
        package var directions: [Int]?
        /// How many there were.
        package var trials: Int
        /// The mean norm of what was removed.
        package var removedNorm: Double
        /// The mean numbers afterwards.
        package var metrics: [String: Double]
        /// Standard deviations of the numbers, over the trials.
        package var standardDeviations: [String: Double]

        /// Makes a control from its members, which it does not check.
        package init(
            kind: AblationRecord.Control.Kind, directions: [Int]?, trials: Int, removedNorm: Double,
            metrics: [String: Double], standardDeviations: [String: Double]
        ) {
            (self.kind, self.directions, self.trials) = (kind, directions, trials)
            (self.removedNorm, self.metrics, self.standardDeviations) = (removedNorm, metrics, standardDeviations)
        }
    }

    /// θ_S moved along a direction.
    package struct Sweep: Sendable, Codable, Equatable {
        /// k of the direction, from 1.
        package var direction: Int
        /// What was measured at each length, in order of the lengths.
        package var points: [Point]

        /// A place on the way.
        package struct Point: Sendable, Codable, Equatable {
            /// ε, the length of the move; negative against the direction.
            package var epsilon: Double
            /// The numbers there.
            package var metrics: [String: Double]

            /// Makes a point from its members, which it does not check.
            package init(epsilon: Double, metrics: [String: Double]) {
                (self.epsilon, self.metrics) = (epsilon, metrics)
            }
        }

        /// Makes a sweep from its members, which it does not check.
        package init(direction: Int, points: [Point]) { (self.direction, self.points) = (direction, points) }
    }

    /// Makes a record from its members, which it does not check.
    package init(
        step: Int, kind: Kind, interval: Int, trackedNorm: Double, base: [String: Double], rows: [Removal] = [],
        controls: [Control] = [], sweeps: [Sweep] = []
    ) {
        (self.step, self.kind, self.interval, self.trackedNorm) = (step, kind, interval, trackedNorm)
        (self.base, self.rows, self.controls, self.sweeps) = (base, rows, controls, sweeps)
    }

    /// The names of the numbers, sorted.
    package var names: [String] { base.keys.sorted() }
}
