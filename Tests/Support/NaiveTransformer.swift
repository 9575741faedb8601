package import Kernels
package import Transformer

/// A transformer as its formulas read, in double, one sequence at a time: nothing is packed, and nothing shared.
package struct NaiveTransformer {
    package let shape: TransformerShape
    package let table: ParameterTable
    /// θ.
    package let values: [Double]
    /// Gets the probabilities of every attention as it is computed, by head, query and key, with its module's name.
    package var onAttention: (_ module: String, _ probabilities: [[[Double]]]) -> Void = { _, _ in }
    /// Gets the residual stream on entry of every layer, with the layer's name, after the last (with the stack's), and
    /// what the head reads ("head").
    package var onStream: (_ module: String, _ stream: Grid) -> Void = { _, _ in }

    package init(shape: TransformerShape, table: ParameterTable, values: [Double]) {
        self.shape = shape
        self.table = table
        self.values = values
    }

    /// A row of logits for each token that is read out.
    package func logits(_ sequence: LabelledSequence) -> Grid {
        let hidden = states(sequence).normed
        onStream("head", hidden)
        return linear(hidden, "head")
    }

    /// At each token that is read out: the residual stream before the first layer and after each, and what the head
    /// reads.
    package func states(_ sequence: LabelledSequence) -> (streams: [Grid], normed: Grid) {
        guard shape.decoder == nil else {
            let memory = encoded(sequence.source, embedding: "src_", layers: "body.encoder.layers")
            let streams = decoded(sequence.tokens, memory: normed(memory[shape.layers], "body.encoder.norm"))
            return (streams, normed(normed(streams[shape.layers], "body.decoder.norm"), "norm"))
        }
        let read = shape.readOut == .firstToken ? 0..<1 : 0..<sequence.tokens.count
        let streams = encoded(sequence.tokens, embedding: "", layers: "body.layers").map { $0.rows(read) }
        return (streams, normed(streams[shape.layers], "norm"))
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

    /// The residual stream before the first layer and after each.
    private func encoded(_ tokens: [Int32], embedding: String, layers: String) -> [Grid] {
        var x = embedded(tokens, embedding)
        var streams = [x]
        let visible = Naive.visible(length: tokens.count, mask: shape.mask)
        for layer in 0..<shape.layers {
            let name = "\(layers).\(layer)"
            onStream(name, x)
            let read = normed(x, "\(name).norm1")
            x = Naive.sum(x, attended("\(name).self_attn", queries: read, memory: read, visible: visible))
            x = Naive.sum(x, feedForward(normed(x, "\(name).norm2"), name))
            streams.append(x)
        }
        onStream(layers, x)
        return streams
    }

    private func decoded(_ tokens: [Int32], memory: Grid) -> [Grid] {
        var x = embedded(tokens, "tgt_")
        var streams = [x]
        let visible = Naive.visible(length: tokens.count, mask: .causal)
        let source = tokens.map { _ in Array(0..<memory.rows) }
        for layer in 0..<shape.layers {
            let name = "body.decoder.layers.\(layer)"
            onStream(name, x)
            let read = normed(x, "\(name).norm1")
            x = Naive.sum(x, attended("\(name).self_attn", queries: read, memory: read, visible: visible))
            let asked = normed(x, "\(name).norm2")
            x = Naive.sum(x, attended("\(name).multihead_attn", queries: asked, memory: memory, visible: source))
            x = Naive.sum(x, feedForward(normed(x, "\(name).norm3"), name))
            streams.append(x)
        }
        onStream("body.decoder.layers", x)
        return streams
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
        let (queries, keys) = (projected(queries, 0), projected(memory, 1))
        onAttention(
            name, Naive.attentionProbabilities(queries: queries, keys: keys, visible: visible, heads: shape.heads))
        let attended = Naive.attention(
            queries: queries, keys: keys, values: projected(memory, 2), visible: visible, heads: shape.heads)
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
