internal import Foundation
package import Kernels

/// Reads which class a model answers at each scored place of fixed sequences, and with which probability.
///
/// Where a model answers once a sequence, the sequences are packed in the chunks of an `Evaluator` of the same
/// sequences. So the logits are the same bits, and the right answers here are as many as there. It works on the calling
/// thread. Not thread-safe: one reading at a time.
package final class AnswerReader: @unchecked Sendable {
    private let model: TransformerModel
    private let chunks: [PackedBatch]
    /// For each chunk, the sequence that each of its rows of logits belongs to.
    private let sequenceOfRow: [[Int]]
    private let count: Int
    private let workspace: TransformerWorkspace

    /// An answer at one place.
    package struct Answer: Sendable, Equatable {
        /// The class with the largest logit, the first among equals.
        package let answer: Int32
        /// The softmax of the logits at this class.
        package let probability: Double
    }

    /// - Precondition: at least one sequence, each no longer than the model's contexts; where a model answers once a
    ///   sequence, no two sequences are equal.
    package init(model: TransformerModel, sequences: [LabelledSequence]) {
        precondition(!sequences.isEmpty, "nothing to answer")
        self.model = model
        count = sequences.count
        if model.shape.layout.readOut == .firstToken {
            let set = SequenceSet(sequences, layout: model.shape.layout)
            chunks = Evaluator.chunks(set, rows: Evaluator.chunkRows)
            var order = set.order[...]
            sequenceOfRow = chunks.map { chunk in
                defer { order = order.dropFirst(chunk.logitCount) }
                return Array(order.prefix(chunk.logitCount))
            }
            precondition(order.isEmpty && sequenceOfRow.joined().count == count, "sequences share rows")
        } else {
            // Sequences of one set share rows, and the packed batch does not say whose they are.
            let own = sequences.map {
                Evaluator.chunks(SequenceSet([$0], layout: model.shape.layout), rows: Evaluator.chunkRows)
            }
            precondition(own.allSatisfy { $0.count == 1 }, "a sequence in several chunks")
            chunks = own.flatMap(\.self)
            sequenceOfRow = chunks.enumerated().map { index, chunk in
                Array(repeating: index, count: chunk.logitCount)
            }
        }
        var room = PackedRowCounts(chunks[0])
        for chunk in chunks { room.grow(to: PackedRowCounts(chunk)) }
        workspace = TransformerWorkspace(shape: model.shape, room: room, purpose: .evaluation)
    }

    /// The answers with these parameters: for each sequence one at each scored place, in the order of the places.
    ///
    /// - Parameter isCancelled: called before each chunk.
    /// - Returns: nil if cancelled.
    package func read(_ parameters: TransformerParameters, isCancelled: () -> Bool = { false }) -> [[Answer]]? {
        var answers = [[Answer]](repeating: [], count: count)
        for (chunk, sequences) in zip(chunks, sequenceOfRow) {
            if isCancelled() { return nil }
            model.forward(parameters: parameters, batch: chunk, workspace: workspace)
            for (row, sequence) in sequences.enumerated() where chunk.targets.classes[row] >= 0 {
                answers[sequence].append(Self.answer(workspace.logits, row))
            }
        }
        return answers
    }

    /// The softmax of a row of logits at its largest, e^{z_max} / Σ_c e^{z_c}, in double.
    private static func answer(_ logits: Matrix, _ row: Int) -> Answer {
        let values = logits.row(row)
        var largest = 0
        for column in 1..<logits.columns where values[column] > values[largest] { largest = column }
        let sum = (0..<logits.columns).reduce(0.0) { $0 + exp(Double(values[$1]) - Double(values[largest])) }
        return Answer(answer: Int32(largest), probability: 1 / sum)
    }
}
