import Kernels
import Testing
import Transformer

@Suite("Initialization of an encoder-decoder")
struct EncoderDecoderInitializationTests {
    private static let table = ParameterTable(
        for: TransformerShape(
            encoder: SequenceLayout.Input(vocabulary: 13, contextLength: 48),
            decoder: SequenceLayout.Input(vocabulary: 9, contextLength: 50), classes: 9, modelWidth: 64, layers: 2,
            heads: 4, feedForwardWidth: 96, mask: .none))

    private static func parameters(seed: UInt64) -> [Float] {
        let arena = Arena(count: table.count)
        arena.fill(.nan)
        var generator = RandomGenerator(seed: seed, stream: .initialization)
        table.initialize(arena, from: &generator)
        return arena.contents()
    }

    private static let theta = parameters(seed: 42)

    private static func values(_ name: String) -> [Double] { theta[table[name].range].map { Double($0) } }

    @Test("a seed gives the same θ, and another seed another") func seeds() {
        #expect(Self.theta == Self.parameters(seed: 42))
        #expect(Self.theta != Self.parameters(seed: 43))
        #expect(Self.theta.allSatisfy { $0.isFinite })
    }

    private static func isCopy(_ entry: ParameterTable.Entry) -> Bool {
        if case .sameAs = entry.initialization { return true }
        return false
    }

    @Test("every matrix of every layer is drawn anew, every bias copied from its stack's first layer") func layers() {
        for stack in ["encoder", "decoder"] {
            for bias in ["linear1.bias", "linear2.bias"] {
                let first = Self.values("body.\(stack).layers.0.\(bias)")
                #expect(Self.values("body.\(stack).layers.1.\(bias)") == first)
            }
        }
        #expect(Self.values("body.encoder.layers.0.linear1.bias") != Self.values("body.decoder.layers.0.linear1.bias"))

        let drawn = Self.table.entries.filter {
            $0.initialization != .zeros && $0.initialization != .ones && !Self.isCopy($0)
        }
        for (index, entry) in drawn.enumerated() {
            for other in drawn[..<index] where other.count == entry.count {
                #expect(!Self.theta[entry.range].elementsEqual(Self.theta[other.range]), "\(entry.name), \(other.name)")
            }
        }
        // In both layers: two matrices of three attentions, two of each stack's feed-forward. Once: its biases, head,
        // tables.
        #expect(drawn.count == 2 * (3 * 2 + 2 * 2) + 2 * 2 + 2 + 4)
    }

    /// All of nn.Transformer's matrices have ±√(6/(rows + columns)): √(6/256), √(6/128), √(6/160). Its vectors and the
    /// head keep what linear layers are born with, ±1/√fan-in: 1/√64, 1/√96.
    private static let limits: [(suffix: String, limit: Double)] = [
        ("in_proj_weight", 0.153_093_108_923_948_63), ("out_proj.weight", 0.216_506_350_946_109_67),
        ("linear1.weight", 0.193_649_167_310_370_84), ("linear2.weight", 0.193_649_167_310_370_84),
        ("head.weight", 0.125), ("linear1.bias", 0.125), ("linear2.bias", 0.102_062_072_615_965_75),
        ("head.bias", 0.125),
    ]

    @Test(arguments: limits)
    func uniformLimits(suffix: String, limit: Double) {
        let entries = Self.table.entries.filter { $0.name.hasSuffix(suffix) }
        let perLayer = suffix.hasPrefix("in_") || suffix.hasPrefix("out_") ? 3 : 2
        #expect(entries.count == (suffix.hasPrefix("head") ? 1 : 2 * perLayer))
        for entry in entries {
            let values = Self.values(entry.name)
            #expect(values.allSatisfy { abs($0) <= limit * (1 + 1e-6) }, "\(entry.name)")
            // The largest of n uniform numbers is about a part 1/n below the limit; of 9 it may be a third.
            let nearest = values.count > 1_000 ? 0.99 : values.count > 50 ? 0.9 : 0.6
            #expect((values.map(abs).max() ?? 0) > limit * nearest, "\(entry.name)")
            let mean = values.reduce(0, +) / Double(values.count)
            #expect(abs(mean) < 4 * limit / (3 * Double(values.count)).squareRoot(), "\(entry.name)")
        }
    }

    @Test("embeddings are standard normal", arguments: ["src_tok", "src_pos", "tgt_tok", "tgt_pos"])
    func embeddings(name: String) {
        let values = Self.values("\(name).weight")
        let count = Double(values.count)
        let mean = values.reduce(0, +) / count
        let variance = values.reduce(0) { $0 + $1 * $1 } / count - mean * mean
        #expect(abs(mean) < 4 / count.squareRoot())
        #expect(abs(variance - 1) < 4 * (2 / count).squareRoot())
    }

    @Test("zeros and ones: biases of attention, and of every LayerNorm gain and bias") func constants() {
        var norms = 0
        for entry in Self.table.entries {
            let values = Self.values(entry.name)
            if entry.name.contains("norm") {
                norms += 1
                #expect(values.allSatisfy { $0 == (entry.name.hasSuffix("weight") ? 1 : 0) }, "\(entry.name)")
            }
            if entry.name.hasSuffix("in_proj_bias") || entry.name.hasSuffix("out_proj.bias") {
                #expect(values.allSatisfy { $0 == 0 }, "\(entry.name)")
            }
        }
        // Two or three a layer, one after each stack, one before the head; a gain and a bias each.
        #expect(norms == 2 * (2 * 2 + 2 * 3 + 2 + 1))
    }
}
