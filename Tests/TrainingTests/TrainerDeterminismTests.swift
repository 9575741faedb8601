import RunEvents
import Tasks
import Testing
import Training

/// A configuration and its commands make a run, bit for bit; nothing else may.
@Suite("Trainer: the same bits", .timeLimit(.minutes(20)))
struct TrainerDeterminismTests {
    private static let references = Dictionary(
        uniqueKeysWithValues: TinyRun.tasks.map { task in
            (task, Task { try await TinyRun.events(TinyRun.config(task)) })
        })

    private func expectReference(_ task: TaskName, _ events: [RunEvent], _ comment: Comment) async throws {
        let reference = try await #require(Self.references[task]).value
        #expect(events.finished == reference.finished, comment)
        #expect(events.measurements == reference.measurements, comment)
        #expect(reference.measurements.count > 20)
    }

    @Test("twice, and on any number of threads", arguments: TinyRun.tasks, [1, 2, 4])
    func threads(task: TaskName, count: Int) async throws {
        let events = try await TinyRun.events(TinyRun.config(task), TinyRun.options(threads: count))
        try await expectReference(task, events, "\(count) threads")
    }

    @Test("held back to 500 steps a second", arguments: TinyRun.tasks) func pace(task: TaskName) async throws {
        let events = try await TinyRun.events(TinyRun.config(task), TinyRun.options(pace: 500))
        try await expectReference(task, events, "pace")
        #expect(events.progress.allSatisfy { $0.pace == 500 })
    }

    @Test("paused, stepped and resumed", arguments: TinyRun.tasks) func pausing(task: TaskName) async throws {
        let events = try await TinyRun.events(
            TinyRun.config(task), TinyRun.options(schedule: [(7, .pause), (33, .pause)])
        ) { event, commands in
            guard case .command(let record) = event, record.command == .pause else { return }
            for command in [RunCommand.step, .step, .pace(800), .step, .resume, .pace(nil)] { commands.send(command) }
        }
        try await expectReference(task, events, "paused")
        #expect(events.commands.count == 14)
    }

    @Test("probed on the way", arguments: TinyRun.tasks) func probes(task: TaskName) async throws {
        let events = try await TinyRun.events(
            TinyRun.config(task),
            TinyRun.options(threads: 2, schedule: [(20, .ablate), (25, .perturb), (50, .ablate)]))
        try await expectReference(task, events, "probed")
        // A run of modular addition answers for its progress unasked.
        let unasked = events.probes.filter { $0.kind == .progressMeasures }.map(\.step)
        #expect(unasked == (task == .modadd ? [20, 40, 60] : []))
        let asked = events.probes.filter { $0.kind != .progressMeasures }
        #expect(asked.map(\.step) == [20, 25, 50])
        #expect(events.refusals.isEmpty)
        guard let record = asked.first?.as(AblationRecord.self) else {
            return #expect(Bool(false), "no ablation")
        }
        #expect(record.sequences == 60 && record.removals.first?.directions == [1])
    }

    @Test("every probe leaves the training's bits alone", arguments: TinyRun.tasks, MeasurementKind.probes)
    func everyProbe(task: TaskName, kind: MeasurementKind) async throws {
        let events = try await TinyRun.events(
            TinyRun.config(task), TinyRun.options(threads: 2, schedule: [(30, .probe(kind))]))
        try await expectReference(task, events, "\(kind)")
        let reason = TinyRun.config(task).reasonToRefuse(kind)
        #expect(events.refusals.map(\.reason) == [reason].compactMap(\.self))
        let answers = events.probes.filter { $0.step == 30 }
        #expect(answers.map(\.kind) == (reason == nil ? [kind] : []))
    }

    @Test("another seed, weight decay or length makes another run") func otherConfigurations() async throws {
        var configs = [TinyRun.config, TinyRun.config, TinyRun.config]
        configs[0].seed = 43
        configs[1].optimizer.weightDecay = 0.5
        configs[2].steps = 59
        var digests = [try await TinyRun.events().finished?.parameterDigest]
        for config in configs { digests.append(try await TinyRun.events(config).finished?.parameterDigest) }
        #expect(Set(digests).count == 4)
    }
}
