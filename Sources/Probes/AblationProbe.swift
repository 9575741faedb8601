internal import Kernels
package import RunEvents
package import SpectralEdge
internal import Transformer

/// Measures what the model can still do after the part of its parameters along the edge is removed.
///
/// θ_S → θ_S − P θ_S, with P the projection on v_1, on v_2, on the edge (v_1, v_2) and on the bulk (v_3, v_4). There
/// are two controls: the paper's, a random plane in place of v_1, v_2 (it holds next to nothing of θ_S), and a random
/// vector as long as θ_S's part along the edge. A sweep also removes that part step by step, to show whether there is a
/// cliff.
package enum AblationProbe {
    /// How many times each control is measured.
    package static let trials = 20

    /// The shares of the edge's part that the sweep removes, from none to all.
    package static let scales = (0...10).map { Double($0) / 10 }

    private static let edge = [1, 2]
    private static let removed = [[1], [2], [1, 2], [3, 4]]

    /// Makes the measurement on the calling thread. It leaves out directions that the snapshot lacks.
    ///
    /// - Returns: nil if cancelled.
    package static func run(
        _ context: ProbeContext, _ snapshot: EdgeSnapshot, isCancelled: () -> Bool,
        progress: (Double) -> Void = { _ in }
    ) -> AblationRecord? {
        let measurements = removed.count + scales.count + AblationRecord.Control.Kind.allCases.count * trials
        var done = 0
        func measured() {
            done += 1
            progress(Double(done) / Double(measurements))
        }
        let bench = ProbeBench(model: context.model, sequences: context.sequences, snapshot: snapshot)
        let base = bench.evaluator.evaluate(bench.unmoved())
        let directions = snapshot.directions.map { $0.map { Double($0) } }

        var removals: [AblationRecord.Removal] = []
        var scaleSweep: [AblationRecord.ScalePoint]?
        for set in removed where set.allSatisfy({ $0 <= directions.count }) {
            if isCancelled() { return nil }
            let part = Directions.projection(of: bench.tracked, onSpanOf: set.map { directions[$0 - 1] })
            let sums = bench.evaluator.evaluate(bench.moved(along: part, by: -1))
            measured()
            removals.append(
                AblationRecord.Removal(
                    directions: set, loss: sums.meanLoss, accuracy: sums.accuracy,
                    accuracyChange: sums.accuracy - base.accuracy, removedNorm: Directions.norm(part)))
            if set == edge {
                guard let sweep = sweep(bench, part, from: base, to: sums, isCancelled: isCancelled, measured: measured)
                else { return nil }
                scaleSweep = sweep
            }
        }

        let edgeNorm = removals.first { $0.directions == edge }?.removedNorm ?? removals.first?.removedNorm ?? 0
        var generator = RandomGenerator(
            seed: context.config.seed &+ UInt64(snapshot.step), stream: .probes)
        var controls: [AblationRecord.Control] = []
        for kind in AblationRecord.Control.Kind.allCases {
            var trials: [Trial] = []
            for _ in 0..<Self.trials {
                if isCancelled() { return nil }
                trials.append(
                    trial(kind, bench, base.accuracy, edgeNorm: edgeNorm, from: &generator))
                measured()
            }
            controls.append(summary(kind, trials))
        }
        return AblationRecord(
            step: snapshot.step, interval: context.config.spectrum.interval, window: context.config.spectrum.window,
            sequences: bench.evaluator.sequenceCount, tokens: bench.evaluator.tokenCount, baseLoss: base.meanLoss,
            baseAccuracy: base.accuracy, trackedNorm: bench.trackedNorm, removals: removals, controls: controls,
            scaleSweep: scaleSweep)
    }

    /// Measures the sweep between its two ends, which have been measured already.
    private static func sweep(
        _ bench: ProbeBench, _ part: [Double], from none: CrossEntropy.Sums, to all: CrossEntropy.Sums,
        isCancelled: () -> Bool, measured: () -> Void
    ) -> [AblationRecord.ScalePoint]? {
        var points: [AblationRecord.ScalePoint] = []
        for scale in scales {
            if isCancelled() { return nil }
            let sums =
                switch scale {
                case 0: none
                case 1: all
                default: bench.evaluator.evaluate(bench.moved(along: part, by: -scale))
                }
            measured()
            points.append(
                AblationRecord.ScalePoint(scale: scale, loss: sums.meanLoss, accuracy: sums.accuracy))
        }
        return points
    }

    private struct Trial {
        var loss: Double
        var accuracyChange: Double
        var removedNorm: Double
    }

    private static func trial(
        _ kind: AblationRecord.Control.Kind, _ bench: ProbeBench, _ baseAccuracy: Double, edgeNorm: Double,
        from generator: inout RandomGenerator
    ) -> Trial {
        let count = bench.snapshot.trackedRange.count
        let part: [Double]
        switch kind {
        case .randomPlane:
            let plane = (0..<2).map { _ in Directions.random(count: count, from: &generator) }
            part = Directions.projection(of: bench.tracked, onSpanOf: plane)
        case .randomSameNorm:
            let vector = Directions.random(count: count, from: &generator)
            let scale = edgeNorm / Directions.norm(vector)
            part = vector.map { $0 * scale }
        }
        let sums = bench.evaluator.evaluate(bench.moved(along: part, by: -1))
        return Trial(
            loss: sums.meanLoss, accuracyChange: sums.accuracy - baseAccuracy, removedNorm: Directions.norm(part))
    }

    private static func summary(_ kind: AblationRecord.Control.Kind, _ trials: [Trial]) -> AblationRecord.Control {
        let count = Double(trials.count)
        let mean = trials.reduce(0) { $0 + $1.accuracyChange } / count
        let squares = trials.reduce(0) { $0 + ($1.accuracyChange - mean) * ($1.accuracyChange - mean) }
        return AblationRecord.Control(
            kind: kind, trials: trials.count, meanLoss: trials.reduce(0) { $0 + $1.loss } / count,
            meanAccuracyChange: mean, standardDeviation: (squares / (count - 1)).squareRoot(),
            removedNorm: trials.reduce(0) { $0 + $1.removedNorm } / count)
    }
}
