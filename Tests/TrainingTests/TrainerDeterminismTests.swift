import RunEvents
import Testing
import Training

/// A configuration and its commands make a run, bit for bit; nothing else may.
@Suite("Trainer: the same bits", .timeLimit(.minutes(1)))
struct TrainerDeterminismTests {
    private static let reference = Task { await TinyRun.events() }

    private func expectReference(_ events: [RunEvent], _ comment: Comment) async {
        let reference = await Self.reference.value
        #expect(events.finished == reference.finished, comment)
        #expect(events.measurements == reference.measurements, comment)
        #expect(reference.measurements.count > 40)
    }

    @Test("twice, and on any number of threads", arguments: [1, 2, 4])
    func threads(count: Int) async {
        await expectReference(await TinyRun.events(TinyRun.config, TinyRun.options(threads: count)), "\(count) threads")
    }

    @Test("held back to 500 steps a second") func pace() async {
        let events = await TinyRun.events(TinyRun.config, TinyRun.options(pace: 500))
        await expectReference(events, "pace")
        #expect(events.progress.allSatisfy { $0.pace == 500 })
    }

    @Test("paused, stepped and resumed") func pausing() async {
        let events = await TinyRun.events(
            TinyRun.config, TinyRun.options(schedule: [(7, .pause), (33, .pause)])
        ) { event, commands in
            guard case .command(let record) = event, record.command == .pause else { return }
            for command in [RunCommand.step, .step, .pace(800), .step, .resume, .pace(nil)] { commands.send(command) }
        }
        await expectReference(events, "paused")
        #expect(events.commands.count == 14)
    }

    @Test("probed on the way") func probes() async {
        let events = await TinyRun.events(
            TinyRun.config, TinyRun.options(schedule: [(20, .ablate), (25, .perturb), (50, .ablate)]))
        await expectReference(events, "probed")
        #expect(events.probes.map(\.step) == [20, 25, 50])
        #expect(events.refusals.isEmpty)
        guard case .ablation(let record)? = events.probes.first else { return #expect(Bool(false), "no ablation") }
        #expect(record.sequences == 60 && record.removals.first?.directions == [1])
    }

    @Test("another seed, weight decay or length makes another run") func otherConfigurations() async {
        var configs = [TinyRun.config, TinyRun.config, TinyRun.config]
        configs[0].seed = 43
        configs[1].optimizer.weightDecay = 0.5
        configs[2].steps = 59
        var digests = [await Self.reference.value.finished?.parameterDigest]
        for config in configs { digests.append(await TinyRun.events(config).finished?.parameterDigest) }
        #expect(Set(digests).count == 4)
    }
}
