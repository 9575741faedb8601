import Kernels
import Probes
import RunEvents
import Safetensors
import SpectralEdge
import Tasks
import Testing
import Training
import Transformer

/// Ablation, ε-sweep and curvature against PyTorch in float64, on the medium run's final model and last window.
@Suite("Oracle: probes")
struct OracleProbeTests {
    // The names of the golden file.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    struct Expected: Decodable {
        let base: [Double]
        let theta_norm: Double
        let ablate: [String: [Double]]
        let curvature: [Double]
        let sweep_v1: [[Double]]

        enum CodingKeys: String, CodingKey {
            case base, theta_norm, ablate, sweep_v1
            case curvature = "curvature_eps_rel_0.001"
        }
    }

    struct Setting {
        let expected: Expected
        let context: ProbeContext
        let snapshot: EdgeSnapshot

        init() throws {
            expected = try OracleDirectory.json("dyck_medium_probes.json", as: Expected.self)
            let model = try OracleModel(OracleDirectory.tensors("dyck_medium.safetensors"), heads: 4)
            let file = try OracleDirectory.tensors("dyck_medium_probes.safetensors")
            let shape = try file.shape(of: "v")
            let values = try file.doubles("v")
            let directions = (0..<4).map { k in values[k * shape[1]..<(k + 1) * shape[1]].map { Float($0) } }
            MatrixProduct.useCallingThreadOnly()
            context = ProbeContext(
                model: model.model,
                config: RunConfig(
                    task: .dyck, seed: 1, steps: 400, optimizer: model.optimizer,
                    model: ModelConfig(modelWidth: 32, layers: 2, heads: 4, feedForwardWidth: 64, contextLength: 48),
                    data: DataConfig(trainSequences: 50, testSequences: 64, batchSequences: 50),
                    evaluation: EvaluationConfig(interval: 100, testSequences: 64),
                    spectrum: SpectrumConfig(interval: 20, window: 5, tracked: .attention),
                    thresholds: Thresholds(grokked: 0.95), shards: 4),
                test: try model.sequences("inputs.0", "targets"), train: try model.sequences("inputs.0", "targets"))
            snapshot = EdgeSnapshot(
                step: 400, parameters: try model.parameters("final"), directions: directions,
                trackedRange: model.model.trackedRange(.attention))
        }
    }

    static let isPossible = OracleDirectory.has(
        "dyck_medium.safetensors", "dyck_medium_probes.json", "dyck_medium_probes.safetensors")

    @Test("ablation, losses and accuracies to 1e-4", .enabled(if: isPossible, "no dyck_medium_probes"))
    func ablation() throws {
        let setting = try Setting()
        let record = try #require(AblationProbe.run(setting.context, setting.snapshot, isCancelled: { false }))
        #expect(record.sequences == 64)
        #expect(relative(record.trackedNorm, setting.expected.theta_norm) < 1e-6)
        #expect(abs(record.baseLoss - setting.expected.base[0]) < 1e-4)
        #expect(abs(record.baseAccuracy - setting.expected.base[1]) < 1e-4)
        #expect(record.removals.count == setting.expected.ablate.count)
        for removal in record.removals {
            let name = removal.directions.map { "v\($0)" }.joined(separator: "+")
            let expected = try #require(setting.expected.ablate[name])
            #expect(abs(removal.loss - expected[0]) < 1e-4, "\(name)")
            #expect(abs(removal.accuracy - expected[1]) < 1e-4, "\(name)")
            #expect(abs(removal.accuracyChange - (expected[1] - setting.expected.base[1])) < 1e-4, "\(name)")
        }
        // A random plane holds about √(2/P) of θ_S, and the other control as much as the edge does.
        let plane = try #require(record.controls.first { $0.kind == .randomPlane })
        let sameNorm = try #require(record.controls.first { $0.kind == .randomSameNorm })
        let edge = try #require(record.removals.first { $0.directions == [1, 2] })
        let typical = record.trackedNorm * (2.0 / Double(setting.snapshot.trackedRange.count)).squareRoot()
        #expect(plane.removedNorm > typical / 3 && plane.removedNorm < typical * 3)
        #expect(relative(sameNorm.removedNorm, edge.removedNorm) < 1e-9)
        #expect(plane.trials == 20 && sameNorm.trials == 20)
    }

    @Test("ε-sweep along v₁, loss, accuracy and KL", .enabled(if: isPossible, "no dyck_medium_probes"))
    func perturbation() throws {
        let setting = try Setting()
        let record = try #require(
            PerturbationProbe.run(setting.context, setting.snapshot, isCancelled: { false }))
        #expect(record.sweeps.count == 4)
        #expect(record.sweeps.allSatisfy { $0.points.count == 25 })
        for expected in setting.expected.sweep_v1 {
            let point = try #require(record.sweeps[0].points.first { abs($0.epsilon - expected[0]) < 1e-12 })
            #expect(abs(point.loss - expected[1]) < 1e-4)
            #expect(abs(point.accuracy - expected[2]) < 1e-4)
            #expect(abs(point.klDivergence - expected[3]) < max(2e-3 * expected[3], 1e-9), "ε = \(expected[0])")
        }
    }

    @Test("curvature to 2 % or 1e-3", .enabled(if: isPossible, "no dyck_medium_probes"))
    func curvature() throws {
        let setting = try Setting()
        let record = try #require(CurvatureProbe.run(setting.context, setting.snapshot, isCancelled: { false }))
        #expect(record.sequences == 64)
        #expect(abs(record.loss - setting.expected.base[0]) < 1e-4)
        #expect(record.curvatures.count == 4 && setting.expected.curvature.count == 4)
        for (ours, expected) in zip(record.curvatures, setting.expected.curvature) {
            #expect(abs(ours - expected) < max(0.02 * abs(expected), 1e-3), "\(ours), expected \(expected)")
        }
        // No direction curves more than the top one.
        #expect(record.topEigenvalue >= (record.curvatures.max() ?? .infinity))
        #expect(record.residual <= CurvatureProbe.tolerance * record.topEigenvalue)
    }

    @Test("a cancelled probe answers nothing", .enabled(if: isPossible, "no dyck_medium_probes"))
    func cancelled() throws {
        let setting = try Setting()
        #expect(AblationProbe.run(setting.context, setting.snapshot, isCancelled: { true }) == nil)
        #expect(PerturbationProbe.run(setting.context, setting.snapshot, isCancelled: { true }) == nil)
        #expect(CurvatureProbe.run(setting.context, setting.snapshot, isCancelled: { true }) == nil)
    }
}
