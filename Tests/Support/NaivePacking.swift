package import Kernels

/// What the rows of a batch's logits must be: each thing that is to be computed, and how many sequences it stands for.
package struct NaivePacking: Equatable, Sendable {
    package private(set) var weights: [Row: Int] = [:]

    /// What a row of logits depends on, and what it is scored against.
    package struct Row: Hashable, Sendable {
        let source: [Int32]
        /// As far as the row sees them.
        let tokens: [Int32]
        let targets: [Int32]
        let position: Int

        package init(_ sequence: LabelledSequence, position: Int, kind: PackingKind) {
            let end = kind == .prefixes ? position + 1 : sequence.tokens.count
            source = sequence.source
            tokens = Array(sequence.tokens.prefix(end))
            targets = Array(sequence.targets.prefix(end))
            self.position = position
        }
    }

    /// Packs sequences, each as often as it is given.
    package init(_ sequences: [LabelledSequence], kind: PackingKind) {
        for sequence in sequences {
            for position in sequence.tokens.indices where kind != .firstTokens || position == 0 {
                weights[Row(sequence, position: position, kind: kind), default: 0] += 1
            }
        }
    }

    /// Takes the rows of a packed batch. Where it has a row twice, this has fewer rows than its logits.
    package init(_ batch: PackedBatch, kind: PackingKind) {
        for reading in batch.readings() {
            for (position, row) in reading.rows.enumerated() {
                weights[Row(reading.sequence, position: position, kind: kind)] = Int(batch.targets.weights[row])
            }
        }
    }

    package static func + (left: NaivePacking, right: NaivePacking) -> NaivePacking {
        var sum = left
        sum.weights.merge(right.weights) { $0 + $1 }
        return sum
    }
}
