package import Kernels
package import RunEvents
package import SpectralEdge
package import Transformer

/// The state of training (θ, its gradient, Adam's moments) and the step that moves it. Beside the contexts of
/// its three closures a step allocates nothing.
///
///     shards:  forward, loss, backward           one shard at a time on each thread
///     blocks:  gradient = Σ shards, and its norm  fixed blocks of the arena, partial norms added in their order
///     blocks:  clip, AdamW, ledger
///
/// Which thread takes which shard or block is chance; what it computes is not. One thread at a time may call in.
package final class Optimization: @unchecked Sendable {
    package let encoder: Encoder
    package let parameters: Arena
    package let parameterViews: EncoderParameters
    /// Of the whole batch, unclipped: valid after a step.
    package let gradient: Arena
    /// Steps done.
    package private(set) var stepsDone = 0

    private let config: OptimizerConfig
    private let pool: WorkerPool
    private let moments: AdamW.Moments
    private let shards: [Shard]
    private var plan: ShardPlan
    private var shardSums: [CrossEntropy.Sums]
    private let shardGradients: UnsafeMutableBufferPointer<UnsafeMutablePointer<Float>?>
    private let blocks: [Block]
    private var blockSquares: [Double]
    private let tracker: SpectrumTracker?
    /// Where the tracked parameters begin in the arena.
    private let trackedStart: Int

    private final class Shard: @unchecked Sendable {
        let workspace: EncoderWorkspace
        let gradient: Arena
        let gradientViews: EncoderParameters

        init(encoder: Encoder, tokenCapacity: Int, longestSequence: Int) {
            workspace = EncoderWorkspace(
                shape: encoder.shape, tokenCapacity: tokenCapacity, longestSequence: longestSequence,
                purpose: .training)
            gradient = Arena(count: encoder.table.count)
            gradientViews = EncoderParameters(shape: encoder.shape, table: encoder.table, base: gradient.base)
        }
    }

    /// A piece of the arena that lies wholly inside or wholly outside the tracked parameters.
    private struct Block {
        let range: Range<Int>
        let isTracked: Bool
    }

    /// Large enough that handing out blocks costs nothing, small enough that two threads share them evenly.
    private static let blockLength = 16_384

    /// - Parameters:
    ///   - sequences: the train set; batches are indices into it.
    ///   - tracker: whose ledger every step is entered in; nil for none.
    package init(
        encoder: Encoder, config: OptimizerConfig, sequences: [LabelledSequence], batchSequences: Int,
        shardCount: Int, pool: WorkerPool, tracker: SpectrumTracker?, trackedRange: Range<Int>
    ) {
        self.encoder = encoder
        self.config = config
        self.pool = pool
        self.tracker = tracker
        let count = encoder.table.count
        parameters = Arena(count: count)
        parameterViews = EncoderParameters(shape: encoder.shape, table: encoder.table, base: parameters.base)
        gradient = Arena(count: count)
        moments = AdamW.Moments(count: count)

        let tree = PrefixTree(sequences, sharing: encoder.shape.sharing)
        let capacity = ShardPlan.rowCapacity(
            batchSequences: batchSequences, longestSequence: tree.longestSequence, shards: shardCount)
        shards = (0..<shardCount).map { _ in
            Shard(encoder: encoder, tokenCapacity: capacity, longestSequence: tree.longestSequence)
        }
        plan = ShardPlan(tree: tree, batchSequences: batchSequences, shards: shardCount)
        shardSums = Array(repeating: CrossEntropy.Sums(), count: shardCount)
        shardGradients = .allocate(capacity: shardCount)
        for (index, shard) in shards.enumerated() {
            shardGradients.initializeElement(at: index, to: shard.gradient.base)
        }
        let tracked = tracker == nil ? 0..<0 : trackedRange
        precondition(
            tracker == nil || tracker?.ledger.count == trackedRange.count,
            "a ledger of \(tracker?.ledger.count ?? 0) for \(trackedRange.count) tracked parameters")
        blocks = Self.blocks(count: count, tracked: tracked)
        trackedStart = tracked.lowerBound
        blockSquares = Array(repeating: 0, count: blocks.count)
    }

    deinit {
        shardGradients.deallocate()
    }

    /// One step on the given sequences of the train set.
    ///
    /// - Parameter weightDecay: ω of this step.
    package func step(batch: [Int], weightDecay: Double) -> StepResult {
        let result = differentiate(batch: batch)
        if result.notFinite == nil { update(gradientNorm: result.gradientNorm, weightDecay: weightDecay) }
        return result
    }

    /// Forward and backward: leaves the batch's gradient in `gradient`.
    package func differentiate(batch: [Int]) -> StepResult {
        plan.fill(with: batch)
        let scored = plan.shards.reduce(0) { $0 + $1.tokens.scoredCount }
        precondition(scored > 0, "a batch without a target")
        let scale = 1 / Float(scored)
        plan.shards.withUnsafeBufferPointer { packers in
            shardSums.withUnsafeMutableBufferPointer { sums in
                nonisolated(unsafe) let (packers, sums) = (packers, sums)
                pool.run(count: shards.count) { index, _ in
                    sums[index] = differentiate(shards[index], packers[index].tokens, scale: scale)
                }
            }
        }
        blockSquares.withUnsafeMutableBufferPointer { squares in
            nonisolated(unsafe) let squares = squares
            pool.run(count: blocks.count) { index, _ in
                squares[index] = GradientSum.add(
                    UnsafeBufferPointer(shardGradients), range: blocks[index].range, into: gradient)
            }
        }
        var sums = CrossEntropy.Sums()
        for shard in shardSums { sums += shard }
        var square = 0.0
        for block in blockSquares { square += block }
        return StepResult(loss: sums.meanLoss, accuracy: sums.accuracy, gradientNorm: square.squareRoot())
    }

    private func differentiate(_ shard: Shard, _ tokens: PackedTokens, scale: Float) -> CrossEntropy.Sums {
        guard tokens.count > 0 else {
            shard.gradient.fill(0)
            return CrossEntropy.Sums()
        }
        encoder.forward(parameters: parameterViews, tokens: tokens, workspace: shard.workspace)
        let sums = CrossEntropy.gradientInPlace(
            logits: shard.workspace.logits.prefix(tokens.count), tokens: tokens, scale: scale)
        encoder.backward(
            parameters: parameterViews, gradients: shard.gradientViews, gradientArena: shard.gradient, tokens: tokens,
            workspace: shard.workspace)
        return sums
    }

    private func update(gradientNorm: Double, weightDecay: Double) {
        stepsDone += 1
        let adamW = AdamW(
            step: stepsDone, learningRate: config.learningRate, weightDecay: weightDecay, beta1: config.beta1,
            beta2: config.beta2, epsilon: config.epsilon,
            clipFactor: min(1, config.clip / (gradientNorm + Self.clipGuard)))
        pool.run(count: blocks.count) { index, _ in
            let block = blocks[index]
            let offset = block.range.lowerBound - trackedStart
            adamW.update(
                parameters, gradient: gradient, moments: moments, range: block.range,
                gradientLedger: block.isTracked ? tracker.map { $0.ledger.gradient.base + offset } : nil,
                decayLedger: block.isTracked ? tracker.map { $0.ledger.decay.base + offset } : nil)
        }
    }

    /// What PyTorch's clip_grad_norm_ adds to the norm, against division by zero.
    private static let clipGuard = 1e-6

    private static func blocks(count: Int, tracked: Range<Int>) -> [Block] {
        let pieces = [
            (0..<tracked.lowerBound, false), (tracked, true), (tracked.upperBound..<count, false),
        ]
        return pieces.flatMap { piece, isTracked in
            stride(from: piece.lowerBound, to: piece.upperBound, by: blockLength).map { start in
                Block(range: start..<min(start + blockLength, piece.upperBound), isTracked: isTracked)
            }
        }
    }
}
