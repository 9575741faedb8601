internal import Kernels
package import RunEvents
package import SpectralEdge
internal import Transformer

/// Measures what the model can still do after the part of its parameters along the edge is removed.
///
/// θ_S → θ_S − P θ_S, with P the projection on v_1, on v_2, on the edge (v_1, v_2) and on the bulk (v_3, v_4). A sweep
/// also removes the edge's part step by step, to show whether there is a cliff. Random removals stand beside them
/// (`AblationControls`).
package enum AblationProbe {
    /// The shares of the edge's part that the sweep removes, from none to all.
    package static let scales = (0...10).map { Double($0) / 10 }

    private static let edge = [1, 2]
    private static let removed = [[1], [2], [1, 2], [3, 4]]

    /// Makes the measurement on the calling thread and at most one more. It leaves out directions that the snapshot
    /// lacks.
    ///
    /// - Parameters:
    ///   - isCancelled: called between any two evaluations, on either thread.
    ///   - progress: receives the share of evaluations that are made, on either thread but never on both at once.
    /// - Returns: nil if cancelled.
    package static func run(
        _ context: ProbeContext, _ snapshot: EdgeSnapshot, isCancelled: () -> Bool,
        progress: (Double) -> Void = { _ in }
    ) -> AblationRecord? {
        let bench = ProbeBench(model: context.model, sequences: context.sequences, snapshot: snapshot)
        let base = bench.evaluator.evaluate(bench.unmoved())
        let sets = removed.filter { $0.allSatisfy { $0 <= snapshot.directions.count } }
        let single = sets.count + (sets.contains(edge) ? scales.count : 0) + AblationControls.unmatchedTrials
        let all = Double(single + sets.count * AblationControls.trials)
        var done = 0.0
        func measured() {
            done += 1
            progress(done / all)
        }
        guard let own = removals(sets, bench, base, isCancelled: isCancelled, measured: measured) else { return nil }
        var controls = AblationControls(context, snapshot, baseAccuracy: base.accuracy)
        let edgeNorm = own.removals.first { $0.directions == edge } ?? own.removals.first
        guard
            let unmatched = controls.unmatched(
                bench, edgeNorm: edgeNorm?.removedNorm ?? 0, isCancelled: isCancelled, measured: measured),
            let matched = controls.angleMatched(
                bench, own.removals, isCancelled: isCancelled, progress: { progress((done + $0 * (all - done)) / all) })
        else { return nil }
        return AblationRecord(
            step: snapshot.step, interval: context.config.spectrum.interval, window: context.config.spectrum.window,
            sequences: bench.evaluator.sequenceCount, tokens: bench.evaluator.tokenCount, baseLoss: base.meanLoss,
            baseAccuracy: base.accuracy, trackedNorm: bench.trackedNorm, removals: own.removals, controls: unmatched,
            angleMatched: matched, scaleSweep: own.sweep)
    }

    /// Removes the part along each set of v_k, and the edge's also step by step.
    ///
    /// - Returns: nil if cancelled; no sweep where the edge is not among the sets.
    private static func removals(
        _ sets: [[Int]], _ bench: ProbeBench, _ base: CrossEntropy.Sums, isCancelled: () -> Bool, measured: () -> Void
    ) -> (removals: [AblationRecord.Removal], sweep: [AblationRecord.ScalePoint]?)? {
        let directions = bench.snapshot.directions.map { $0.map { Double($0) } }
        var removals: [AblationRecord.Removal] = []
        var scaleSweep: [AblationRecord.ScalePoint]?
        for set in sets {
            if isCancelled() { return nil }
            let part = Directions.projection(of: bench.tracked, onSpanOf: set.map { directions[$0 - 1] })
            let sums = bench.evaluator.evaluate(bench.moved(along: part, by: -1))
            measured()
            removals.append(
                AblationRecord.Removal(
                    directions: set, loss: sums.meanLoss, accuracy: sums.accuracy,
                    accuracyChange: sums.accuracy - base.accuracy, removedNorm: Directions.norm(part)))
            guard set == edge else { continue }
            scaleSweep = sweep(bench, part, from: base, to: sums, isCancelled: isCancelled, measured: measured)
            if scaleSweep == nil { return nil }
        }
        return (removals, scaleSweep)
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
}
