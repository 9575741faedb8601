import Alerts
import RunEvents
import Tasks
import Testing

@Suite struct AlertWatchTests {
    private func watch(_ rules: String...) throws -> AlertWatch {
        AlertWatch(try rules.map { Alert(rule: try AlertRule($0), actions: [.line]) })
    }

    private func evaluation(_ step: Int, test: Double, loss: Double = 1) -> RunEvent {
        .evaluation(
            EvaluationRecord(
                step: step, trainLoss: loss, trainAccuracy: 1, testLoss: loss, testAccuracy: test, trainSequences: 10,
                testSequences: 10, parameterNorm: 3, stepsPerSecond: 1))
    }

    private func marker(_ step: Int, _ kind: MarkerRecord.Kind) -> RunEvent {
        .marker(MarkerRecord(step: step, kind: kind, accuracy: 1, sequences: 10))
    }

    private func spectrum(_ step: Int, interval: Int, _ eigenvalues: [Double]) -> RunEvent {
        .spectrum(
            SpectrumRecord(
                step: step, interval: interval, window: 10, sigma: eigenvalues.map { $0.squareRoot() },
                eigenvalues: eigenvalues, kStarRatio: 1, kStarWeighted: 1, gapRatio: nil, g23: nil,
                gradientFraction: [0.25], alignment: [], rotationDegrees: [], driveClass: .mixed))
    }

    private func metric(_ step: Int, _ name: String, _ value: Double) -> RunEvent {
        .metric(MetricRecord(step: step, name: name, value: value))
    }

    private func finished(_ reason: FinishedRecord.Reason) -> RunEvent {
        .finished(FinishedRecord(step: 9, reason: reason, parameterDigest: ""))
    }

    private func fired(_ watch: AlertWatch, _ events: [RunEvent]) -> [String] {
        var watch = watch
        return events.flatMap { watch.take($0) }.map(\.line)
    }

    @Test func aComparisonFiresWhenItBecomesTrueAndAgainOnlyAfterItWasFalse() throws {
        let events = [0.95, 0.8, 0.7, 0.95, 0.9, 0.85].enumerated().map { evaluation($0.offset, test: $0.element) }
        #expect(
            fired(try watch("test accuracy < 0.9"), events) == [
                "test accuracy < 0.9: 0.8 at step 1", "test accuracy < 0.9: 0.85 at step 5",
            ])
    }

    @Test func noNumberIsNeitherMoreNorLess() throws {
        let events = [evaluation(1, test: .nan, loss: .nan), evaluation(2, test: 0, loss: .infinity)]
        #expect(fired(try watch("test loss > 2", "test loss <= 2"), events) == ["test loss > 2: inf at step 2"])
    }

    @Test func whatMustComeFirstComesFirst() throws {
        let events = [evaluation(1, test: 0.1), marker(2, .grokked), evaluation(2, test: 1), evaluation(3, test: 0.5)]
        #expect(
            fired(try watch("test accuracy < 0.9 after grokking"), events) == [
                "test accuracy < 0.9 after grokking: 0.5 at step 3"
            ])
        #expect(
            fired(try watch("test accuracy < 0.9 after step 3"), events) == [
                "test accuracy < 0.9 after step 3: 0.5 at step 3"
            ])
        // It has held all along, and counts from here.
        #expect(fired(try watch("train loss > 0 after step 2"), events).count == 1)
    }

    @Test func everySlingshotFires() throws {
        let events = [marker(1, .memorized), marker(5, .slingshot), evaluation(6, test: 1), marker(9, .slingshot)]
        #expect(
            fired(try watch("slingshot", "memorized", "grokked"), events) == [
                "memorized at step 1", "slingshot at step 5", "slingshot at step 9",
            ])
    }

    @Test func endsAreToldApart() throws {
        let watch = try watch("finished", "diverged")
        #expect(fired(watch, [finished(.completed)]) == ["finished at step 9"])
        #expect(fired(watch, [finished(.stopped)]) == [])
        #expect(fired(watch, [finished(.notFinite)]) == ["finished at step 9", "diverged at step 9"])
        #expect(fired(watch, [finished(.failed)]) == ["finished at step 9"])
    }

    @Test func numbersOfOtherProgramsCount() throws {
        let events = [
            metric(1, "val_loss", 1), metric(2, "val_loss", 3), metric(3, "loss", 9), metric(4, "val_loss", .nan),
            metric(5, "val_loss", 4),
        ]
        #expect(
            fired(try watch("metric val_loss > 2", "diverged"), events) == [
                "metric val_loss > 2: 3 at step 2", "diverged at step 4", "metric val_loss > 2: 4 at step 5",
            ])
    }

    @Test func sharesAreThoseOfTheFineWindow() throws {
        var config = TaskPreset.config(for: .dyck)
        config.spectrum.interval = 10
        let started = RunEvent.started(
            StartedRecord(
                config: config,
                engine: EngineRecord(
                    version: "0", blasCore: "x", threads: 1, parameterCount: 1, trackedParameterCount: 1)))
        let events = [
            started, spectrum(10, interval: 10, [1, 99]), spectrum(10, interval: 2, [60, 40]),
            spectrum(12, interval: 2, [5, 95]), spectrum(14, interval: 2, [0, 0]),
        ]
        #expect(fired(try watch("v1 share < 0.1"), events) == ["v1 share < 0.1: 0.05 at step 12"])
        #expect(fired(try watch("v1 drive < 0.3"), events) == ["v1 drive < 0.3: 0.25 at step 10"])
    }
}
