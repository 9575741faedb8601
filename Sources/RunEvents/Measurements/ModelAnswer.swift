/// What a model answers to one sequence: a class at each place that is scored, each with its probability.
package struct ModelAnswer: Sendable, Codable, Equatable {
    /// The words of the question: residues, brackets, the words of a command.
    package var question: [String]
    /// The answer, in the order of the places that are scored.
    package var predictions: [Prediction]
    /// The right answer, in the same order; nil where the task has none for this question.
    package var truth: [String]?

    /// What the model says at one place.
    package struct Prediction: Sendable, Codable, Equatable {
        /// The word of the class with the largest logit; the first among equals.
        package var word: String
        /// The softmax of the logits at this class.
        package var probability: Double

        /// Makes a prediction from its members, which it does not check.
        package init(word: String, probability: Double) { (self.word, self.probability) = (word, probability) }
    }

    /// Makes an answer from its members, which it does not check.
    package init(question: [String], predictions: [Prediction], truth: [String]?) {
        (self.question, self.predictions, self.truth) = (question, predictions, truth)
    }

    /// The probability of the whole answer: the product over its predictions.
    package var probability: Double { predictions.reduce(1) { $0 * $1.probability } }

    /// The first place where answer and truth differ, from 0; nil where they agree, or there is no truth. An answer
    /// that ends too early, or too late, differs at the end of the shorter one.
    package var firstError: Int? {
        guard let truth else { return nil }
        let differing = zip(predictions, truth).enumerated().first { $1.0.word != $1.1 }?.offset
        return differing ?? (predictions.count == truth.count ? nil : min(predictions.count, truth.count))
    }

    /// Whether the answer is right everywhere; nil where there is no truth.
    package var isRight: Bool? { truth.map { _ in firstError == nil } }
}
