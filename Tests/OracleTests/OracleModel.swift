import Kernels
import RunEvents
import Safetensors
import SpectralEdge
import Training
import Transformer

/// A model set up as an oracle file says: its shape read off the tensors, its parameters loaded by name.
struct OracleModel {
    let file: SafetensorsFile
    let model: TransformerModel
    let optimizer: OptimizerConfig

    /// What the files' README says of each in words.
    enum Kind {
        case causal
        /// Bidirectional, read out at position 0.
        case firstToken
        case encoderDecoder
    }

    init(_ file: SafetensorsFile, heads: Int, kind: Kind = .causal) throws {
        self.file = file
        func input(_ stem: String) throws -> SequenceLayout.Input {
            SequenceLayout.Input(
                vocabulary: try file.shape(of: "init.\(stem)tok.weight")[0],
                contextLength: try file.shape(of: "init.\(stem)pos.weight")[0])
        }
        let isPair = kind == .encoderDecoder
        let head = try file.shape(of: "init.head.weight")
        let encoder = isPair ? "init.body.encoder.layers" : "init.body.layers"
        model = TransformerModel(
            shape: TransformerShape(
                encoder: try input(isPair ? "src_" : ""), decoder: isPair ? try input("tgt_") : nil, classes: head[0],
                modelWidth: head[1],
                layers: file.names.filter { $0.hasPrefix(encoder) && $0.hasSuffix(".linear1.weight") }.count,
                heads: heads, feedForwardWidth: try file.shape(of: "\(encoder).0.linear1.weight")[0],
                mask: kind == .causal ? .causal : .none, readOut: kind == .firstToken ? .firstToken : .everyToken))
        func constant(_ name: String) -> Double { file.metadata[name].flatMap(Double.init)! }
        optimizer = OptimizerConfig(
            learningRate: constant("lr"), weightDecay: constant("weight_decay"), beta1: constant("beta1"),
            beta2: constant("beta2"), epsilon: constant("eps"), clip: constant("clip"))
    }

    /// θ as the file has it under `prefix.`
    func parameters(_ prefix: String) throws -> [Float] {
        var values = [Float](repeating: 0, count: model.table.count)
        for entry in model.table.entries {
            values.replaceSubrange(entry.range, with: try file.floats("\(prefix).\(entry.name)"))
        }
        return values
    }

    /// Rows of tokens up to the last that is scored, the rest is padding; a source up to its last token that is not
    /// padding.
    func sequences(_ inputs: String, _ targets: String, source: String? = nil) throws -> [LabelledSequence] {
        let tokens = try rows(inputs)
        let labels = try rows(targets)
        let sources = try source.map { try rows($0).map { $0.filter { $0 != Self.padding } } }
        return tokens.indices.map { row in
            if model.shape.readOut == .firstToken {
                let rest = [Int32](repeating: -1, count: tokens[row].count - 1)
                return LabelledSequence(tokens: tokens[row], targets: labels[row] + rest)
            }
            let length = (labels[row].lastIndex { $0 >= 0 } ?? 0) + 1
            return LabelledSequence(
                source: sources?[row] ?? [], tokens: Array(tokens[row].prefix(length)),
                targets: Array(labels[row].prefix(length)))
        }
    }

    /// Id 0 of the encoder-decoder's files.
    private static let padding: Int32 = 0

    private func rows(_ name: String) throws -> [[Int32]] {
        let values = try file.integers(name)
        let width = try file.shape(of: name)[1]
        return stride(from: 0, to: values.count, by: width).map { Array(values[$0..<$0 + width]) }
    }

    /// The file's own train set.
    func sequences() throws -> [LabelledSequence] {
        model.shape.decoder == nil
            ? try sequences("inputs.0", "targets") : try sequences("inputs.1", "targets", source: "inputs.0")
    }

    func batches() throws -> [[Int]] {
        try rows("batches").map { $0.map { Int($0) } }
    }

    func optimization(
        _ sequences: [LabelledSequence], batchSequences: Int, shards: Int = 4, tracker: SpectrumTracker? = nil
    ) throws -> Optimization {
        MatrixProduct.useCallingThreadOnly()
        let optimization = Optimization(
            model: model, config: optimizer, sequences: sequences, batchSequences: batchSequences,
            shardCount: shards, pool: WorkerPool(threadCount: 2), tracker: tracker,
            trackedRange: model.trackedRange(.attention))
        optimization.parameters.replaceContents(with: try parameters("init"))
        return optimization
    }
}
