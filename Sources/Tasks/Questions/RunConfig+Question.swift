package import RunEvents

extension RunConfig {
    /// The question to the run's model that a text means.
    ///
    /// - Throws: `Question.Problem` for a text that is none, with what is accepted.
    /// - Precondition: this program knows the task and accepts its parameters.
    package func question(_ text: String) throws(Question.Problem) -> Question {
        let task = TaskList.known(self.task)
        let question = try task.question(text, data)
        guard question.truth == nil else { return question }
        return Question(
            words: question.words, source: question.source, tokens: question.tokens,
            truth: task.truth(question, data, seed: seed))
    }

    /// What may be asked of the run's model, in a few words; nil where this program does not know the task or does not
    /// accept its parameters.
    package var acceptedQuestion: String? {
        guard let task = TaskList.task(self.task), task.parameterProblem(data) == nil else { return nil }
        return task.acceptedQuestion(data)
    }
}
