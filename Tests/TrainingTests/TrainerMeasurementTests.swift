import RunEvents
import SpectralEdge
import Testing
import Training

@Suite("Trainer: what is measured of the edge", .timeLimit(.minutes(1)))
struct TrainerMeasurementTests {
    @Test(
        "gap flow at each interval, functional R² at every second, after the spectra that they are of",
        arguments: TinyRun.tasks)
    func cadence(task: TaskName) async throws {
        let events = try await TinyRun.events(TinyRun.config(task))
        let flows = events.compactMap { if case .gapFlow(let record) = $0 { record } else { nil } }
        let responses = events.compactMap { if case .response(let record) = $0 { record } else { nil } }
        #expect(flows.map(\.step) == [20, 30, 40, 50, 60])
        #expect(responses.map(\.step) == [20, 40, 60])
        #expect(flows.allSatisfy { $0.sequences == 8 && $0.curvatures.count >= 2 && $0.weightDecay == 1 })
        #expect(flows.dropFirst().allSatisfy { $0.measuredChange != nil && $0.previousKStar != nil })
        #expect(responses.allSatisfy { $0.functionalR2.count >= 2 && $0.controlR2.count == 1 && $0.sequences == 60 })
        for response in responses {
            let isCyclic = response.coordinate == .residue
            #expect(response.circularR2?.count == (isCyclic ? response.functionalR2.count : nil))
            #expect(response.circularFrequency?.count == (isCyclic ? response.functionalR2.count : nil))
            #expect(response.circularFrequency?.allSatisfy { (1...5).contains($0) } != false)
            #expect(response.controlCircularR2?.count == (isCyclic ? 1 : nil))
        }
        let spectra = events.spectra.filter { $0.interval == 10 }
        for (flow, spectrum) in zip(flows, spectra) {
            let (upper, lower) = (spectrum.sigma[spectrum.kStarWeighted - 1], spectrum.sigma[spectrum.kStarWeighted])
            #expect(flow.kStar == spectrum.kStarWeighted && abs(flow.gap - (upper - lower)) <= 1e-12 * upper)
        }
        // Windows of N/5 with W = 2 and 5, and the same of N.
        let kinds = events.filter { $0.step == 40 && $0.isReproduced }.map(\.typeName)
        #expect(
            kinds == ["spectrum", "spectrum"] + Array(repeating: "window", count: 4) + [
                "gapFlow", "response", "evaluation",
            ])
    }

    @Test("nothing that is measured changes a bit of the run", arguments: TinyRun.tasks)
    func parametersUntouched(task: TaskName) async throws {
        var config = TinyRun.config(task)
        let measured = try await TinyRun.events(config)
        config.spectrum.measurements = nil
        let plain = try await TinyRun.events(config)
        #expect(measured.finished == plain.finished)
        #expect(measured.evaluations.map(\.testLoss) == plain.evaluations.map(\.testLoss))
        #expect(measured.spectra == plain.spectra)
        #expect(!plain.contains { ["gapFlow", "window", "response"].contains($0.typeName) })
    }

    @Test("the gap flow follows ω as it is set") func weightDecay() async throws {
        let events = try await TinyRun.events(
            TinyRun.config, TinyRun.options(schedule: [(25, .weightDecay(.value(0.5)))]))
        let flows = events.compactMap { if case .gapFlow(let record) = $0 { record } else { nil } }
        #expect(flows.map(\.weightDecay) == [1, 0.5, 0.5, 0.5, 0.5])
    }
}
