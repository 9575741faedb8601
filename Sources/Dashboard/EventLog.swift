import RunEvents
import TerminalUI

/// What happened, in the order in which it did.
package struct EventLog: Sendable {
    package private(set) var entries: [LogEntry] = []
    /// Indices of probes that have not answered.
    private var underWay: [Int] = []
    /// The slingshot that the next evaluation says the end of.
    private var openSlingshot: Int?

    package init() {}

    /// Kinds of the probes that have not answered, oldest first.
    package var probesUnderWay: [LogEntry.Kind] { underWay.map { entries[$0].kind } }

    mutating func note(_ record: EvaluationRecord) {
        guard let index = openSlingshot, record.step > entries[index].step else { return }
        entries[index].detail += " → " + NumberText.fixed(record.decidingTestAccuracy, decimals: 3)
        openSlingshot = nil
    }

    mutating func note(_ record: MarkerRecord) {
        let accuracy = NumberText.fixed(record.accuracy, decimals: 3)
        let sequences = "of " + NumberText.grouped(record.sequences)
        switch record.kind {
        case .memorized: add(record.step, .memorized, "memorized", "train \(accuracy) \(sequences)")
        case .grokked: add(record.step, .grokked, "grokked", "test \(accuracy) \(sequences)")
        case .slingshot:
            let before = record.previousAccuracy.map { NumberText.fixed($0, decimals: 3) + " → " } ?? "test "
            add(record.step, .slingshot, "slingshot", before + accuracy)
            openSlingshot = entries.count - 1
        }
    }

    /// Commands about the pace of watching are left out: they change nothing in the run, and there are many of them.
    mutating func note(_ record: CommandRecord, previousWeightDecay: Double?) {
        switch record.command {
        case .weightDecay:
            let was = previousWeightDecay.map { "was " + NumberText.short($0) } ?? ""
            let state = record.weightDecay == 0 ? "decay off" : "decay " + NumberText.short(record.weightDecay)
            add(record.step, .weightDecay, state, was)
        case .ablate: begin(record.step, .ablation, "ablate")
        case .perturb: begin(record.step, .perturbation, "perturb")
        case .pause, .resume, .step, .pace, .stop: break
        }
    }

    mutating func note(_ record: RefusedRecord) {
        add(record.step, .refused, "refused \(record.command.rawValue)", record.reason)
    }

    mutating func note(_ probe: ProbeRecord) {
        switch probe {
        case .ablation(let record): answer(record.step, .ablation, "ablate", ProbeText.summary(record))
        case .perturbation(let record): answer(record.step, .perturbation, "perturb", ProbeText.summary(record))
        }
    }

    mutating func note(_ record: ResumedRecord) {
        forgetProbes()
        add(record.step, .resumed, "resumed", "from checkpoint " + NumberText.grouped(record.checkpointStep))
    }

    mutating func note(_ record: ForkedRecord) {
        forgetProbes()
        add(record.step, .forked, "forked", "from " + record.parent.name)
    }

    mutating func note(_ record: FinishedRecord) {
        let digest = "parameters " + record.parameterDigest.prefix(8)
        switch record.reason {
        case .completed: add(record.step, .finished, "finished", digest)
        case .stopped: add(record.step, .finished, "stopped", digest)
        case .notFinite: add(record.step, .finished, "ended", (record.detail ?? "a value") + " is not finite")
        }
        forgetProbes()
    }

    /// Who asked for them is gone.
    private mutating func forgetProbes() {
        for index in underWay {
            entries[index].isUnderWay = false
            entries[index].detail = "not answered"
        }
        underWay = []
    }

    private mutating func add(_ step: Int, _ kind: LogEntry.Kind, _ title: String, _ detail: String) {
        entries.append(LogEntry(step: step, kind: kind, title: title, detail: detail))
    }

    private mutating func begin(_ step: Int, _ kind: LogEntry.Kind, _ title: String) {
        underWay.append(entries.count)
        entries.append(LogEntry(step: step, kind: kind, title: title, detail: "under way…", isUnderWay: true))
    }

    /// Fills in the entry that the probe was asked for by; a run told from its middle may have none.
    private mutating func answer(_ step: Int, _ kind: LogEntry.Kind, _ title: String, _ detail: String) {
        let asked = underWay.firstIndex { entries[$0].kind == kind && entries[$0].step == step }
        guard let place = asked ?? underWay.firstIndex(where: { entries[$0].kind == kind }) else {
            add(step, kind, title, detail)
            return
        }
        let index = underWay.remove(at: place)
        entries[index].detail = detail
        entries[index].isUnderWay = false
    }
}
