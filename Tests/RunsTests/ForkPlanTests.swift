import Console
import Recording
import RunEvents
import Runs
import Testing

/// Forks that are asked for.
@Suite("Plans of forks")
struct ForkPlanTests {
    @Test("a step is refused that the run has not come to, or ended with", arguments: [-1, RecordedRun.steps, 1_000])
    func step(step: Int) async throws {
        let run = try await RecordedRun()
        let failure = #expect(throws: Failure.self) { try ForkPlan(step: step).check(RunReader(run.folder)) }
        #expect(failure?.exitCode == 64)
        #expect(
            failure?.message
                == "--at \(step): accepted is a step from 0 to \(RecordedRun.steps - 1), which \(run.folder.name) has come to "
                + "and did not end with")
    }

    @Test("an end before the step is refused")
    func end() async throws {
        let run = try await RecordedRun()
        let failure = #expect(throws: Failure.self) { try ForkPlan(step: 20, steps: 20).check(RunReader(run.folder)) }
        #expect(failure?.message == "--steps 20: accepted is a number above 20, where it leaves")
    }

    @Test("a fork keeps its parent, and what happens where it leaves")
    func made() async throws {
        let run = try await RecordedRun()
        let parent = try RunReader(run.folder)
        let plan = ForkPlan(step: 20, weightDecay: .value(0), freshOptimizer: true, steps: 90)
        let fork = try RunReader(plan.make(from: parent, in: run.runsFolder))
        #expect(fork.config.steps == 90)
        #expect(fork.parent?.parent == parent.reference)
        #expect(fork.schedule == plan.schedule)
    }
}
