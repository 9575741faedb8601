import RunEvents
import Tasks
import Testing

@Suite("Configurations out of a file")
struct ConfigProblemTests {
    @Test("every preset can be trained", arguments: TaskList.names) func presets(task: TaskName) {
        #expect(TaskPreset.config(for: task).problem == nil)
    }

    private static let changes: [(String, @Sendable (inout RunConfig) -> Void, TaskName)] = [
        ("heads is 0; it must be from 1 to 64", { $0.model.heads = 0 }, .dyck),
        ("modelWidth is 130; with 4 heads it must be a multiple of 4", { $0.model.modelWidth = 130 }, .dyck),
        ("interval is 101; it must be a multiple of 5", { $0.spectrum.interval = 101 }, .dyck),
        ("window is 1; it must be from 2 to 64", { $0.spectrum.window = 1 }, .dyck),
        ("steps is -1; it must be from 1 to 1000000000", { $0.steps = -1 }, .dyck),
        ("evaluation.interval is 0; it must be from 1 to 1000000000", { $0.evaluation.interval = 0 }, .dyck),
        (
            "evaluation.testSequences is 5001; it must be from 1 to 5000", { $0.evaluation.testSequences = 5_001 },
            .dyck
        ),
        ("contextLength is 23; it must be from 24 to 4096", { $0.model.contextLength = 23 }, .dyck),
        ("learningRate is nan; it must be from 1e-12 to 10.0", { $0.optimizer.learningRate = .nan }, .dyck),
        ("split is missing; it must be simple, length or addprim-jump", { $0.data.parameters = [:] }, .scan),
        (
            "split is sImple; it must be simple, length or addprim-jump",
            { $0.data.parameters["split"] = .text("sImple") }, .scan
        ),
        (
            "split is 3; it must be simple, length or addprim-jump",
            { $0.data.parameters["split"] = .integer(3) }, .scan
        ),
        ("sourceContextLength is 0; it must be from 9 to 4096", { $0.model.sourceContextLength = nil }, .scan),
        (
            "modulus is 91; it must be a prime from 2 to 313", { $0.data.parameters["modulus"] = .integer(91) },
            .modadd
        ),
        (
            "this groktop has no task 'made up\\u{1B}'; it can only replay and export such runs",
            { $0.task = "made up\u{1B}" }, .dyck
        ),
        ("train and test set together need more sequences than there are", { $0.data.trainSequences = 9_409 }, .modadd),
    ]

    @Test("what cannot be trained is named", arguments: changes.indices) func problems(index: Int) {
        let (text, change, task) = Self.changes[index]
        var config = TaskPreset.config(for: task)
        change(&config)
        #expect(config.problem == text)
    }
}
