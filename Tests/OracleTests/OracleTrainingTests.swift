import Kernels
import RunEvents
import Safetensors
import SpectralEdge
import Testing
import Training
import Transformer

/// The engine against PyTorch, step by step. Tolerances are those that the golden files' README derives from PyTorch's
/// own float32 against its float64.
@Suite("Oracle: training")
struct OracleTrainingTests {
    struct SmallSet: Sendable, CustomTestStringConvertible {
        let file: String
        let heads: Int
        var kind = OracleModel.Kind.causal
        var testDescription: String { file }

        static let all = [
            SmallSet(file: "dyck_small.safetensors", heads: 2),
            SmallSet(file: "dyck_medium.safetensors", heads: 4),
            SmallSet(file: "modadd_small.safetensors", heads: 2, kind: .firstToken),
            SmallSet(file: "seq2seq_small.safetensors", heads: 2, kind: .encoderDecoder),
        ].filter { OracleDirectory.has($0.file) }

        /// The sets of thirty steps.
        static let short = all.filter { $0.file.hasSuffix("_small.safetensors") }
    }

    @Test("the first gradient, every tensor to 1e-5 of its largest entry", arguments: SmallSet.all)
    func gradients(set: SmallSet) throws {
        let model = try OracleModel(OracleDirectory.tensors(set.file), heads: set.heads, kind: set.kind)
        let batch = try model.batches()[0]
        let optimization = try model.optimization(
            model.sequences(), batchSequences: batch.count)
        let result = optimization.differentiate(batch: batch)
        #expect(relative(result.loss, try model.file.doubles("losses")[0]) < 1e-5)
        #expect(relative(result.gradientNorm, try model.file.doubles("grad_norms")[0]) < 1e-5)
        for entry in model.model.table.entries {
            let expected = try model.file.floats("grad.\(entry.name)")
            let largest = expected.map(abs).max() ?? 0
            let difference = zip(optimization.gradient.buffer[entry.range], expected).map { abs($0 - $1) }.max() ?? 0
            // The key bias has a gradient of exactly zero and a third of its tensor is rounding noise: hence the floor.
            #expect(difference <= max(1e-5 * largest, 1e-8), "\(entry.name) differs by \(difference) of \(largest)")
        }
    }

    @Test("thirty steps of each small set", arguments: SmallSet.short)
    func smallRun(set: SmallSet) throws {
        let model = try OracleModel(OracleDirectory.tensors(set.file), heads: set.heads, kind: set.kind)
        let sequences = try model.sequences()
        let batches = try model.batches()
        let optimization = try model.optimization(sequences, batchSequences: batches[0].count)
        try follow(model, optimization, batches, tolerances: [batches.count: 1e-5])

        let finals = try model.parameters("final")
        for entry in model.model.table.entries {
            var indices = Array(entry.range)
            if entry.name.hasSuffix("in_proj_bias") {
                let third = entry.count / 3
                indices.removeSubrange(third..<2 * third)  // key bias: Adam turns rounding noise into steps
            }
            let difference = indices.map { abs(optimization.parameters.base[$0] - finals[$0]) }.max() ?? 0
            #expect(difference <= 1e-4, "\(entry.name) differs by \(difference)")
        }
        try expectFinalLogits(model, optimization.parameterViews, sequences)
    }

    @Test(
        "the medium set over 400 steps",
        .enabled(if: OracleDirectory.has("dyck_medium.safetensors"), "no dyck_medium"))
    func mediumRun() throws {
        let model = try OracleModel(OracleDirectory.tensors("dyck_medium.safetensors"), heads: 4)
        let batches = try model.batches()
        let optimization = try model.optimization(
            model.sequences("inputs.0", "targets"), batchSequences: batches[0].count)
        try follow(model, optimization, batches, tolerances: [100: 2e-5, 400: 5e-3])
    }

    @Test(
        "logits of the medium set's final parameters",
        .enabled(if: OracleDirectory.has("dyck_medium.safetensors"), "no dyck_medium"))
    func mediumLogits() throws {
        let model = try OracleModel(OracleDirectory.tensors("dyck_medium.safetensors"), heads: 4)
        let arena = Arena(count: model.model.table.count)
        arena.replaceContents(with: try model.parameters("final"))
        try expectFinalLogits(
            model,
            model.model.views(arena.base),
            model.sequences("inputs.0", "targets"))
    }

    @Test(
        "the full-size run: losses, accuracies, and the step at which decay takes the edge",
        .enabled(
            if: OracleDirectory.has("dyck_run.safetensors", "dyck_run_evals.json"), "no dyck_run"))
    func fullRun() throws {
        // The names of the golden file.
        // swift-format-ignore: AlwaysUseLowerCamelCase
        struct Evaluation: Decodable {
            let step: Int
            let train_accuracy: Double
            let test_accuracy: Double
        }
        let file = try OracleDirectory.tensors("dyck_run.safetensors")
        let model = try OracleModel(file, heads: Int(file.metadata["heads"]!)!)
        let train = try model.sequences("train_inputs", "train_targets")
        let test = try model.sequences("test_inputs", "test_targets")
        let batches = try model.batches()
        let tracker = SpectrumTracker(
            config: SpectrumConfig(interval: 100, window: 5, tracked: .attention),
            thresholds: Thresholds(grokked: 0.95),
            parameterCount: model.model.trackedRange(.attention).count)
        let optimization = try model.optimization(train, batchSequences: batches[0].count, tracker: tracker)
        let pool = WorkerPool(threadCount: 2)
        let trainEvaluator = Evaluator(model: model.model, pool: pool, sequences: train)
        let testEvaluator = Evaluator(model: model.model, pool: pool, sequences: test)
        let expectedAccuracies = try OracleDirectory.json("dyck_run_evals.json", as: [Evaluation].self)
        let losses = try file.doubles("losses")

        for (index, batch) in batches.prefix(900).enumerated() {
            let result = optimization.step(batch: batch, weightDecay: model.optimizer.weightDecay)
            if index < 30 { #expect(relative(result.loss, losses[index]) < 1e-5, "loss of step \(index)") }
            if index < 100 { #expect(relative(result.loss, losses[index]) < 1e-2, "loss of step \(index)") }
            let step = index + 1
            if step <= 300, let expected = expectedAccuracies.first(where: { $0.step == step }) {
                let trainAccuracy = trainEvaluator.evaluate(optimization.parameterViews).accuracy
                let testAccuracy = testEvaluator.evaluate(optimization.parameterViews).accuracy
                #expect(abs(trainAccuracy - expected.train_accuracy) < 0.02, "train accuracy at \(step)")
                #expect(abs(testAccuracy - expected.test_accuracy) < 0.02, "test accuracy at \(step)")
            }
            for record in tracker.stepEnded(step, on: pool) where record.interval == 100 {
                if (200...500).contains(step) { #expect(record.gradientFraction[0] > 0.95, "share at \(step)") }
                if (600...900).contains(step) { #expect(record.gradientFraction[0] < 0.15, "share at \(step)") }
            }
        }
    }

    /// Runs through the batches; each loss must be within the tolerance of the first bound above its index.
    private func follow(
        _ model: OracleModel, _ optimization: Optimization, _ batches: [[Int]], tolerances: [Int: Double]
    ) throws {
        let losses = try model.file.doubles("losses")
        let norms = try model.file.doubles("grad_norms")
        #expect(losses.count == batches.count)
        for (index, batch) in batches.enumerated() {
            let result = optimization.step(batch: batch, weightDecay: model.optimizer.weightDecay)
            let bound = tolerances.keys.filter { $0 > index }.min()!
            let tolerance = tolerances[bound]!
            #expect(relative(result.loss, losses[index]) < tolerance, "loss of step \(index)")
            if index == 0 { #expect(relative(result.gradientNorm, norms[index]) < tolerance, "norm of step \(index)") }
        }
    }

    private func expectFinalLogits(
        _ model: OracleModel, _ parameters: TransformerParameters, _ sequences: [LabelledSequence]
    ) throws {
        let expected = try model.file.floats("final_logits")
        let shape = try model.file.shape(of: "final_logits")
        // One sequence at a time, so that nothing is shared.
        let set = SequenceSet(sequences, layout: model.model.shape.layout)
        let room = set.largestShard(batchSequences: 1, shards: 1)
        let workspace = TransformerWorkspace(shape: model.model.shape, room: room, purpose: .evaluation)
        var packer = BatchPacker(set: set, reserving: room, sequences: 1)
        var largest: Float = 0
        for sequence in sequences.indices {
            packer.removeAll()
            packer.append(sequence, copies: 1)
            model.model.forward(parameters: parameters, batch: packer.batch, workspace: workspace)
            for position in 0..<packer.batch.logitCount {
                for column in 0..<shape[2] {
                    let reference = expected[(sequence * shape[1] + position) * shape[2] + column]
                    largest = max(largest, abs(workspace.logits[position, column] - reference))
                }
            }
        }
        #expect(largest < 1e-4, "logits differ by \(largest)")
    }
}

func relative(_ value: Double, _ reference: Double) -> Double {
    abs(value - reference) / max(abs(reference), 1e-300)
}
