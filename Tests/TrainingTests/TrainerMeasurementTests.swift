import RunEvents
import SpectralEdge
import Testing
import Training

@Suite("Trainer: what is measured of the edge", .timeLimit(.minutes(20)))
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
                "gapLedger", "gapFlow", "response", "evaluation",
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
        #expect(!plain.contains { ["gapLedger", "gapFlow", "window", "response"].contains($0.typeName) })
    }

    @Test("the ledger at each interval from the third on adds up to what the spectra say", arguments: TinyRun.tasks)
    func ledger(task: TaskName) async throws {
        let events = try await TinyRun.events(TinyRun.config(task))
        let ledgers = events.compactMap { if case .gapLedger(let record) = $0 { record } else { nil } }
        let spectra = events.spectra.filter { $0.interval == 10 }
        #expect(ledgers.map(\.step) == [30, 40, 50, 60] && spectra.map(\.step) == [20, 30, 40, 50, 60])
        func gap(_ spectrum: SpectrumRecord, _ k: Int) -> Double { spectrum.sigma[k - 1] - spectrum.sigma[k] }
        for (record, (before, after)) in zip(ledgers, zip(spectra, spectra.dropFirst())) {
            #expect(record.kStar == after.kStarWeighted && record.previousKStar == before.kStarWeighted)
            #expect(record.gap == gap(after, after.kStarWeighted))
            #expect(record.gapChange == gap(after, after.kStarWeighted) - gap(before, before.kStarWeighted))
            #expect(record.kStarChange == gap(after, after.kStarWeighted) - gap(after, before.kStarWeighted))
            #expect(record.edgeChange == after.sigma[0] - before.sigma[0])
            #expect(abs(record.rest) <= 1e-6 * record.gap && abs(record.edgeRest) <= 1e-6 * record.gap)
            let gapSum = record.gapParts.sum + record.kStarChange + record.rest
            #expect(abs(record.gapChange - gapSum) <= 1e-12 * record.gap)
            #expect(abs(record.edgeChange - record.edgeParts.sum - record.edgeRest) <= 1e-12 * record.gap)
            let isFilling = after.sigma.count <= before.sigma.count ? false : true
            #expect(record.gapParts.values.suffix(3).allSatisfy { $0 == 0 } == isFilling)
        }
        // What it is made of, the gap flow measures too.
        let flows = events.compactMap { if case .gapFlow(let record) = $0 { record } else { nil } }
        #expect(flows.dropFirst().map(\.measuredChange) == ledgers.map(\.gapChange))
    }

    @Test("without the ledger the run is the same, and has no account") func withoutLedger() async throws {
        var config = TinyRun.config
        let with = try await TinyRun.events(config)
        config.spectrum.measurements?.gapLedger = false
        let without = try await TinyRun.events(config)
        #expect(with.measurements.filter { $0.typeName != "gapLedger" } == without.measurements)
        #expect(with.measurements.count > without.measurements.count)
    }

    @Test("the gap flow follows ω as it is set") func weightDecay() async throws {
        let events = try await TinyRun.events(
            TinyRun.config, TinyRun.options(schedule: [(25, .weightDecay(.value(0.5)))]))
        let flows = events.compactMap { if case .gapFlow(let record) = $0 { record } else { nil } }
        #expect(flows.map(\.weightDecay) == [1, 0.5, 0.5, 0.5, 0.5])
    }
}
