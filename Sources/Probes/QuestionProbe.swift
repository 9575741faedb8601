internal import Kernels
package import RunEvents
package import SpectralEdge
package import Tasks
internal import Transformer

/// Asks a network one question.
package enum QuestionProbe {
    /// The answer of a step's parameters to a question, on the calling thread.
    ///
    /// A model with a decoder answers word by word, each after its own answer so far (greedy decoding), until it says
    /// the end, or no place is left.
    ///
    /// - Returns: nil if cancelled.
    /// - Precondition: the question is one to the run's task.
    package static func answer(
        _ question: Question, _ context: ProbeContext, _ snapshot: EdgeSnapshot,
        isCancelled: () -> Bool = { false }
    ) -> ModelAnswer? {
        MatrixProduct.useCallingThreadOnly()
        let parameters = MovableParameters(model: context.model, snapshot: snapshot)
        let views = parameters.unmoved()
        let vocabulary = TaskVocabulary(context.config)
        let read = withExtendedLifetime(parameters) {
            question.source.isEmpty
                ? once(question, context, views, isCancelled) : greedily(question, context, views, isCancelled)
        }
        return read.map { answers in
            ModelAnswer(
                question: question.words, predictions: answers.map { vocabulary.prediction($0) },
                truth: question.truth.map { $0.map(vocabulary.word(target:)) })
        }
    }

    private static func once(
        _ question: Question, _ context: ProbeContext, _ parameters: TransformerParameters, _ isCancelled: () -> Bool
    ) -> [AnswerReader.Answer]? {
        let isFirst = TaskShape(context.config).readOut == .firstToken
        // Which class is the target changes nothing here but that the place is read.
        let targets = question.tokens.indices.map { isFirst && $0 > 0 ? TaskVocabulary.unscored : 0 }
        let sequence = LabelledSequence(tokens: question.tokens, targets: targets)
        return AnswerReader(model: context.model, sequences: [sequence]).read(parameters, isCancelled: isCancelled)?[0]
    }

    private static func greedily(
        _ question: Question, _ context: ProbeContext, _ parameters: TransformerParameters, _ isCancelled: () -> Bool
    ) -> [AnswerReader.Answer]? {
        let longest = TaskShape(context.config).longestSequence
        var tokens = question.tokens
        while true {
            let sequence = LabelledSequence(
                source: question.source, tokens: tokens, targets: tokens.map { _ in 0 })
            let reader = AnswerReader(model: context.model, sequences: [sequence])
            guard let answers = reader.read(parameters, isCancelled: isCancelled)?[0], let last = answers.last else {
                return nil
            }
            if last.answer == ScanTask.endToken || tokens.count == longest { return answers }
            tokens.append(last.answer)
        }
    }
}
