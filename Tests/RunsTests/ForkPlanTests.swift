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
                == "--at is \(step); it must be from 0 to \(RecordedRun.steps - 1), because a fork leaves "
                + "\(run.folder.name) at a recorded step before its end")
    }

    @Test("an end before the step is refused")
    func end() async throws {
        let run = try await RecordedRun()
        let failure = #expect(throws: Failure.self) { try ForkPlan(step: 20, steps: 20).check(RunReader(run.folder)) }
        #expect(failure?.message == "--steps is 20; it must be above 20, the step where the fork leaves")
    }

    @Test("a fork keeps its parent, and what happens where it leaves")
    func made() async throws {
        let run = try await RecordedRun()
        let parent = try RunReader(run.folder)
        let plan = ForkPlan(step: 20, weightDecay: .value(0), freshOptimizer: true, steps: 90)
        let fork = try RunReader(plan.make(from: parent, in: run.runsFolder))
        #expect(fork.run.config?.steps == 90)
        #expect(fork.parent?.parent == parent.reference)
        #expect(fork.schedule == plan.schedule)
    }
}
