import Lifecycle
package import RunEvents
import TerminalUI

/// What happened, in the order in which it did, and how that list read at any earlier step: `prefix` shares all
/// storage.
///
/// An entry says at most one thing twice: a probe that is under way its answer later, a slingshot how it ended. Both
/// readings are kept, with the last step that was known of when they came.
package struct EventLog: Sendable {
    private var all: [Kept] = []
    /// Indices of probes that have not answered.
    private var underWay: [Int] = []
    /// Indices of probes whose process has gone. The run may have been asked again.
    private var unanswered: [Int] = []
    /// The slingshot that the next evaluation says the end of.
    private var openSlingshot: Int?
    /// Nothing that came when a later step was known of is told.
    private var limit = Int.max
    private var count = 0

    private struct Kept: Sendable {
        var first: LogEntry
        var reached: Int
        var last: LogEntry?
        var lastReached = Int.max
    }

    package init() {}

    package var isEmpty: Bool { count == 0 }

    package var entries: LazyEntries { LazyEntries(log: self) }

    /// The entries as they read at the log's step.
    package struct LazyEntries: RandomAccessCollection, Sendable {
        fileprivate let log: EventLog

        package var startIndex: Int { 0 }
        package var endIndex: Int { log.count }
        package subscript(index: Int) -> LogEntry { log.entry(index) }
    }

    private func entry(_ index: Int) -> LogEntry {
        let kept = all[index]
        guard let last = kept.last, kept.lastReached <= limit else { return kept.first }
        return last
    }

    /// Kinds of the probes that have not answered, oldest first.
    package var probesUnderWay: [MeasurementKind] {
        entries.lazy.filter(\.isUnderWay).compactMap(\.probe)
    }

    /// What had come when no step after `reached` was known of.
    func prefix(reached: Int) -> EventLog {
        var prefix = self
        prefix.limit = reached
        prefix.count = BinarySearch.firstIndex(in: 0..<count) { all[$0].reached > reached }
        return prefix
    }

    // MARK: Taking in

    mutating func note(_ record: EvaluationRecord, reached: Int) {
        guard let index = openSlingshot, record.step > all[index].first.step else { return }
        let ending = " → " + NumberText.fixed(record.decidingTestAccuracy, decimals: 3)
        revise(index, all[index].first.detail + ending, reached)
        openSlingshot = nil
    }

    mutating func note(_ record: MarkerRecord, reached: Int) {
        let accuracy = NumberText.fixed(record.accuracy, decimals: 3)
        let sequences = "of " + NumberText.grouped(record.sequences)
        switch record.kind {
        case .memorized: add(record.step, .memorized, "memorized", "train \(accuracy) \(sequences)", reached)
        case .grokked: add(record.step, .grokked, "grokked", "test \(accuracy) \(sequences)", reached)
        case .slingshot:
            let before = record.previousAccuracy.map { NumberText.fixed($0, decimals: 3) + " → " } ?? "test "
            add(record.step, .slingshot, "slingshot", before + accuracy, reached)
            openSlingshot = all.count - 1
        }
    }

    /// The estimate says that the run generalizes; it does not look at the test set.
    mutating func note(_ reading: PhaseReading, reached: Int) {
        guard let since = reading.generalizingSince else { return }
        add(since, .generalizing, "generalizing", "\(PhaseText.name(reading.phase)) edge", reached)
    }

    /// Commands about the pace of watching are left out: they change nothing in the run, and there are many of them.
    mutating func note(_ record: CommandRecord, previousWeightDecay: Double?, reached: Int) {
        switch record.command {
        case .weightDecay:
            let was = previousWeightDecay.map { "was " + NumberText.short($0) } ?? ""
            let state = record.weightDecay == 0 ? "decay off" : "decay " + NumberText.short(record.weightDecay)
            add(record.step, .weightDecay, state, was, reached)
        case .freshOptimizer: add(record.step, .weightDecay, "fresh optimizer", "Adam begins anew", reached)
        case .probe(let kind): begin(record.step, kind, reached)
        case .intervene(let step):
            add(step ?? record.step, .measurement, "intervene", "its forks are to be trained", reached)
        case .pause, .resume, .step, .pace, .cancelProbes, .stop: break
        }
    }

    /// A probe that was cancelled is refused after it had begun.
    mutating func note(_ record: RefusedRecord, reached: Int) {
        if record.isCancelledProbe,
            let place = underWay.firstIndex(where: {
                all[$0].first.step == record.step && all[$0].first.probe.map(RunCommand.probe) == record.command
            })
        {
            revise(underWay.remove(at: place), record.reason, reached)
            return
        }
        add(record.step, .refused, "refused \(record.command.rawValue)", record.reason, reached)
    }

    mutating func note(_ probe: ProbeRecord, reached: Int) {
        answer(probe.step, probe.kind, ProbeText.summary(probe.record), reached)
    }

    /// Probes that were not answered may be asked again.
    mutating func note(_ record: ResumedRecord, reached: Int) {
        let open = underWay
        forgetProbes(reached)
        unanswered += open
        let from = "from checkpoint " + NumberText.grouped(record.checkpointStep)
        add(record.step, .resumed, "resumed", from, reached)
    }

    mutating func note(_ record: InterventionRecord, reached: Int) {
        add(record.step, .measurement, MeasurementKind.intervention.name, ProbeText.summary(record), reached)
    }

    mutating func note(_ record: ForkedRecord, reached: Int) {
        forgetProbes(reached)
        add(record.step, .forked, "forked", "from " + record.parent.name, reached)
    }

    mutating func note(_ record: FinishedRecord, reached: Int) {
        let digest = "parameters " + record.parameterDigest.prefix(8)
        switch record.reason {
        case .completed: add(record.step, .finished, "finished", digest, reached)
        case .stopped: add(record.step, .finished, "stopped", digest, reached)
        case .notFinite:
            add(record.step, .finished, "ended", (record.detail ?? "a value") + " is not finite", reached)
        }
        forgetProbes(reached)
    }

    /// Who asked for them is gone.
    private mutating func forgetProbes(_ reached: Int) {
        for index in underWay { revise(index, "not answered", reached) }
        (underWay, unanswered) = ([], [])
    }

    private mutating func add(
        _ step: Int, _ kind: LogEntry.Kind, _ title: String, _ detail: String, _ reached: Int, isUnderWay: Bool = false,
        probe: MeasurementKind? = nil
    ) {
        precondition(count == all.count, "append to the first \(count) of \(all.count) entries")
        let entry = LogEntry(step: step, kind: kind, title: title, detail: detail, isUnderWay: isUnderWay, probe: probe)
        all.append(Kept(first: entry, reached: reached))
        count += 1
    }

    private mutating func revise(_ index: Int, _ detail: String, _ reached: Int) {
        var entry = all[index].first
        entry.detail = detail
        entry.isUnderWay = false
        all[index].last = entry
        all[index].lastReached = reached
    }

    private mutating func begin(_ step: Int, _ probe: MeasurementKind, _ reached: Int) {
        underWay.append(all.count)
        add(step, LogEntry.Kind(probe), probe.command, "under way…", reached, isUnderWay: true, probe: probe)
    }

    /// Fills in the entry that the probe was asked for by; a run told from its middle may have none.
    private mutating func answer(_ step: Int, _ probe: MeasurementKind, _ detail: String, _ reached: Int) {
        func isAsked(_ index: Int) -> Bool { all[index].first.probe == probe && all[index].first.step == step }
        let asked = underWay.firstIndex(where: isAsked)
        if asked == nil, let place = unanswered.firstIndex(where: isAsked) {
            return revise(unanswered.remove(at: place), detail, reached)
        }
        guard let place = asked ?? underWay.firstIndex(where: { all[$0].first.probe == probe }) else {
            add(step, LogEntry.Kind(probe), probe.command, detail, reached, probe: probe)
            return
        }
        revise(underWay.remove(at: place), detail, reached)
    }
}

extension RefusedRecord {
    /// Whether it is the end of a probe under way, and not a command that was never applied.
    var isCancelledProbe: Bool {
        guard case .probe = command else { return false }
        return reason == Self.cancelled
    }
}
