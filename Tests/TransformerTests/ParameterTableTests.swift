import Kernels
import Testing
import Transformer

@Suite("Parameter table")
struct ParameterTableTests {
    private static let shape = TransformerShape(
        encoder: SequenceLayout.Input(vocabulary: 3, contextLength: 10), classes: 13, modelWidth: 16, layers: 3,
        heads: 2, feedForwardWidth: 24, mask: .causal)
    private static let pairShape = TransformerShape(
        encoder: SequenceLayout.Input(vocabulary: 3, contextLength: 10),
        decoder: SequenceLayout.Input(vocabulary: 5, contextLength: 7), classes: 6, modelWidth: 16, layers: 2, heads: 2,
        feedForwardWidth: 24, mask: .none)
    private static let table = ParameterTable(for: shape)
    private static let pairTable = ParameterTable(for: pairShape)

    @Test("entries lie end to end, role after role", arguments: [shape, pairShape]) func layout(shape: TransformerShape)
    {
        let table = ParameterTable(for: shape)
        var end = 0
        var lastRole = 0
        for entry in table.entries {
            #expect(entry.offset == end, "\(entry.name)")
            #expect(entry.role.rawValue >= lastRole, "\(entry.name)")
            #expect(table[entry.name] == entry)
            #expect(table.range(of: entry.role).contains(entry.offset))
            (end, lastRole) = (entry.range.upperBound, entry.role.rawValue)
        }
        #expect(table.count == end)
    }

    @Test("attention weights come first: L · 4 D² floats") func tracked() {
        #expect(Self.table.range(of: .attentionWeight) == 0..<3 * 4 * 16 * 16)
        let weights = Self.table.range(of: .weight)
        #expect(weights.lowerBound == 3 * 4 * 16 * 16)
        #expect(Self.table.range(of: .accumulated) == weights.upperBound..<Self.table.count)
        for entry in Self.table.entries where entry.role == .attentionWeight {
            #expect(entry.name.hasSuffix("in_proj_weight") || entry.name.hasSuffix("out_proj.weight"))
        }
    }

    @Test("an encoder-decoder's too: L · (4 + 8) D² floats, of both stacks and both attentions") func trackedPairs() {
        let tracked = Self.pairTable.range(of: .attentionWeight)
        #expect(tracked == 0..<2 * 12 * 16 * 16)
        let names = Self.pairTable.entries.filter { tracked.contains($0.offset) }.map(\.name)
        #expect(
            names.count == 12 && names.allSatisfy { $0.hasSuffix("in_proj_weight") || $0.hasSuffix("out_proj.weight") })
        #expect(names.filter { $0.contains("multihead_attn") }.count == 4)
        #expect(Self.pairTable.range(of: .weight).lowerBound == tracked.upperBound)
        #expect(Self.pairTable.range(of: .accumulated).upperBound == Self.pairTable.count)
    }

    @Test("named and shaped as PyTorch's module") func names() {
        let layer: [String: [Int]] = [
            "self_attn.in_proj_weight": [48, 16], "self_attn.in_proj_bias": [48],
            "self_attn.out_proj.weight": [16, 16],
            "self_attn.out_proj.bias": [16], "linear1.weight": [24, 16], "linear1.bias": [24],
            "linear2.weight": [16, 24],
            "linear2.bias": [16], "norm1.weight": [16], "norm1.bias": [16], "norm2.weight": [16], "norm2.bias": [16],
        ]
        var expected: [String: [Int]] = [
            "tok.weight": [3, 16], "pos.weight": [10, 16], "norm.weight": [16], "norm.bias": [16],
            "head.weight": [13, 16], "head.bias": [13],
        ]
        for index in 0..<3 {
            for (name, shape) in layer { expected["body.layers.\(index).\(name)"] = shape }
        }
        let shapes = Dictionary(uniqueKeysWithValues: Self.table.entries.map { ($0.name, $0.shape) })
        #expect(shapes == expected)
    }

    @Test("an encoder-decoder as nn.Transformer") func pairNames() {
        let attention: [String: [Int]] = [
            "in_proj_weight": [48, 16], "in_proj_bias": [48], "out_proj.weight": [16, 16], "out_proj.bias": [16],
        ]
        var expected: [String: [Int]] = [
            "src_tok.weight": [3, 16], "src_pos.weight": [10, 16], "tgt_tok.weight": [5, 16],
            "tgt_pos.weight": [7, 16],
            "head.weight": [6, 16], "head.bias": [6],
        ]
        func enterNorm(_ name: String) { for part in ["weight", "bias"] { expected["\(name).\(part)"] = [16] } }
        for name in ["norm", "body.encoder.norm", "body.decoder.norm"] { enterNorm(name) }
        for (stack, modules, norms) in [
            ("encoder", ["self_attn"], 2), ("decoder", ["self_attn", "multihead_attn"], 3),
        ] {
            for layer in ["body.\(stack).layers.0", "body.\(stack).layers.1"] {
                for module in modules {
                    for (name, shape) in attention { expected["\(layer).\(module).\(name)"] = shape }
                }
                for norm in 1...norms { enterNorm("\(layer).norm\(norm)") }
                expected["\(layer).linear1.weight"] = [24, 16]
                expected["\(layer).linear1.bias"] = [24]
                expected["\(layer).linear2.weight"] = [16, 24]
                expected["\(layer).linear2.bias"] = [16]
            }
        }
        let shapes = Dictionary(uniqueKeysWithValues: Self.pairTable.entries.map { ($0.name, $0.shape) })
        #expect(shapes == expected)
    }

    @Test("views point into the arena where the table says") func views() {
        let arena = Arena(count: Self.table.count)
        let views = TransformerModel(shape: Self.shape).views(arena.base)
        func expect(_ pointer: UnsafeMutablePointer<Float>, at name: String) {
            #expect(pointer - arena.base == Self.table[name].offset, "\(name)")
        }
        #expect(views.decoder == nil && views.outputNorm == nil && views.encoder.layers.count == 3)
        expect(views.encoder.tokenTable.base, at: "tok.weight")
        expect(views.encoder.positionTable.base, at: "pos.weight")
        expect(views.encoder.finalGain, at: "norm.weight")
        expect(views.encoder.finalBias, at: "norm.bias")
        expect(views.head.base, at: "head.weight")
        expect(views.headBias, at: "head.bias")
        let last = views.encoder.layers[2]
        #expect(last.crossAttention == nil)
        expectAttention(last.selfAttention, "body.layers.2.self_attn", norm: "body.layers.2.norm1", expect)
        expect(last.feedForward.inner.base, at: "body.layers.2.linear1.weight")
        expect(last.feedForward.outer.base, at: "body.layers.2.linear2.weight")
        expect(last.feedForward.innerBias, at: "body.layers.2.linear1.bias")
        expect(last.feedForwardGain, at: "body.layers.2.norm2.weight")
        expect(last.feedForwardNormBias, at: "body.layers.2.norm2.bias")
        #expect(last.feedForward.outer.columns == 24)
    }

    @Test("an encoder-decoder's views too") func pairViews() throws {
        let arena = Arena(count: Self.pairTable.count)
        let views = TransformerModel(shape: Self.pairShape).views(arena.base)
        func expect(_ pointer: UnsafeMutablePointer<Float>, at name: String) {
            #expect(pointer - arena.base == Self.pairTable[name].offset, "\(name)")
        }
        let decoder = try #require(views.decoder)
        expect(views.encoder.tokenTable.base, at: "src_tok.weight")
        expect(views.encoder.positionTable.base, at: "src_pos.weight")
        expect(views.encoder.finalGain, at: "body.encoder.norm.weight")
        expect(decoder.tokenTable.base, at: "tgt_tok.weight")
        expect(decoder.positionTable.base, at: "tgt_pos.weight")
        expect(decoder.finalBias, at: "body.decoder.norm.bias")
        let norm = try #require(views.outputNorm)
        expect(norm.gain, at: "norm.weight")
        expect(norm.bias, at: "norm.bias")
        let name = "body.decoder.layers.1"
        let last = decoder.layers[1]
        expectAttention(last.selfAttention, "\(name).self_attn", norm: "\(name).norm1", expect)
        expectAttention(try #require(last.crossAttention), "\(name).multihead_attn", norm: "\(name).norm2", expect)
        expect(last.feedForwardGain, at: "\(name).norm3.weight")
        expect(last.feedForward.inner.base, at: "\(name).linear1.weight")
        let encoderLayer = views.encoder.layers[1]
        expectAttention(
            encoderLayer.selfAttention, "body.encoder.layers.1.self_attn", norm: "body.encoder.layers.1.norm1", expect)
        expect(encoderLayer.feedForwardGain, at: "body.encoder.layers.1.norm2.weight")
    }

    private func expectAttention(
        _ attention: AttentionParameters, _ module: String, norm: String,
        _ expect: (UnsafeMutablePointer<Float>, String) -> Void
    ) {
        expect(attention.gain, "\(norm).weight")
        expect(attention.normBias, "\(norm).bias")
        expect(attention.projection.base, "\(module).in_proj_weight")
        expect(attention.projectionBias, "\(module).in_proj_bias")
        expect(attention.output.base, "\(module).out_proj.weight")
        expect(attention.outputBias, "\(module).out_proj.bias")
        #expect(attention.projection.rows == 48 && attention.projection.columns == 16)
        #expect(attention.output.rows == 16 && attention.output.columns == 16)
    }

    @Test("an empty role is an empty range at the end") func emptyRole() {
        var table = ParameterTable()
        #expect(table.range(of: .weight) == 0..<0)
        table.declare("a", [2, 3], .attentionWeight, .zeros)
        #expect(table.range(of: .attentionWeight) == 0..<6 && table.range(of: .weight) == 6..<6)
    }
}
