import Kernels
import Testing
import Transformer

@Suite("Parameter table")
struct ParameterTableTests {
    private static let shape = EncoderShape(
        vocabulary: 3, contextLength: 10, classes: 13, modelWidth: 16, layers: 3, heads: 2, feedForwardWidth: 24,
        mask: .causal)
    private static let table = EncoderParameters.table(for: shape)

    @Test("entries lie end to end, role after role") func layout() {
        var end = 0
        var lastRole = 0
        for entry in Self.table.entries {
            #expect(entry.offset == end, "\(entry.name)")
            #expect(entry.role.rawValue >= lastRole, "\(entry.name)")
            #expect(Self.table[entry.name] == entry)
            (end, lastRole) = (entry.range.upperBound, entry.role.rawValue)
        }
        #expect(Self.table.count == end)
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

    @Test("named and shaped as PyTorch's module") func names() {
        let layer: [String: [Int]] = [
            "self_attn.in_proj_weight": [48, 16], "self_attn.in_proj_bias": [48], "self_attn.out_proj.weight": [16, 16],
            "self_attn.out_proj.bias": [16], "linear1.weight": [24, 16], "linear1.bias": [24], "linear2.weight": [16, 24],
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

    @Test("views point into the arena where the table says") func views() {
        let arena = Arena(count: Self.table.count)
        let views = EncoderParameters(shape: Self.shape, table: Self.table, base: arena.base)
        func offset(_ pointer: UnsafeMutablePointer<Float>) -> Int { pointer - arena.base }
        #expect(offset(views.tokenTable.base) == Self.table["tok.weight"].offset)
        #expect(offset(views.headBias) == Self.table["head.bias"].offset)
        #expect(views.layers.count == 3)
        let last = views.layers[2]
        #expect(offset(last.projection.base) == Self.table["body.layers.2.self_attn.in_proj_weight"].offset)
        #expect(offset(last.output.base) == Self.table["body.layers.2.self_attn.out_proj.weight"].offset)
        #expect(offset(last.feedForward.outer.base) == Self.table["body.layers.2.linear2.weight"].offset)
        #expect(offset(last.feedForward.innerBias) == Self.table["body.layers.2.linear1.bias"].offset)
        #expect(offset(last.attentionGain) == Self.table["body.layers.2.norm1.weight"].offset)
        #expect(offset(last.feedForwardNormBias) == Self.table["body.layers.2.norm2.bias"].offset)
        #expect(last.projection.rows == 48 && last.projection.columns == 16 && last.feedForward.outer.columns == 24)
    }

    @Test("an empty role is an empty range at the end") func emptyRole() {
        var table = ParameterTable()
        #expect(table.range(of: .weight) == 0..<0)
        table.declare("a", [2, 3], .attentionWeight, .zeros)
        #expect(table.range(of: .attentionWeight) == 0..<6 && table.range(of: .weight) == 6..<6)
    }
}
