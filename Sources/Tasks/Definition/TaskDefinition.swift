package import Kernels
package import RunEvents

/// The definition of a task. A task is one type that conforms to this protocol, in one file, and one line in
/// `TaskList`.
///
/// The functions take the data's configuration because it holds the task's parameters. They may rely on values that the
/// task accepts (`TaskParameter.problem`).
package protocol TaskDefinition: Sendable {
    /// The name in `--task` and in recordings.
    var name: TaskName { get }

    /// The settings that decide the data besides its size, such as p of modular arithmetic.
    var parameters: [TaskParameter] { get }

    /// The run's default configuration, with every size, interval and threshold.
    var preset: RunConfig { get }

    /// How many intervals lie between two checkpoints by default.
    var checkpointIntervals: Int { get }

    /// The model's inputs and outputs for this task.
    func shape(_ data: DataConfig) -> TaskShape

    /// The meaning of the numbers in the task's sequences.
    func vocabulary(_ data: DataConfig) -> TaskVocabulary

    /// How many sequences there are to draw from.
    func available(_ data: DataConfig) -> AvailableSequences

    /// The sizes of train and test set that fit parameters other than the preset's.
    func sizes(_ data: DataConfig) -> (train: Int, test: Int)

    /// Whether a run tests on all the sequences that a train set of another size leaves. Otherwise it tests on as many
    /// as the preset does, or on the rest where that is fewer.
    var testsOnTheRest: Bool { get }

    /// Draws both sets, with as many sequences as the configuration says.
    ///
    /// - Parameters:
    ///   - trainGenerator: the random stream of train sets.
    ///   - testGenerator: the random stream of test sets. A task that draws both sets from one shuffle does not use it.
    func sets(
        _ data: DataConfig, trainGenerator: inout RandomGenerator, testGenerator: inout RandomGenerator
    ) -> TaskData

    /// The number that is an answer.
    var coordinate: TaskCoordinate { get }

    /// Whether a token's number is its place on a circle, so that the embedding has a Fourier spectrum over tokens.
    var hasCyclicTokens: Bool { get }

    /// 1 where a sequence is two residues a and b and the answer is a + b mod p, −1 where it is a − b; nil otherwise.
    var sumSign: Int? { get }

    /// What may be asked of a model, in a few words: which tokens, and how many.
    func acceptedQuestion(_ data: DataConfig) -> String

    /// The question to a model that a text means.
    ///
    /// - Throws: `Question.Problem` for a text that is none.
    func question(_ text: String, _ data: DataConfig) throws(Question.Problem) -> Question

    /// The right answer to a question that `question` gives none for, since it depends on the run's seed.
    ///
    /// - Returns: nil where there is no right answer.
    func truth(_ question: Question, _ data: DataConfig, seed: UInt64) -> [Int32]?

    /// The right class for each pair of tokens, where a sequence is such a pair and the model answers at its first;
    /// nil otherwise.
    func pairAnswer(_ data: DataConfig) -> (@Sendable (Int, Int) -> Int)?

    /// One sentence that says what is learned, for a list of tasks.
    var summary: String { get }

    /// The screen's words for the task.
    func text(_ data: DataConfig) -> TaskText

    /// A replication's title, figures and remarks for the task.
    var report: TaskReport { get }
}

extension TaskDefinition {
    /// No parameters.
    package var parameters: [TaskParameter] { [] }
    /// Ten intervals.
    package var checkpointIntervals: Int { 10 }
    /// Tests on as many sequences as the preset.
    package var testsOnTheRest: Bool { false }
    /// Tokens are not places on a circle.
    package var hasCyclicTokens: Bool { false }
    /// Answers are no sums of residues.
    package var sumSign: Int? { nil }

    /// No answer depends on the seed.
    package func truth(_: Question, _: DataConfig, seed _: UInt64) -> [Int32]? { nil }
    /// Sequences are no pairs.
    package func pairAnswer(_: DataConfig) -> (@Sendable (Int, Int) -> Int)? { nil }

    /// The preset's sizes.
    package func sizes(_: DataConfig) -> (train: Int, test: Int) {
        (preset.data.trainSequences, preset.data.testSequences)
    }

    /// What is wrong with the first parameter that is missing or not accepted, in a few words; nil where all are
    /// accepted.
    func parameterProblem(_ data: DataConfig) -> String? {
        parameters.lazy.compactMap { $0.problem(data.parameters[$0.name]) }.first
    }

    /// The preset's parameters by name.
    var presetParameters: [String: TaskParameterValue] {
        Dictionary(uniqueKeysWithValues: parameters.map { ($0.name, $0.preset) })
    }
}
