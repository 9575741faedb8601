import Kernels
import Probes
import Safetensors
import Testing

/// Readouts against NumPy's and another library's network.
@Suite("Oracle: readouts")
struct OracleReadoutTests {
    // The names of the golden file.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    struct Expected: Decodable {
        let ridge_alpha1: Double
        let quadratic_interactions_ridge_alpha10: Double
        let mlp64_mean_of_5: Double
        let train_rows: Int
    }

    struct Setting {
        let expected: Expected
        let problem: ReadoutProblem
        let split: ReadoutSplit

        init() throws {
            expected = try OracleDirectory.json("readout_probes.json", as: Expected.self)
            let file = try OracleDirectory.tensors("readout_probes.safetensors")
            let shape = try file.shape(of: "X")
            problem = ReadoutProblem(
                states: DoubleMatrix(
                    rows: shape[0], columns: shape[1], values: try file.floats("X").map { Double($0) }),
                targets: DoubleMatrix(rows: 1, columns: shape[0], values: try file.floats("y").map { Double($0) }))
            split = ReadoutSplit(
                tokens: Array(0..<shape[0]), fitted: expected.train_rows, sampled: 0, rows: shape[0])
            MatrixProduct.useCallingThreadOnly()
        }

        func r2(_ predictions: DoubleMatrix?) throws -> Double {
            try #require(ReadoutScore.r2(predictions, problem.targets, over: split.score))
        }
    }

    static let isPossible = OracleDirectory.has("readout_probes.json", "readout_probes.safetensors")

    @Test("ridge, linear and on pairwise products, to 1e-6", .enabled(if: isPossible, "no readout_probes"))
    func closedForms() throws {
        let setting = try Setting()
        let linear = try setting.r2(
            LinearReadout(setting.problem.states, fit: setting.split.fit)?.predictions(of: setting.problem.targets))
        #expect(relative(linear, setting.expected.ridge_alpha1) < 1e-6)
        let quadratic = try setting.r2(
            PairwiseReadout(setting.problem.states, fit: setting.split.fit)?
                .predictions(of: [setting.problem.targets], at: setting.split.score)?[0])
        #expect(relative(quadratic, setting.expected.quadratic_interactions_ridge_alpha10) < 1e-6)
    }

    @Test(
        "the network comes within 0.01, from whatever numbers it begins",
        .enabled(if: isPossible, "no readout_probes"), arguments: [UInt64(1), 2, 42])
    func network(seed: UInt64) throws {
        let setting = try Setting()
        var generator = RandomGenerator(seed: seed, stream: .probes)
        let predictions = NetworkReadout.predictions(
            setting.problem, fit: setting.split.fit, from: &generator, isCancelled: { false })
        #expect(abs(try setting.r2(predictions) - setting.expected.mlp64_mean_of_5) < 0.01)
    }
}
