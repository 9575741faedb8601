import RunEvents
import Testing

@Suite("What a run was asked for and has not answered")
struct OpenRequestsTests {
    private func asked(_ command: RunCommand, _ step: Int) -> RunEvent {
        .command(CommandRecord(step: step, command: command, weightDecay: 1))
    }

    private func refused(_ command: RunCommand, _ step: Int, _ reason: String) -> RunEvent {
        .refused(RefusedRecord(step: step, command: command, reason: reason))
    }

    private func answered(_ step: Int) -> RunEvent {
        let summary = AttentionRecord.Summary(
            entropy: 1, positionEntropy: 1, relativeEntropy: nil, distanceFromUniform: nil, uniformEntropy: 1)
        return .probe(
            ProbeRecord(AttentionRecord(step: step, sequences: 1, tokens: 2, summary: summary, attentions: [])))
    }

    private func intervention(_ step: Int) -> RunEvent {
        .intervention(
            InterventionRecord(
                step: step, steps: 10, freshOptimizer: false, coordinate: .depth, sequences: 1, branches: []))
    }

    @Test("an answer closes one request of its kind and step")
    func answers() {
        var open = OpenRequests([
            asked(.probe(.attention), 10), asked(.probe(.attention), 10), asked(.probe(.attention), 20),
        ])
        #expect(open.requests.map(\.step) == [10, 10, 20] && open.firstStep == 10)
        open.take(answered(10))
        #expect(open.requests.map(\.step) == [10, 20])
        open.take(answered(30))
        #expect(open.requests.map(\.step) == [10, 20], "an answer to nothing closes nothing")
        open.take(answered(10))
        open.take(answered(20))
        #expect(open == OpenRequests() && open.firstStep == nil)
    }

    @Test("a cancelled probe is closed; one that was never taken closes nothing")
    func refusals() {
        var open = OpenRequests([asked(.probe(.readout), 10)])
        open.take(refused(.probe(.readout), 10, "4 probes are already under way"))
        #expect(open.probes.count == 1)
        open.take(refused(.probe(.readout), 10, RefusedRecord.cancelled))
        #expect(open.requests.isEmpty)
    }

    @Test("an intervention is about the step that it names, and is closed by its answer or any refusal of it")
    func interventions() {
        var open = OpenRequests([asked(.intervene(step: 300), 350), asked(.intervene(step: 350), 350)])
        #expect(open.interventions == [300, 350] && open.probes.isEmpty)
        open.take(intervention(300))
        #expect(open.interventions == [350])
        open.take(refused(.intervene(step: 350), 350, "it cannot be"))
        #expect(open.requests.isEmpty)
    }

    @Test("a fork has nothing to answer that its parent was asked, and commands that ask for nothing are passed over")
    func forks() {
        let fork = RunEvent.forked(ForkedRecord(step: 10, parent: RunReference(name: "a", identifier: "b")))
        #expect(OpenRequests([asked(.ablate, 5), fork]).requests.isEmpty)
        #expect(OpenRequests([asked(.ablate, 5), fork, asked(.perturb, 12)]).requests.map(\.step) == [12])
        #expect(OpenRequests([asked(.pause, 1), asked(.stop, 2), asked(.weightDecay(.off), 3)]).requests.isEmpty)
    }
}
