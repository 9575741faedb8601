package import Kernels

/// The encoder's parameters as matrices over one arena: θ, or in the same places its gradient.
package struct EncoderParameters: @unchecked Sendable {
    package let tokenTable: Matrix
    package let positionTable: Matrix
    package let layers: [Layer]
    package let finalGain: UnsafeMutablePointer<Float>
    package let finalBias: UnsafeMutablePointer<Float>
    package let head: Matrix
    package let headBias: UnsafeMutablePointer<Float>

    package struct Layer: @unchecked Sendable {
        /// [3D, D], rows of W_Q, W_K, W_V.
        package let projection: Matrix
        package let projectionBias: UnsafeMutablePointer<Float>
        /// W_O [D, D].
        package let output: Matrix
        package let outputBias: UnsafeMutablePointer<Float>
        package let attentionGain: UnsafeMutablePointer<Float>
        package let attentionNormBias: UnsafeMutablePointer<Float>
        package let feedForward: FeedForward.Weights
        package let feedForwardGain: UnsafeMutablePointer<Float>
        package let feedForwardNormBias: UnsafeMutablePointer<Float>
    }

    /// Declares everything that an encoder of this shape has, initialized as PyTorch's nn.TransformerEncoder: one layer is
    /// drawn and copied to all.
    package static func table(for shape: EncoderShape) -> ParameterTable {
        let (width, inner) = (shape.modelWidth, shape.feedForwardWidth)
        var table = ParameterTable()
        func declareInEveryLayer(
            _ role: ParameterTable.Role, _ declarations: [(String, [Int], ParameterTable.Initialization)]
        ) {
            for layer in 0..<shape.layers {
                for (suffix, sizes, first) in declarations {
                    table.declare(
                        name(layer, suffix), sizes, role, layer == 0 ? first : .sameAs(name(0, suffix)))
                }
            }
        }
        declareInEveryLayer(.attentionWeight, [
            ("self_attn.in_proj_weight", [3 * width, width], .xavierUniform),
            ("self_attn.out_proj.weight", [width, width], .uniform(fanIn: width)),
        ])
        declareInEveryLayer(.weight, [
            ("linear1.weight", [inner, width], .uniform(fanIn: width)),
            ("linear2.weight", [width, inner], .uniform(fanIn: inner)),
        ])
        table.declare("head.weight", [shape.classes, width], .weight, .uniform(fanIn: width))
        declareInEveryLayer(.accumulated, [
            ("self_attn.in_proj_bias", [3 * width], .zeros),
            ("self_attn.out_proj.bias", [width], .zeros),
            ("linear1.bias", [inner], .uniform(fanIn: width)),
            ("linear2.bias", [width], .uniform(fanIn: inner)),
            ("norm1.weight", [width], .ones),
            ("norm1.bias", [width], .zeros),
            ("norm2.weight", [width], .ones),
            ("norm2.bias", [width], .zeros),
        ])
        table.declare("tok.weight", [shape.vocabulary, width], .accumulated, .normal)
        table.declare("pos.weight", [shape.contextLength, width], .accumulated, .normal)
        table.declare("norm.weight", [width], .accumulated, .ones)
        table.declare("norm.bias", [width], .accumulated, .zeros)
        table.declare("head.bias", [shape.classes], .accumulated, .uniform(fanIn: width))
        return table
    }

    /// - Precondition: `base` points to as many floats as the table counts.
    package init(shape: EncoderShape, table: ParameterTable, base: UnsafeMutablePointer<Float>) {
        func matrix(_ name: String) -> Matrix {
            let entry = table[name]
            return Matrix(base: base + entry.offset, rows: entry.shape[0], columns: entry.shape[1])
        }
        func vector(_ name: String) -> UnsafeMutablePointer<Float> { base + table[name].offset }

        tokenTable = matrix("tok.weight")
        positionTable = matrix("pos.weight")
        layers = (0..<shape.layers).map { layer in
            func name(_ suffix: String) -> String { Self.name(layer, suffix) }
            return Layer(
                projection: matrix(name("self_attn.in_proj_weight")),
                projectionBias: vector(name("self_attn.in_proj_bias")),
                output: matrix(name("self_attn.out_proj.weight")),
                outputBias: vector(name("self_attn.out_proj.bias")),
                attentionGain: vector(name("norm1.weight")),
                attentionNormBias: vector(name("norm1.bias")),
                feedForward: FeedForward.Weights(
                    inner: matrix(name("linear1.weight")), innerBias: vector(name("linear1.bias")),
                    outer: matrix(name("linear2.weight")), outerBias: vector(name("linear2.bias"))),
                feedForwardGain: vector(name("norm2.weight")),
                feedForwardNormBias: vector(name("norm2.bias")))
        }
        finalGain = vector("norm.weight")
        finalBias = vector("norm.bias")
        head = matrix("head.weight")
        headBias = vector("head.bias")
    }

    private static func name(_ layer: Int, _ suffix: String) -> String { "body.layers.\(layer).\(suffix)" }
}
