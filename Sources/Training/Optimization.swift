package import Kernels
package import RunEvents
package import SpectralEdge
package import Transformer

/// The state of training (θ, its gradient and Adam's moments) and the optimizer step that changes it. A step allocates
/// nothing.
///
///     shards:  forward, loss, backward           one shard at a time on each thread
///     blocks:  gradient = Σ shards, and its norm  fixed blocks of the arena, partial norms added in their order
///     blocks:  clip, AdamW, ledger
///
/// The threads take shards and blocks in any order; the result does not depend on it. One thread at a time may call.
package final class Optimization: @unchecked Sendable {
    /// The architecture, and the table that says where each tensor lies in an arena.
    package let model: TransformerModel
    /// θ: all parameters. They are zero until something is written into them.
    package let parameters: Arena
    /// θ once more, as the matrices and vectors of the model. They point into `parameters`.
    package let parameterViews: TransformerParameters
    /// ∇L of the newest batch, before clipping. It is valid after a step.
    package let gradient: Arena
    /// Optimizer steps done.
    package internal(set) var stepsDone = 0
    /// Steps that Adam's bias correction counts: those since the moments were zero.
    package internal(set) var adamSteps = 0

    /// What the configured η is multiplied by.
    package var learningRateFactor = 1.0

    /// Times the phases of a step; nil except during `profile`.
    private var clock: PhaseClock?

    private let config: OptimizerConfig
    private let pool: WorkerPool
    let moments: AdamW.Moments
    private let shards: [Shard]
    private var plan: ShardPlan
    private let shardSums: UnsafeMutableBufferPointer<CrossEntropy.Sums>
    private let shardGradients: UnsafeMutableBufferPointer<UnsafeMutablePointer<Float>?>
    private let blocks: [Block]
    private let blockSquares: UnsafeMutableBufferPointer<Double>
    private let tracker: SpectrumTracker?
    /// The index in the arena at which the tracked parameters begin.
    private let trackedStart: Int

    /// The closures that the threads run in the three parts of a step. They are made once, because a closure that is
    /// made in every step is allocated in every step. The values that change from step to step stand beside them.
    private var jobs: Jobs?
    private var lossScale: Float = 0
    private var adamW: AdamW?

    private struct Jobs {
        let differentiateShard: WorkerPool.Body
        let addBlock: WorkerPool.Body
        let updateBlock: WorkerPool.Body
    }

    private final class Shard: @unchecked Sendable {
        let workspace: TransformerWorkspace
        let gradient: Arena
        let gradientViews: TransformerParameters

        init(model: TransformerModel, room: PackedRowCounts) {
            workspace = TransformerWorkspace(shape: model.shape, room: room, purpose: .training)
            gradient = Arena(count: model.table.count)
            gradientViews = model.views(gradient.base)
        }
    }

    /// A piece of the arena that lies wholly inside or wholly outside the tracked parameters.
    private struct Block {
        let range: Range<Int>
        let isTracked: Bool
    }

    /// Floats in a block: so many that handing out blocks costs nothing, so few that two threads share them evenly.
    private static let blockLength = 16_384

    /// - Parameters:
    ///   - model: the architecture.
    ///   - config: the settings of AdamW.
    ///   - sequences: the train set; batches are indices into it.
    ///   - batchSequences: sequences of a batch.
    ///   - shardCount: how many shards a batch is cut into.
    ///   - pool: the threads that compute.
    ///   - tracker: gets every step's movement in its ledger; nil where no spectrum is followed.
    ///   - trackedRange: where θ_S lies in θ.
    /// - Precondition: the tracker's ledger is as long as `trackedRange`.
    package init(
        model: TransformerModel, config: OptimizerConfig, sequences: [LabelledSequence], batchSequences: Int,
        shardCount: Int, pool: WorkerPool, tracker: SpectrumTracker?, trackedRange: Range<Int>
    ) {
        self.model = model
        self.config = config
        self.pool = pool
        self.tracker = tracker
        let count = model.table.count
        parameters = Arena(count: count)
        parameterViews = model.views(parameters.base)
        gradient = Arena(count: count)
        moments = AdamW.Moments(count: count)

        let set = SequenceSet(sequences, layout: model.shape.layout)
        let room = set.largestShard(batchSequences: batchSequences, shards: shardCount)
        shards = (0..<shardCount).map { _ in Shard(model: model, room: room) }
        plan = ShardPlan(set: set, batchSequences: batchSequences, shards: shardCount)
        shardSums = .allocate(capacity: shardCount)
        shardSums.initialize(repeating: CrossEntropy.Sums())
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
        blockSquares = .allocate(capacity: blocks.count)
        blockSquares.initialize(repeating: 0)
        jobs = Jobs(
            differentiateShard: { [unowned self] index, _ in differentiate(shard: index) },
            addBlock: { [unowned self] index, _ in
                blockSquares[index] = GradientSum.add(
                    UnsafeBufferPointer(shardGradients), range: blocks[index].range, into: gradient)
            },
            updateBlock: { [unowned self] index, _ in update(block: blocks[index]) })
    }

    deinit {
        shardSums.deallocate()
        shardGradients.deallocate()
        blockSquares.deallocate()
    }

    /// Does one step: forward, backward and, if all is finite, the update.
    ///
    /// - Parameters:
    ///   - batch: indices of sequences of the train set.
    ///   - weightDecay: ω of this step.
    ///   - measuresDescent: whether the result is to have `descentCosine`, which costs two passes over θ.
    package func step(batch: [Int], weightDecay: Double, measuresDescent: Bool = false) -> StepResult {
        var result = differentiate(batch: batch)
        guard result.notFinite == nil else { return result }
        if measuresDescent { result.descentCosine = descentCosine(gradientNorm: result.gradientNorm) }
        update(gradientNorm: result.gradientNorm, weightDecay: weightDecay)
        return result
    }

    /// −⟨∇L, θ⟩ / (‖∇L‖ ‖θ‖) of the gradient in `gradient`; nil where one of them is zero.
    private func descentCosine(gradientNorm: Double) -> Double? {
        let norms = gradientNorm * DotProducts.norm(parameters)
        return norms > 0 ? -DotProducts.product(gradient, parameters) / norms : nil
    }

    /// Does the forward and the backward pass, and leaves the batch's gradient in `gradient`.
    ///
    /// - Precondition: the batch has a scored token.
    package func differentiate(batch: [Int]) -> StepResult {
        guard let jobs else { preconditionFailure("jobs are made in init") }
        clock?.start()
        plan.fill(with: batch)
        let scored = plan.shards.reduce(0) { $0 + $1.batch.targets.scoredCount }
        precondition(scored > 0, "a batch without a target")
        lossScale = 1 / Float(scored)
        clock?.lap(.packing)
        pool.runKept(count: shards.count, jobs.differentiateShard)
        clock?.lap(.shards)
        pool.runKept(count: blocks.count, jobs.addBlock)
        var sums = CrossEntropy.Sums()
        for shard in shardSums { sums += shard }
        var square = 0.0
        for block in blockSquares { square += block }
        clock?.lap(.clip)
        return StepResult(loss: sums.meanLoss, accuracy: sums.accuracy, gradientNorm: square.squareRoot())
    }

    /// Makes Adam begin anew: its moments are zero, and its bias correction counts the next step as the first. θ and η
    /// stay.
    package func makeAdamFresh() {
        moments.first.fill(0)
        moments.second.fill(0)
        adamSteps = 0
    }

    /// Measures how long each phase of the steps in `body` takes.
    ///
    /// - Returns: the phases of whole steps, and those of each shard's work.
    package func profile(_ body: () -> Void) -> (whole: PhaseClock, shards: [PhaseClock]) {
        let whole = PhaseClock()
        clock = whole
        let clocks = shards.map { shard in
            let clock = PhaseClock()
            shard.workspace.clock = clock
            return clock
        }
        body()
        clock = nil
        for shard in shards { shard.workspace.clock = nil }
        return (whole, clocks)
    }

    private func differentiate(shard index: Int) {
        let shard = shards[index]
        let batch = plan.shards[index].batch
        guard !batch.isEmpty else {
            shard.gradient.fill(0)
            shardSums[index] = CrossEntropy.Sums()
            return
        }
        shard.workspace.clock?.start()
        model.forward(parameters: parameterViews, batch: batch, workspace: shard.workspace)
        shardSums[index] = CrossEntropy.gradientInPlace(
            logits: shard.workspace.logits.prefix(batch.logitCount), targets: batch.targets, scale: lossScale)
        shard.workspace.clock?.lap(.loss)
        model.backward(
            parameters: parameterViews, gradients: shard.gradientViews, gradientArena: shard.gradient, batch: batch,
            workspace: shard.workspace)
    }

    private func update(gradientNorm: Double, weightDecay: Double) {
        guard let jobs else { preconditionFailure("jobs are made in init") }
        stepsDone += 1
        adamSteps += 1
        adamW = AdamW(
            step: adamSteps, learningRate: config.learningRate * learningRateFactor, weightDecay: weightDecay,
            beta1: config.beta1, beta2: config.beta2, epsilon: config.epsilon,
            clipFactor: min(1, config.clip / (gradientNorm + Self.clipGuard)))
        pool.runKept(count: blocks.count, jobs.updateBlock)
        clock?.lap(.update)
    }

    private func update(block: Block) {
        let offset = block.range.lowerBound - trackedStart
        adamW?.update(
            parameters, gradient: gradient, moments: moments, range: block.range,
            gradientLedger: block.isTracked ? tracker.map { $0.ledger.gradient.base + offset } : nil,
            decayLedger: block.isTracked ? tracker.map { $0.ledger.decay.base + offset } : nil)
    }

    /// PyTorch's `clip_grad_norm_` adds this to the norm, against division by zero.
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
