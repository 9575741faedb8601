package import Kernels
package import RunEvents

/// All that groktop knows of a task. A task is one type that conforms to this, in one file, and one line in `TaskList`.
///
/// Functions take the data's configuration because a task's parameters are in it; each may count on parameters that the
/// task accepts (`TaskParameter.problem`).
package protocol TaskDefinition: Sendable {
    /// What `--task` takes and recordings hold.
    var name: TaskName { get }

    /// What decides the data beside its size, such as p of modular arithmetic.
    var parameters: [TaskParameter] { get }

    /// What a run is when nothing else is asked for, in every size, interval and threshold.
    var preset: RunConfig { get }

    /// Intervals between two checkpoints when nothing else is asked for.
    var checkpointIntervals: Int { get }

    /// What the task asks of a model.
    func shape(_ data: DataConfig) -> TaskShape

    /// What the numbers of the task's sequences stand for.
    func vocabulary(_ data: DataConfig) -> TaskVocabulary

    /// How many sequences there are to draw from.
    func available(_ data: DataConfig) -> AvailableSequences

    /// The sizes of train and test set that fit parameters other than the preset's.
    func sizes(_ data: DataConfig) -> (train: Int, test: Int)

    /// Whether a run tests on everything that a train set of another size leaves. If not, it tests on as much as the
    /// preset does, or on what is left of it.
    var testsOnTheRest: Bool { get }

    /// Draws both sets, of as many sequences as the configuration says.
    ///
    /// - Parameters:
    ///   - trainGenerator: the random stream of train sets.
    ///   - testGenerator: the random stream of test sets. Sets that share one shuffle leave it alone.
    func sets(
        _ data: DataConfig, trainGenerator: inout RandomGenerator, testGenerator: inout RandomGenerator
    ) -> TaskData

    /// The number that an answer is.
    var coordinate: TaskCoordinate { get }

    /// Whether a token's number is its place on a circle, so that the embedding has a Fourier spectrum over tokens.
    var hasCyclicTokens: Bool { get }

    /// What the screen says of the task.
    func text(_ data: DataConfig) -> TaskText

    /// What a replication says of the task.
    var report: TaskReport { get }
}

extension TaskDefinition {
    package var parameters: [TaskParameter] { [] }
    package var checkpointIntervals: Int { 10 }
    package var testsOnTheRest: Bool { false }
    package var hasCyclicTokens: Bool { false }

    package func sizes(_: DataConfig) -> (train: Int, test: Int) {
        (preset.data.trainSequences, preset.data.testSequences)
    }

    /// The first parameter that is missing or not accepted, in a few words; nil where there is none.
    func parameterProblem(_ data: DataConfig) -> String? {
        parameters.lazy.compactMap { $0.problem(data.parameters[$0.name]) }.first
    }

    /// The preset's parameters by name.
    var presetParameters: [String: TaskParameterValue] {
        Dictionary(uniqueKeysWithValues: parameters.map { ($0.name, $0.preset) })
    }
}
