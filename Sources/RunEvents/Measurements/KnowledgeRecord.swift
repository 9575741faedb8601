extension MeasurementKind {
    /// What the network knows: its answers, and the circle and the spectrum of its embedding.
    package static let knowledge = MeasurementKind(
        "knowledge", letter: "k", summary: "answers, right and wrong; the embedding's circle", of: .snapshot,
        record: KnowledgeRecord.self)
}

/// What a network answers at a step, in the form that is natural for its task.
///
/// It is a look and no event: no recording holds one, since parameters and configuration give it again.
package struct KnowledgeRecord: MeasurementRecord {
    /// The measurement `knowledge`.
    package static var measurement: MeasurementKind { .knowledge }

    /// The step whose parameters were measured.
    package var step: Int
    /// The answers to all pairs; nil where the task's questions are no pairs.
    package var table: Table?
    /// The embedding on the circle of its strongest frequency; nil where tokens are not residues, or nothing varies.
    package var circle: Circle?
    /// The spectrum of the token table over the residues, as the probe `fourier` has it; nil where tokens are not
    /// residues.
    package var spectrum: FourierRecord.Spectrum?
    /// The answers to the first test sequences. For a translation each place is answered after the right beginning, so
    /// that up to the first error it is what the model says by itself.
    package var samples: [ModelAnswer]

    /// Makes a record from its members, which it does not check.
    package init(
        step: Int, table: Table?, circle: Circle?, spectrum: FourierRecord.Spectrum?, samples: [ModelAnswer]
    ) {
        (self.step, self.table, self.circle, self.spectrum, self.samples) = (step, table, circle, spectrum, samples)
    }

    /// The answers to all pairs of n tokens. Entry a · n + b of each list belongs to the pair a, b.
    package struct Table: Sendable, Codable, Equatable {
        /// n, how many tokens there are.
        package var size: Int
        /// [n²] the class that the model answers.
        package var answers: [Int32]
        /// [n²] the right class.
        package var truth: [Int32]
        /// [n²] whether the pair is in the train set.
        package var isTrained: [Bool]

        /// Makes a table.
        ///
        /// - Precondition: each list has n² entries.
        package init(size: Int, answers: [Int32], truth: [Int32], isTrained: [Bool]) {
            precondition(
                [answers.count, truth.count, isTrained.count].allSatisfy { $0 == size * size },
                "\(answers.count), \(truth.count) and \(isTrained.count) entries for \(size) × \(size)")
            (self.size, self.answers, self.truth, self.isTrained) = (size, answers, truth, isTrained)
        }

        /// Whether the answer to an entry's pair is right.
        package func isRight(_ entry: Int) -> Bool { answers[entry] == truth[entry] }

        /// How many pairs there are that are trained on, or that are not, and how many of them are right.
        package func count(trained: Bool) -> (right: Int, all: Int) {
            isTrained.indices.reduce(into: (right: 0, all: 0)) { counts, entry in
                guard isTrained[entry] == trained else { return }
                counts.all += 1
                if isRight(entry) { counts.right += 1 }
            }
        }
    }

    /// The embeddings of residues in the plane of one frequency k. The plane is spanned by Σ_a x_a cos(2πka/p) and
    /// Σ_a x_a sin(2πka/p), made orthonormal in this order.
    package struct Circle: Sendable, Codable, Equatable {
        /// k, in cycles over the residues: the frequency with the largest share of the spectrum.
        package var frequency: Int
        /// Its share of the spectrum's varying power.
        package var share: Double
        /// [p] the coordinates along the first direction.
        package var x: [Double]
        /// [p] the coordinates along the second direction.
        package var y: [Double]

        /// Makes a circle from its members, which it does not check.
        package init(frequency: Int, share: Double, x: [Double], y: [Double]) {
            (self.frequency, self.share, self.x, self.y) = (frequency, share, x, y)
        }
    }
}
