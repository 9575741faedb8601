package import RunEvents

/// A question to the network, asked of several of its steps, with the answers that have come.
package struct Query: Hashable, Sendable {
    /// Counts the questions of this screen, so that an answer finds its question.
    package let number: Int
    /// The question as it was typed.
    package let text: String
    /// The steps that are asked, in the order of the lines.
    package private(set) var moments: [Moment]

    /// One step that is asked.
    package struct Moment: Hashable, Sendable {
        /// What the step is: `grokked`.
        package let name: String
        /// Where its parameters are.
        package let place: LookPlace

        /// Makes a moment.
        package init(_ name: String, _ place: LookPlace) { (self.name, self.place) = (name, place) }
    }

    /// Makes a question.
    package init(number: Int, text: String, moments: [Moment]) {
        (self.number, self.text, self.moments) = (number, text, moments)
    }
}

/// The answers to the last question.
struct QueryAnswers: Sendable {
    let query: Query
    private(set) var results: [LookPlace: Result<StepAnswer, LookFailure>] = [:]

    init(_ query: Query) { self.query = query }

    mutating func take(_ number: Int, _ place: LookPlace, _ result: Result<StepAnswer, LookFailure>) {
        if number == query.number { results[place] = result }
    }
}

/// What a network answered at a step.
package struct StepAnswer: Sendable, Equatable {
    /// The step whose parameters answered.
    package let step: Int
    /// The answer.
    package let answer: ModelAnswer

    /// Makes an answer of a step.
    package init(step: Int, answer: ModelAnswer) { (self.step, self.answer) = (step, answer) }
}
