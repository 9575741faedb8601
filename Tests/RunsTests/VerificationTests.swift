import Recording
import RunEvents
import Runs
import Testing

/// A recorded run that is made again without a program around it.
@Suite("Verification")
struct VerificationTests {
    @Test("a run comes again with the same bits, whatever the number of threads")
    func same() async throws {
        let run = try await RecordedRun()
        guard case .same(let sameness) = try await run.verified() else {
            Issue.record("the run did not come again")
            return
        }
        #expect(sameness.end.step == RecordedRun.steps)
        #expect(sameness.hasRecordedEnd)
        #expect(sameness.compared.count { if case .evaluation = $0 { true } else { false } } == 4)
        #expect(sameness.openRequests.requests.isEmpty)
    }

    @Test("a check finds nothing wrong with it") func check() async throws {
        let run = try await RecordedRun()
        let check = RecordingCheck(run.folder)
        #expect(check.problems == [])
        #expect(try check.events == RunReader(run.folder).events().count)
    }

    @Test("an event that was recorded and does not come again is the difference")
    func different() async throws {
        let run = try await RecordedRun()
        let foreign = EvaluationRecord(
            step: RecordedRun.steps, trainLoss: 1, trainAccuracy: 0, testLoss: 1, testAccuracy: 0, trainSequences: 40,
            testSequences: 60, parameterNorm: 1, stepsPerSecond: 1)
        try LateEvent.add(.evaluation(foreign), to: run.folder)
        guard case .different(let difference) = try await run.verified() else {
            Issue.record("the difference was not found")
            return
        }
        #expect(difference == "evaluation at step \(RecordedRun.steps) was recorded, and does not come again")
    }
}
