import Kernels
import RunEvents
import Safetensors
import SpectralEdge
import Training
import Transformer

/// An encoder set up as an oracle file says: its shape read off the tensors, its parameters loaded by name.
struct OracleModel {
    let file: SafetensorsFile
    let encoder: Encoder
    let optimizer: OptimizerConfig

    init(_ file: SafetensorsFile, heads: Int, classes: Int = 13, mask: Attention.Mask = .causal) throws {
        self.file = file
        let tokenTable = try file.shape(of: "init.tok.weight")
        let layers = file.names.filter { $0.hasPrefix("init.") && $0.hasSuffix(".linear1.weight") }.count
        encoder = Encoder(
            shape: EncoderShape(
                vocabulary: tokenTable[0], contextLength: try file.shape(of: "init.pos.weight")[0], classes: classes,
                modelWidth: tokenTable[1], layers: layers, heads: heads,
                feedForwardWidth: try file.shape(of: "init.body.layers.0.linear1.weight")[0], mask: mask))
        func constant(_ name: String) -> Double { file.metadata[name].flatMap(Double.init)! }
        optimizer = OptimizerConfig(
            learningRate: constant("lr"), weightDecay: constant("weight_decay"), beta1: constant("beta1"),
            beta2: constant("beta2"), epsilon: constant("eps"), clip: constant("clip"))
    }

    /// θ as the file has it under `prefix.`
    func parameters(_ prefix: String) throws -> [Float] {
        var values = [Float](repeating: 0, count: encoder.table.count)
        for entry in encoder.table.entries {
            values.replaceSubrange(entry.range, with: try file.floats("\(prefix).\(entry.name)"))
        }
        return values
    }

    /// Rows of tokens up to the last that is scored; the rest is padding.
    func sequences(_ inputs: String, _ targets: String) throws -> [LabelledSequence] {
        let tokens = try file.integers(inputs)
        let labels = try file.integers(targets)
        let width = try file.shape(of: inputs)[1]
        return stride(from: 0, to: tokens.count, by: width).map { start in
            let length = (labels[start..<start + width].lastIndex { $0 >= 0 } ?? start) - start + 1
            return LabelledSequence(
                tokens: Array(tokens[start..<start + length]), targets: Array(labels[start..<start + length]))
        }
    }

    func batches() throws -> [[Int]] {
        let flat = try file.integers("batches").map { Int($0) }
        let width = try file.shape(of: "batches")[1]
        return stride(from: 0, to: flat.count, by: width).map { Array(flat[$0..<$0 + width]) }
    }

    func optimization(
        _ sequences: [LabelledSequence], batchSequences: Int, shards: Int = 4, tracker: SpectrumTracker? = nil
    ) throws -> Optimization {
        MatrixProduct.useCallingThreadOnly()
        let optimization = Optimization(
            encoder: encoder, config: optimizer, sequences: sequences, batchSequences: batchSequences,
            shardCount: shards, pool: WorkerPool(threadCount: 2), tracker: tracker,
            trackedRange: encoder.trackedRange(.attention))
        optimization.parameters.replaceContents(with: try parameters("init"))
        return optimization
    }
}
