package import Kernels

/// The gradient of a model's mean loss on fixed sequences, cut into chunks that workers share.
///
/// The gradient has only a range of θ, such as θ_S. Chunks are float, as a step's shards are. They are added up in
/// double and in their order, so that the number of threads changes no bit.
///
/// Not thread-safe: one evaluation at a time.
package final class GradientEvaluator: @unchecked Sendable {
    /// What of θ the gradient is taken of: P parameters.
    package let range: Range<Int>
    /// Sequences that the loss is the mean of.
    package let sequenceCount: Int
    /// Scored tokens.
    package let tokenCount: Int
    /// Evaluations so far.
    package private(set) var evaluations = 0

    private let model: TransformerModel
    private let pool: WorkerPool
    private let chunks: [PackedBatch]
    private let workers: [Worker]
    /// The losses of the chunks under way.
    private var losses: [CrossEntropy.Sums]

    /// Enough rows for full-speed products. Smaller chunks would let threads share smaller train sets, but share fewer
    /// rows: a quarter of Dyck-1 at a time costs a fifth more.
    private static let chunkRows = 256

    private final class Worker: @unchecked Sendable {
        let workspace: TransformerWorkspace
        let gradient: Arena
        let views: TransformerParameters

        init(model: TransformerModel, room: PackedRowCounts) {
            workspace = TransformerWorkspace(shape: model.shape, room: room, purpose: .training)
            gradient = Arena(count: model.table.count)
            views = model.views(gradient.base)
        }
    }

    /// - Precondition: at least one target; the range lies in θ.
    package init(
        model: TransformerModel, pool: WorkerPool, sequences: some Collection<LabelledSequence>, range: Range<Int>
    ) {
        precondition(range.upperBound <= model.table.count, "\(range) of \(model.table.count) parameters")
        self.model = model
        self.pool = pool
        self.range = range
        chunks = Evaluator.chunks(SequenceSet(sequences, layout: model.shape.layout), rows: Self.chunkRows)
        tokenCount = chunks.reduce(0) { $0 + $1.targets.scoredCount }
        precondition(tokenCount > 0, "no target to take a gradient of")
        sequenceCount = sequences.count
        var room = PackedRowCounts(chunks[0])
        for chunk in chunks { room.grow(to: PackedRowCounts(chunk)) }
        workers = (0..<min(pool.threadCount, chunks.count)).map { [room] _ in Worker(model: model, room: room) }
        losses = Array(repeating: CrossEntropy.Sums(), count: workers.count)
    }

    /// Mean loss, and its gradient [P].
    package func evaluate(_ parameters: TransformerParameters) -> (loss: Double, gradient: [Double]) {
        evaluations += 1
        let scale = 1 / Float(tokenCount)
        var loss = 0.0
        var gradient = [Double](repeating: 0, count: range.count)
        for start in stride(from: 0, to: chunks.count, by: workers.count) {
            let count = min(workers.count, chunks.count - start)
            losses.withUnsafeMutableBufferPointer { losses in
                let losses = losses
                pool.run(count: count) { item, _ in
                    losses[item] = differentiate(chunks[start + item], workers[item], parameters, scale)
                }
            }
            for item in 0..<count {
                loss += losses[item].loss
                add(workers[item].gradient, to: &gradient)
            }
        }
        return (loss / Double(tokenCount), gradient)
    }

    private func differentiate(
        _ batch: PackedBatch, _ worker: Worker, _ parameters: TransformerParameters, _ scale: Float
    ) -> CrossEntropy.Sums {
        model.forward(parameters: parameters, batch: batch, workspace: worker.workspace)
        let sums = CrossEntropy.gradientInPlace(
            logits: worker.workspace.logits.prefix(batch.logitCount), targets: batch.targets, scale: scale)
        model.backward(
            parameters: parameters, gradients: worker.views, gradientArena: worker.gradient, batch: batch,
            workspace: worker.workspace)
        return sums
    }

    private func add(_ part: borrowing Arena, to gradient: inout [Double]) {
        let values = part.base + range.lowerBound
        gradient.withUnsafeMutableBufferPointer { gradient in
            for index in gradient.indices { gradient[index] += Double(values[index]) }
        }
    }
}
