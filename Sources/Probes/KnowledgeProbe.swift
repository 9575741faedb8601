internal import Kernels
package import RunEvents
package import SpectralEdge
internal import Tasks
internal import Transformer

/// Asks a network what it knows (`KnowledgeRecord`): forward passes alone, over all pairs of tokens, or over some test
/// sequences.
package enum KnowledgeProbe {
    /// How many test sequences are answered: more than a screen shows of most tasks.
    package static let sampleCount = 16

    /// Makes the measurement on the calling thread.
    ///
    /// - Returns: nil if cancelled.
    package static func run(
        _ context: ProbeContext, _ snapshot: EdgeSnapshot, isCancelled: () -> Bool,
        progress: (Double) -> Void = { _ in }
    ) -> KnowledgeRecord? {
        let parameters = MovableParameters(model: context.model, snapshot: snapshot)
        let views = parameters.unmoved()
        return withExtendedLifetime(parameters) {
            let task = TaskList.known(context.config.task)
            var table: KnowledgeRecord.Table?
            if let truth = task.pairAnswer(context.config.data) {
                table = self.table(context, views, truth, isCancelled)
                if table == nil { return nil }
            }
            progress(0.8)
            guard let samples = samples(context, views, isCancelled) else { return nil }
            let embedding = context.hasCyclicTokens ? Self.rows(views.encoder.tokenTable) : nil
            let spectrum = embedding.map { FourierRecord.Spectrum(of: $0) }
            progress(1)
            return KnowledgeRecord(
                step: snapshot.step, table: table,
                circle: embedding.flatMap { embedding in spectrum.flatMap { EmbeddingCircle.of(embedding, $0) } },
                spectrum: spectrum, samples: samples)
        }
    }

    /// The pairs of each set are read as evaluations read them, so that as many are right.
    private static func table(
        _ context: ProbeContext, _ parameters: TransformerParameters, _ truth: (Int, Int) -> Int,
        _ isCancelled: () -> Bool
    ) -> KnowledgeRecord.Table? {
        let size = context.model.shape.classes
        var answers = [Int32](repeating: -1, count: size * size)
        var isTrained = [Bool](repeating: false, count: size * size)
        for sequence in context.wholeTrain { isTrained[entry(sequence, size)] = true }
        let drawn = Set((context.wholeTrain + context.wholeTest).map { entry($0, size) })
        let others = (0..<size * size).filter { !drawn.contains($0) }.map { pair in
            LabelledSequence(
                tokens: [Int32(pair / size), Int32(pair % size)],
                targets: [Int32(truth(pair / size, pair % size)), TaskVocabulary.unscored])
        }
        for sequences in [context.wholeTrain, context.wholeTest, others] where !sequences.isEmpty {
            let reader = AnswerReader(model: context.model, sequences: sequences)
            guard let read = reader.read(parameters, isCancelled: isCancelled) else { return nil }
            for (sequence, answer) in zip(sequences, read) { answers[entry(sequence, size)] = answer[0].answer }
        }
        return KnowledgeRecord.Table(
            size: size, answers: answers,
            truth: (0..<size * size).map { Int32(truth($0 / size, $0 % size)) }, isTrained: isTrained)
    }

    private static func entry(_ pair: LabelledSequence, _ size: Int) -> Int {
        Int(pair.tokens[0]) * size + Int(pair.tokens[1])
    }

    private static func samples(
        _ context: ProbeContext, _ parameters: TransformerParameters, _ isCancelled: () -> Bool
    ) -> [ModelAnswer]? {
        let sequences = Array(context.wholeTest.prefix(sampleCount))
        let vocabulary = TaskVocabulary(context.config)
        let reader = AnswerReader(model: context.model, sequences: sequences)
        return reader.read(parameters, isCancelled: isCancelled).map { read in
            zip(sequences, read).map { sequence, answers in
                ModelAnswer(
                    question: vocabulary.question(sequence),
                    predictions: answers.map { vocabulary.prediction($0) },
                    truth: sequence.targets.filter { $0 >= 0 }.map(vocabulary.word(target:)))
            }
        }
    }

    private static func rows(_ matrix: Matrix) -> [[Double]] {
        (0..<matrix.rows).map { row in (0..<matrix.columns).map { Double(matrix[row, $0]) } }
    }
}

extension TaskVocabulary {
    /// The words of what a model is asked: of the source where there is one.
    func question(_ sequence: LabelledSequence) -> [String] {
        if let source { return sequence.source.map { source[Int($0)] } }
        return sequence.tokens.map { tokens[Int($0)] }
    }

    /// An answer at one place, in words.
    func prediction(_ answer: AnswerReader.Answer) -> ModelAnswer.Prediction {
        ModelAnswer.Prediction(word: word(target: answer.answer), probability: answer.probability)
    }
}
