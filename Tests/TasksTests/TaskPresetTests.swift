import RunEvents
import Tasks
import Testing

@Suite("Presets")
struct TaskPresetTests {
    private static func config(
        _ task: TaskName, train: Int? = nil, test: Int? = nil, modulus: Int? = nil, split: ScanSplit? = nil
    ) -> RunConfig {
        var parameters: [String: TaskParameterValue] = [:]
        parameters["modulus"] = modulus.map { .integer($0) }
        parameters["split"] = split.map { .text($0.rawValue) }
        return TaskPreset.config(
            for: task,
            data: RequestedData(trainSequences: train, testSequences: test, parameters: parameters))
    }

    /// Train, test, and test sequences of an ordinary evaluation.
    private static func sizes(_ config: RunConfig) -> [Int] {
        [config.data.trainSequences, config.data.testSequences, config.evaluation.testSequences]
    }

    @Test("what all have in common", arguments: TaskList.names) func common(task: TaskName) {
        let config = TaskPreset.config(for: task)
        #expect(config.task == task && config.seed == 42 && config.shards == 4)
        #expect(config.optimizer.weightDecay == (task == .parity ? 2 : 1) && config.optimizer.clip == 1)
        #expect(config.optimizer.beta1 == 0.9 && config.optimizer.beta2 == 0.98)
        #expect(config.spectrum.window == 5 && config.spectrum.tracked == .attention)
        #expect(config.model.heads == 4)
    }

    @Test("Dyck-1") func dyck() {
        let config = TaskPreset.config(for: .dyck)
        #expect(config.steps == 10_000 && config.optimizer.learningRate == 1e-3)
        #expect(
            config.model
                == ModelConfig(
                    modelWidth: 128, layers: 2, heads: 4, feedForwardWidth: 256, contextLength: 48))
        #expect(config.data == DataConfig(trainSequences: 50, testSequences: 5_000, batchSequences: 50))
        #expect(config.evaluation == EvaluationConfig(interval: 50, testSequences: 1_000))
        #expect(config.spectrum.interval == 100 && config.thresholds.grokked == 0.95)
    }

    @Test("SCAN") func scan() {
        let config = TaskPreset.config(for: .scan)
        #expect(config.steps == 15_000 && config.optimizer.learningRate == 1e-4)
        #expect(
            config.model
                == ModelConfig(
                    modelWidth: 256, layers: 3, heads: 4, feedForwardWidth: 512, contextLength: 49,
                    sourceContextLength: 9))
        #expect(
            config.data
                == DataConfig(
                    trainSequences: 2_048, testSequences: 500, batchSequences: 256,
                    parameters: ["split": .text("simple")]))
        #expect(config.evaluation == EvaluationConfig(interval: 100, testSequences: 500))
        #expect(config.spectrum.interval == 500 && config.thresholds.grokked == 0.95)
    }

    @Test("modular arithmetic", arguments: ModularTaskTests.tasks) func modular(task: TaskName) {
        let config = TaskPreset.config(for: task)
        #expect(config.steps == 10_000 && config.optimizer.learningRate == 1e-3)
        #expect(
            config.model
                == ModelConfig(
                    modelWidth: 128, layers: 2, heads: 4, feedForwardWidth: 256, contextLength: 2))
        #expect(
            config.data
                == DataConfig(
                    trainSequences: 4_704, testSequences: 4_705, batchSequences: 512,
                    parameters: ["modulus": .integer(97)]))
        #expect(config.evaluation == EvaluationConfig(interval: 100, testSequences: 4_705))
        #expect(config.spectrum.interval == 100 && config.thresholds.grokked == 0.98)
    }

    @Test("sizes that are not asked for follow from those that are") func sizes() {
        #expect(Self.sizes(Self.config(.modadd, modulus: 11)) == [60, 61, 61])
        #expect(Self.sizes(Self.config(.modadd, train: 100, modulus: 11)) == [100, 21, 21])
        #expect(Self.sizes(Self.config(.modadd, train: 100, test: 20, modulus: 11)) == [100, 20, 20])
        #expect(Self.sizes(Self.config(.modadd, test: 20, modulus: 11)) == [60, 20, 20])
        #expect(Self.sizes(Self.config(.modadd, train: 9_000)) == [9_000, 409, 409])
        #expect(Self.sizes(Self.config(.scan, train: 20_000)) == [20_000, 500, 500])
        #expect(Self.sizes(Self.config(.scan, train: 20_800)) == [20_800, 110, 110])
        #expect(Self.sizes(Self.config(.scan, train: 16_990, split: .length)) == [16_990, 500, 500])
        #expect(Self.sizes(Self.config(.scan, test: 3_920, split: .length)) == [2_048, 3_920, 3_920])
        #expect(Self.sizes(Self.config(.dyck, train: 77)) == [77, 5_000, 1_000])
        #expect(Self.sizes(Self.config(.dyck, test: 300)) == [50, 300, 300])
        #expect(Self.sizes(Self.config(.dyck, test: 20_000)) == [50, 20_000, 1_000])
    }

    @Test("how many sequences there are") func available() {
        #expect(AvailableSequences(Self.config(.dyck)) == .endless)
        #expect(AvailableSequences(Self.config(.modx3xy, modulus: 13)) == .shared(169))
        #expect(AvailableSequences(Self.config(.scan)) == .shared(20_910))
        #expect(AvailableSequences(Self.config(.scan, split: .length)) == .separate(train: 16_990, test: 3_920))
        #expect(AvailableSequences(Self.config(.scan, split: .addprimJump)) == .separate(train: 13_204, test: 7_706))
    }

    @Test("a test set may take what the train set leaves, and no more") func largest() {
        let shared = AvailableSequences.shared(100)
        #expect(shared.largestTrainSet == 99 && shared.largestTestSet(besides: 60) == 40)
        #expect(shared.hold(trainSequences: 99, testSequences: 1) && shared.hold(trainSequences: 60, testSequences: 40))
        #expect(!shared.hold(trainSequences: 100, testSequences: 0))
        #expect(!shared.hold(trainSequences: 60, testSequences: 41))
        let separate = AvailableSequences.separate(train: 30, test: 70)
        #expect(separate.hold(trainSequences: 30, testSequences: 70))
        #expect(!separate.hold(trainSequences: 31, testSequences: 70))
        #expect(!separate.hold(trainSequences: 30, testSequences: 71))
        #expect(AvailableSequences.endless.hold(trainSequences: 1_000_000, testSequences: 1_000_000))
    }
}
