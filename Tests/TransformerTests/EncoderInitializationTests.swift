import Kernels
import Testing
import Transformer

@Suite("Initialization of an encoder alone")
struct EncoderInitializationTests {
    private static let table = ParameterTable(
        for: TransformerShape(
            encoder: SequenceLayout.Input(vocabulary: 3, contextLength: 48), classes: 13, modelWidth: 64, layers: 2,
            heads: 4, feedForwardWidth: 96, mask: .causal))

    private static func parameters(seed: UInt64) -> [Float] {
        let arena = Arena(count: table.count)
        arena.fill(.nan)
        var generator = RandomGenerator(seed: seed, stream: .initialization)
        table.initialize(arena, from: &generator)
        return arena.contents()
    }

    private static func values(_ name: String, seed: UInt64 = 42) -> [Double] {
        parameters(seed: seed)[table[name].range].map { Double($0) }
    }

    @Test("a seed gives the same θ, and another seed another") func seeds() {
        let first = Self.parameters(seed: 42)
        #expect(first == Self.parameters(seed: 42))
        #expect(first != Self.parameters(seed: 43))
        #expect(first.allSatisfy { $0.isFinite })
    }

    @Test("layers start equal") func layers() {
        let theta = Self.parameters(seed: 42)
        for entry in Self.table.entries where entry.name.hasPrefix("body.layers.0.") {
            let other = Self.table["body.layers.1." + entry.name.dropFirst("body.layers.0.".count)]
            #expect(theta[entry.range].elementsEqual(theta[other.range]), "\(entry.name)")
        }
    }

    /// Limits are PyTorch's: ±1/√fan-in for linear layers, ±√(6/(rows + columns)) for the packed projection:
    /// √(6/256), 1/√64, 1/√96.
    @Test(
        arguments: [
            ("body.layers.0.self_attn.in_proj_weight", 0.153_093_108_923_948_63),
            ("body.layers.0.self_attn.out_proj.weight", 0.125), ("body.layers.0.linear1.weight", 0.125),
            ("body.layers.0.linear2.weight", 0.102_062_072_615_965_75), ("head.weight", 0.125),
            ("body.layers.0.linear1.bias", 0.125), ("body.layers.0.linear2.bias", 0.102_062_072_615_965_75),
            ("head.bias", 0.125),
        ] as [(String, Double)])
    func uniformLimits(name: String, limit: Double) {
        let values = Self.values(name)
        #expect(values.allSatisfy { abs($0) <= limit * (1 + 1e-6) })
        // The largest of n uniform numbers is about a part 1/n below the limit; of 13 it may be a fifth.
        #expect(values.map(abs).max()! > limit * (values.count > 1_000 ? 0.99 : 0.8), "\(name)")
        let mean = values.reduce(0, +) / Double(values.count)
        #expect(abs(mean) < 4 * limit / (3 * Double(values.count)).squareRoot())
    }

    @Test("embeddings are standard normal") func embeddings() {
        let values = Self.values("pos.weight")
        let count = Double(values.count)
        let mean = values.reduce(0, +) / count
        let variance = values.reduce(0) { $0 + $1 * $1 } / count - mean * mean
        #expect(abs(mean) < 4 / count.squareRoot())
        #expect(abs(variance - 1) < 4 * (2 / count).squareRoot())
    }

    @Test("zeros and ones") func constants() {
        for name in ["self_attn.in_proj_bias", "self_attn.out_proj.bias", "norm1.bias", "norm2.bias"] {
            #expect(Self.values("body.layers.1.\(name)").allSatisfy { $0 == 0 }, "\(name)")
        }
        for name in ["body.layers.1.norm1.weight", "body.layers.0.norm2.weight", "norm.weight"] {
            #expect(Self.values(name).allSatisfy { $0 == 1 }, "\(name)")
        }
        #expect(Self.values("norm.bias").allSatisfy { $0 == 0 })
    }
}
