internal import Kernels
internal import RunEvents
internal import SpectralEdge
internal import Transformer

/// Measures random removals, to stand beside those of the edge.
///
/// They are three, by what they have in common with the edge's part of θ_S: only its dimension (a random plane, as in
/// the paper, which holds next to nothing of θ_S), only its norm, and its norm and its angle to θ_S. The last is
/// measured for each removed set.
struct AblationControls {
    /// How many random removals each control is the mean of.
    static let trials = 20
    /// How many evaluations the controls take that do not match the angle.
    static let unmatchedTrials = unmatchedKinds.count * trials

    private static let unmatchedKinds = [AblationRecord.Control.Kind.randomPlane, .randomSameNorm]

    private let context: ProbeContext
    private let baseAccuracy: Double
    /// The run's seed and the step decide every draw.
    private var generator: RandomGenerator

    init(_ context: ProbeContext, _ snapshot: EdgeSnapshot, baseAccuracy: Double) {
        self.context = context
        self.baseAccuracy = baseAccuracy
        generator = RandomGenerator(seed: context.config.seed &+ UInt64(snapshot.step), stream: .probes)
    }

    /// The controls that match the dimension only, and the norm only.
    ///
    /// - Returns: nil if cancelled.
    mutating func unmatched(
        _ bench: ProbeBench, edgeNorm: Double, isCancelled: () -> Bool, measured: () -> Void
    ) -> [AblationRecord.Control]? {
        var controls: [AblationRecord.Control] = []
        for kind in Self.unmatchedKinds {
            var trials: [Trial] = []
            for _ in 0..<Self.trials {
                if isCancelled() { return nil }
                trials.append(trial(bench, kind == .randomPlane ? planePart(bench) : vector(edgeNorm, bench)))
                measured()
            }
            controls.append(Self.summary(kind, nil, trials))
        }
        return controls
    }

    /// The controls that match norm and angle, one for each removal. A draw serves all of them: its direction
    /// orthogonal to θ_S is the same, and only its share differs.
    ///
    /// - Parameters:
    ///   - isCancelled: called before each evaluation, on either of two threads.
    ///   - progress: receives the share that is done, on either thread but never on both at once.
    /// - Returns: nil if cancelled.
    mutating func angleMatched(
        _ bench: ProbeBench, _ removals: [AblationRecord.Removal], isCancelled: () -> Bool, progress: (Double) -> Void
    ) -> [AblationRecord.Control]? {
        // A generator for each draw: which thread makes which draw does not change it.
        let seeds = (0..<Self.trials).map { _ in generator.next() }
        let tracked = bench.tracked.map { Double($0) }
        let others = (1..<ProbeLanes.count).map { _ in
            ProbeBench(model: context.model, sequences: context.sequences, snapshot: bench.snapshot)
        }
        nonisolated(unsafe) let benches = [bench] + others
        let draws = ProbeLanes.results(Self.trials, isCancelled: isCancelled, progress: progress) {
            lane, index -> [Trial]? in
            var generator = RandomGenerator(seed: seeds[index], stream: .probes)
            let draw = AngleMatchedDraw(tracked, from: &generator)
            var trials: [Trial] = []
            for removal in removals {
                if isCancelled() { return nil }
                trials.append(trial(benches[lane], draw.part(norm: removal.removedNorm)))
            }
            return trials
        }
        guard let draws else { return nil }
        return removals.enumerated().map { index, removal in
            Self.summary(.angleMatched, removal.directions, draws.map { $0[index] })
        }
    }

    /// The part of θ_S in a random plane.
    private mutating func planePart(_ bench: ProbeBench) -> [Double] {
        let plane = (0..<2).map { _ in Directions.random(count: bench.tracked.count, from: &generator) }
        return Directions.projection(of: bench.tracked, onSpanOf: plane)
    }

    /// A random vector of the given norm.
    private mutating func vector(_ norm: Double, _ bench: ProbeBench) -> [Double] {
        let vector = Directions.random(count: bench.tracked.count, from: &generator)
        let scale = norm / Directions.norm(vector)
        return vector.map { $0 * scale }
    }

    private struct Trial {
        var loss: Double
        var accuracyChange: Double
        var removedNorm: Double
    }

    private func trial(_ bench: ProbeBench, _ part: [Double]) -> Trial {
        let sums = bench.evaluator.evaluate(bench.moved(along: part, by: -1))
        return Trial(
            loss: sums.meanLoss, accuracyChange: sums.accuracy - baseAccuracy, removedNorm: Directions.norm(part))
    }

    private static func summary(
        _ kind: AblationRecord.Control.Kind, _ directions: [Int]?, _ trials: [Trial]
    ) -> AblationRecord.Control {
        let count = Double(trials.count)
        let mean = trials.reduce(0) { $0 + $1.accuracyChange } / count
        let squares = trials.reduce(0) { $0 + ($1.accuracyChange - mean) * ($1.accuracyChange - mean) }
        return AblationRecord.Control(
            kind: kind, directions: directions, trials: trials.count,
            meanLoss: trials.reduce(0) { $0 + $1.loss } / count, meanAccuracyChange: mean,
            standardDeviation: (squares / (count - 1)).squareRoot(),
            removedNorm: trials.reduce(0) { $0 + $1.removedNorm } / count)
    }
}
