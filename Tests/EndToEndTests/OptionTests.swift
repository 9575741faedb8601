import Foundation
import RunEvents
import Tasks
import Testing

/// What is asked for on the command line is what is run, and what help texts say.
@Suite("Options")
struct OptionTests {
    private static func started(_ program: Program) throws -> RunConfig {
        let line = try #require(program.output.split(separator: "\n").first, "\(program.errors)")
        let event = try JSONDecoder().decode(RunEvent.self, from: Data(line.utf8))
        let config: RunConfig? = if case .started(let record) = event { record.config } else { nil }
        return try #require(config, "\(line)")
    }

    @Test("each option arrives in the configuration of the run") func everyOption() throws {
        let program = try Program.run(
            "train", "--seed", "7", "--steps", "14", "--train-size", "20", "--test-size", "30", "--batch", "10",
            "--learning-rate", "0.002", "--weight-decay", "0.25", "--beta1", "0.8", "--beta2", "0.9", "--clip", "0.5",
            "--d-model", "30", "--layers", "1", "--heads", "3", "--ff", "40", "--interval", "10", "--window", "3",
            "--tracked",
            "all", "--curvature-size", "7", "--response-every", "0", "--eval-every", "6", "--shards", "2", "--threads",
            "1")
        #expect(program.exitCode == 0)
        let config = try Self.started(program)
        #expect(config.task == .dyck && config.seed == 7 && config.steps == 14 && config.shards == 2)
        #expect(
            config.optimizer
                == OptimizerConfig(
                    learningRate: 0.002, weightDecay: 0.25, beta1: 0.8, beta2: 0.9, clip: 0.5))
        #expect(
            config.model
                == ModelConfig(
                    modelWidth: 30, layers: 1, heads: 3, feedForwardWidth: 40, contextLength: 48))
        #expect(config.data == DataConfig(trainSequences: 20, testSequences: 30, batchSequences: 10))
        #expect(
            config.spectrum
                == SpectrumConfig(
                    interval: 10, window: 3, tracked: .all,
                    measurements: EdgeMeasurements(curvatureSequences: 7, responseIntervals: 0)))
        #expect(config.evaluation == EvaluationConfig(interval: 6, testSequences: 30))
        let evaluations = try program.objects().filter { $0["type"] as? String == "evaluation" }
        #expect(evaluations.compactMap { $0["step"] as? Int } == [0, 6, 12, 14])
        #expect(evaluations.allSatisfy { $0["testSequences"] as? Int == 30 && $0["trainSequences"] as? Int == 20 })
    }

    @Test("watch takes the same, where it prints plain lines too") func watch() throws {
        let program = try Program.run(
            "watch", "--steps", "14", "--train-size", "20", "--test-size", "30", "--d-model", "32", "--eval-every", "6",
            "--pace",
            "unlimited")
        #expect(program.exitCode == 0)
        let evaluations = program.output.split(separator: "\n").filter { $0.contains(" evaluation ") }
        #expect(evaluations.map { Int($0.prefix(7).trimmingCharacters(in: .whitespaces)) } == [0, 6, 12, 14])
        #expect(evaluations.allSatisfy { $0.contains(" of 30 ") })
    }

    @Test("help names the task's presets", arguments: ["watch", "train"]) func presets(command: String) throws {
        let program = try Program.run(command, "--help")
        #expect(program.exitCode == 0)
        #expect(
            program.output.contains(
                """
                What is not asked for is the task's preset, after the published runs:

                                     dyck    scan    mod…    s5      parity
                  --split            –       simple  –       –       –
                  --p                –       –       97      –       –
                  --parameter bits   –       –       –       –       20
                  --parameter subset –       –       –       –       3
                  --steps            10000   15000   10000   10000   6000
                  --train-size       50      2048    4704    7200    400
                  --test-size        5000    500     4705    7200    1000
                  --batch            50      256     512     512     100
                  --learning-rate    0.001   0.0001  0.001   0.001   0.001
                  --weight-decay     1       1       1       1       2
                  --beta1            0.9     0.9     0.9     0.9     0.9
                  --beta2            0.98    0.98    0.98    0.98    0.98
                  --clip             1       1       1       1       1
                  --d-model          128     256     128     128     128
                  --layers           2       3       2       2       2
                  --heads            4       4       4       4       4
                  --ff               256     512     256     256     256
                  --interval         100     500     100     100     50
                  --window           5       5       5       5       5
                  --curvature-size   16      512     192     192     50
                  --response-every   10      1       10      10      10
                  --eval-every       50      100     100     100     50
                  --shards           4       4       4       4       4

                """))
    }
}
