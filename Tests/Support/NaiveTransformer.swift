package import Kernels
package import Transformer

/// A transformer as its formulas read, in double, one sequence at a time: nothing is packed, and nothing shared.
package struct NaiveTransformer {
    package let shape: TransformerShape
    package let table: ParameterTable
    /// θ.
    package let values: [Double]

    package init(shape: TransformerShape, table: ParameterTable, values: [Double]) {
        self.shape = shape
        self.table = table
        self.values = values
    }

    /// A row of logits for each token that is read out.
    package func logits(_ sequence: LabelledSequence) -> Grid {
        let hidden: Grid
        if shape.decoder == nil {
            let encoded = encoded(sequence.tokens, embedding: "", layers: "body.layers", norm: "norm")
            hidden = shape.readOut == .firstToken ? encoded.rows(0..<1) : encoded
        } else {
            let memory = encoded(
                sequence.source, embedding: "src_", layers: "body.encoder.layers", norm: "body.encoder.norm")
            hidden = normed(decoded(sequence.tokens, memory: memory), "norm")
        }
        return linear(hidden, "head")
    }

    /// Mean cross-entropy of all tokens with a target.
    package func loss(_ sequences: [LabelledSequence]) -> Double {
        var (sum, scored) = (0.0, 0)
        // Equal sequences have equal losses: forward once and counted as often.
        for (sequence, copies) in Dictionary(sequences.map { ($0, 1) }, uniquingKeysWith: +) {
            let targets = shape.readOut == .firstToken ? [sequence.targets[0]] : sequence.targets
            sum += Double(copies) * Naive.crossEntropySum(logits(sequence), targets: targets)
            scored += copies * targets.filter { $0 >= 0 }.count
        }
        return sum / Double(scored)
    }

    private func encoded(_ tokens: [Int32], embedding: String, layers: String, norm: String) -> Grid {
        var x = embedded(tokens, embedding)
        let visible = Naive.visible(length: tokens.count, mask: shape.mask)
        for layer in 0..<shape.layers {
            let name = "\(layers).\(layer)"
            let read = normed(x, "\(name).norm1")
            x = Naive.sum(x, attended("\(name).self_attn", queries: read, memory: read, visible: visible))
            x = Naive.sum(x, feedForward(normed(x, "\(name).norm2"), name))
        }
        return normed(x, norm)
    }

    private func decoded(_ tokens: [Int32], memory: Grid) -> Grid {
        var x = embedded(tokens, "tgt_")
        let visible = Naive.visible(length: tokens.count, mask: .causal)
        let source = tokens.map { _ in Array(0..<memory.rows) }
        for layer in 0..<shape.layers {
            let name = "body.decoder.layers.\(layer)"
            let read = normed(x, "\(name).norm1")
            x = Naive.sum(x, attended("\(name).self_attn", queries: read, memory: read, visible: visible))
            let asked = normed(x, "\(name).norm2")
            x = Naive.sum(x, attended("\(name).multihead_attn", queries: asked, memory: memory, visible: source))
            x = Naive.sum(x, feedForward(normed(x, "\(name).norm3"), name))
        }
        return normed(x, "body.decoder.norm")
    }

    private func embedded(_ tokens: [Int32], _ prefix: String) -> Grid {
        let (tokenTable, positionTable) = (matrix(prefix + "tok.weight"), matrix(prefix + "pos.weight"))
        return Grid(rows: tokens.count, columns: shape.modelWidth) { position, column in
            tokenTable[Int(tokens[position]), column] + positionTable[position, column]
        }
    }

    private func attended(_ name: String, queries: Grid, memory: Grid, visible: [[Int]]) -> Grid {
        let width = shape.modelWidth
        let (weight, bias) = (matrix(name + ".in_proj_weight"), vector(name + ".in_proj_bias"))
        func projected(_ x: Grid, _ part: Int) -> Grid {
            let rows = part * width..<(part + 1) * width
            return Naive.linear(x, weight.rows(rows), Array(bias[rows]))
        }
        let attended = Naive.attention(
            queries: projected(queries, 0), keys: projected(memory, 1), values: projected(memory, 2), visible: visible,
            heads: shape.heads)
        return linear(attended, name + ".out_proj")
    }

    private func feedForward(_ x: Grid, _ name: String) -> Grid {
        Naive.feedForward(
            x, inner: matrix(name + ".linear1.weight"), innerBias: vector(name + ".linear1.bias"),
            outer: matrix(name + ".linear2.weight"), outerBias: vector(name + ".linear2.bias"))
    }

    private func normed(_ x: Grid, _ name: String) -> Grid {
        Naive.layerNorm(x, gain: vector(name + ".weight"), bias: vector(name + ".bias"))
    }

    private func linear(_ x: Grid, _ name: String) -> Grid {
        Naive.linear(x, matrix(name + ".weight"), vector(name + ".bias"))
    }

    private func vector(_ name: String) -> [Double] { Array(values[table[name].range]) }

    private func matrix(_ name: String) -> Grid {
        Grid(rows: table[name].shape[0], columns: table[name].shape[1], values: vector(name))
    }
}
