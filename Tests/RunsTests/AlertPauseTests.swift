import Alerts
import Foundation
import Recording
import RunEvents
import Runs
import Testing
import Training

/// Alerts that pause a run: always at the same step, and without a change to the run.
@Suite struct AlertPauseTests {
    private static let rules = ["train loss > 0 after step 20=pause", "test accuracy >= 0 after step 40=pause,line"]

    private let folder: URL

    init() {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "groktop-test-\(UUID().uuidString.prefix(12))", isDirectory: true)
    }

    private func settings(_ rules: [String]) throws -> TrainingSettings {
        var settings = TrainingSettings(threads: 1, pace: nil, runsFolder: folder, budget: CheckpointBudget())
        settings.alerts = try rules.map { try Alert(option: $0) }
        return settings
    }

    private let observer = SessionObserver(recording: { _ in }, noticed: { _ in })

    /// Trains a session to its end, or to the first pause at which it is stopped.
    private func train(_ session: RunSession, stopsAtPause: Bool = false) async -> [RunEvent] {
        var events: [RunEvent] = []
        _ = await session.run { event in
            events.append(event)
            guard case .command(let record) = event, record.command == .pause else { return }
            session.trainer.commands.send(stopsAtPause ? .stop : .resume)
        }
        return events
    }

    private func pauses(_ events: [RunEvent]) -> [CommandRecord] {
        events.compactMap { if case .command(let record) = $0, record.command == .pause { record } else { nil } }
    }

    private func digest(_ events: [RunEvent]) -> String? {
        events.lazy.compactMap { if case .finished(let record) = $0 { record.parameterDigest } else { nil } }.first
    }

    @Test func theRunPausesTwiceAtTheSameStepsAndIsTheSameRun() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let plain = await train(try SessionAssembly.new(RecordedRun.config, schedule: [], settings([]), observer))
        #expect(pauses(plain) == [])
        for _ in 0..<2 {
            let session = try SessionAssembly.new(RecordedRun.config, schedule: [], settings(Self.rules), observer)
            let events = await train(session)
            #expect(pauses(events).map(\.step) == [20, 40])
            #expect(
                pauses(events).map(\.alertRule) == ["train loss > 0 after step 20", "test accuracy >= 0 after step 40"])
            #expect(digest(events) == digest(plain))
            let reader = try RunReader(#require(session.folder))
            #expect(pauses(try reader.events().map(\.event)).map(\.alertRule).count == 2, "they are recorded")
            let verification = try Verification(reader, threads: 2)
            guard case .same = verification.outcome(await verification.session.run { _ in }) else {
                Issue.record("it is not derived again with the same bits")
                continue
            }
        }
    }

    /// What made a rule true before the interruption does not make it fire again.
    @Test func aResumedRunKnowsItsPast() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let session = try SessionAssembly.new(RecordedRun.config, schedule: [], settings(Self.rules), observer)
        let first = await train(session, stopsAtPause: true)
        #expect(pauses(first).map(\.step) == [20])
        let resumed = try SessionAssembly.continuing(#require(session.folder), settings(Self.rules), observer)
        let second = await train(resumed)
        #expect(pauses(second).map(\.step) == [40])
    }

    @Test func withoutAnybodyToResumeItThereIsNoPause() throws {
        var settings = try settings(Self.rules)
        settings.dropEndlessPauses()
        #expect(settings.alerts.allSatisfy { $0.actions.contains(.pause) })
        settings.takesCommands = false
        settings.dropEndlessPauses()
        #expect(settings.alerts.map(\.actions) == [[], [.line]])
    }
}
