internal import Kernels
internal import Tasks
internal import Transformer

/// Measures curvature and slope of the training loss along several directions at once. Each direction is computed whole
/// on one thread.
final class GapFlowMeter {
    /// One meter for each thread.
    private let curvatures: [LossCurvature]
    private let pool: WorkerPool

    /// - Parameters:
    ///   - sequences: the sequences of the train set that are measured.
    ///   - range: the place of θ_S in θ.
    /// - Returns: nil where there are no sequences.
    init?(model: TransformerModel, pool: WorkerPool, sequences: some Collection<LabelledSequence>, range: Range<Int>) {
        guard !sequences.isEmpty else { return nil }
        self.pool = pool
        curvatures = (0..<pool.threadCount).map { _ in
            LossCurvature(model: model, pool: WorkerPool(threadCount: 1), sequences: sequences, range: range)
        }
    }

    var sequences: Int { curvatures[0].gradients.sequenceCount }
    /// The scored tokens of the sequences.
    var tokens: Int { curvatures[0].gradients.tokenCount }

    /// - Parameters:
    ///   - directions: unit vectors, [P] each.
    ///   - parameters: θ, the point at which both are measured.
    func along(_ directions: [[Float]], at parameters: borrowing Arena) -> [LossCurvature.Along] {
        for curvature in curvatures { curvature.setPoint(parameters.buffer) }
        var results = [LossCurvature.Along?](repeating: nil, count: directions.count)
        results.withUnsafeMutableBufferPointer { results in
            nonisolated(unsafe) let results = results
            pool.run(count: directions.count) { item, worker in
                results[item] = curvatures[worker].along(directions[item], isCancelled: { false })
            }
        }
        return results.map { along in
            guard let along else { preconditionFailure("what cannot be cancelled was") }
            return along
        }
    }
}
