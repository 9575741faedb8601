import Lifecycle
package import RunEvents
import TerminalUI

/// What happened, in the order in which it did, and how that list read at any earlier step.
///
/// An entry may be revised once: that of a probe under way by its answer, that of a slingshot by how it ended. Both
/// readings are kept, with the last step that was known of when they came.
package struct EventLog: Sendable {
    private var line = TimeLine<Kept>()
    /// Indices of probes that have not answered.
    private var underWay: [Int] = []
    /// Indices of probes whose process has gone. The run may have been asked again.
    private var unanswered: [Int] = []
    /// Index of the slingshot whose end the next evaluation shows.
    private var openSlingshot: Int?
    /// The last step that is known of: an entry that was revised after it reads as it did before.
    private var limit = Int.max

    private struct Kept: Sendable {
        var first: LogEntry
        var last: LogEntry?
        /// Arrival of the revision.
        var lastReached = Int.max
    }

    /// A log without entries.
    package init() {}

    /// Whether nothing has happened.
    package var isEmpty: Bool { line.isEmpty }

    /// The entries, oldest first.
    package var entries: LazyEntries { LazyEntries(log: self) }

    /// The entries as they read at the log's step, each made when it is asked for.
    package struct LazyEntries: RandomAccessCollection, Sendable {
        fileprivate let log: EventLog

        /// Index of the oldest entry.
        package var startIndex: Int { 0 }
        /// One past the index of the latest entry.
        package var endIndex: Int { log.line.count }
        /// The entry at an index. O(1).
        package subscript(index: Int) -> LogEntry { log.entry(index) }
    }

    private func entry(_ index: Int) -> LogEntry {
        let kept = line.records[index]
        guard let last = kept.last, kept.lastReached <= limit else { return kept.first }
        return last
    }

    /// The probes that have been asked for and have not answered, oldest first.
    package var probesUnderWay: [MeasurementKind] {
        entries.lazy.filter(\.isUnderWay).compactMap(\.probe)
    }

    /// The log as it read when no step after `reached` was known of. Shares all storage, and takes O(log n).
    func prefix(reached: Int) -> EventLog {
        var prefix = self
        prefix.limit = min(limit, reached)
        prefix.line = line.prefix(reached: reached)
        return prefix
    }

    /// Makes this beginning of a log the whole of it: what came later is forgotten.
    mutating func forgetLater() {
        let (count, limit) = (line.count, limit)
        line.forgetLater()
        for index in 0..<count {
            line.revise(index) { kept in
                if kept.lastReached > limit { (kept.last, kept.lastReached) = (nil, .max) }
            }
        }
        underWay.removeAll { $0 >= count }
        unanswered.removeAll { $0 >= count }
        if let index = openSlingshot, index >= count { openSlingshot = nil }
        self.limit = .max
    }

    /// Another program went back to a step: what it had done since is no longer in the log.
    mutating func noteGoingBack(to step: Int, from left: Int) {
        add(step, .resumed, "back", "from step " + NumberText.grouped(left), step)
    }

    // MARK: Taking in

    mutating func note(_ record: EvaluationRecord, reached: Int) {
        guard let index = openSlingshot, record.step > first(index).step else { return }
        let ending = " → " + NumberText.fixed(record.decidingTestAccuracy, decimals: 3)
        revise(index, first(index).detail + ending, reached)
        openSlingshot = nil
    }

    mutating func note(_ record: MarkerRecord, reached: Int) {
        let accuracy = NumberText.fixed(record.accuracy, decimals: 3)
        // Another program does not say on how many its accuracy stands.
        let sequences = record.sequences > 0 ? "of " + NumberText.grouped(record.sequences) : ""
        switch record.kind {
        case .memorized: add(record.step, .memorized, "memorized", "train \(accuracy) \(sequences)", reached)
        case .grokked: add(record.step, .grokked, "grokked", "test \(accuracy) \(sequences)", reached)
        case .slingshot:
            let before = record.previousAccuracy.map { NumberText.fixed($0, decimals: 3) + " → " } ?? "test "
            add(record.step, .slingshot, "slingshot", before + accuracy, reached)
            openSlingshot = line.count - 1
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
        case .learningRate(let factor):
            add(record.step, .weightDecay, "η × \(NumberText.short(factor))", "of the program's own", reached)
        case .checkpoint: add(record.step, .measurement, "checkpoint", "asked for", reached)
        case .back(let step): add(record.step, .resumed, "back", "to step \(NumberText.grouped(step))", reached)
        case .pause:
            // Nobody who watches has asked for it.
            if let rule = record.alertRule { add(record.step, .note, "paused", "alert: \(rule)", reached) }
        case .resume, .step, .pace, .cancelProbes, .evaluate, .stop: break
        }
    }

    /// A probe that was cancelled is refused after it had begun.
    mutating func note(_ record: RefusedRecord, reached: Int) {
        if record.isCancelledProbe,
            let place = underWay.firstIndex(where: {
                first($0).step == record.step && first($0).probe.map(RunCommand.probe) == record.command
            })
        {
            revise(underWay.remove(at: place), record.reason, reached)
            return
        }
        add(record.step, .refused, "refused \(record.command.rawValue)", record.reason, reached)
    }

    mutating func note(_ probe: ProbeRecord, reached: Int) {
        answer(probe.step, probe.kind, MeasurementSummary.text(probe.record), reached)
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
        add(record.step, .measurement, MeasurementKind.intervention.name, MeasurementSummary.text(record), reached)
    }

    /// Another program measures its model between two steps, and says so with its answer.
    mutating func note(_ record: MetricProbeRecord, reached: Int) {
        let kind = record.kind.measurement
        add(record.step, LogEntry.Kind(kind), kind.command, MetricProbeText.summary(record), reached)
    }

    /// What a recorder in another program has to say.
    mutating func note(_ record: RemarkRecord, reached: Int) {
        let title = record.count.map { "\(NumberText.grouped($0)) dropped" } ?? record.kind.rawValue
        add(record.step, record.kind == .note ? .note : .refused, title, PrintableText.line(record.message), reached)
    }

    mutating func note(_ record: ForkedRecord, reached: Int) {
        forgetProbes(reached)
        add(record.step, .forked, "forked", "from " + record.parent.name, reached)
    }

    mutating func note(_ record: FinishedRecord, reached: Int) {
        let digest = record.parameterDigest.isEmpty ? "" : "parameters " + record.parameterDigest.prefix(8)
        switch record.reason {
        case .completed: add(record.step, .finished, "finished", digest, reached)
        case .stopped: add(record.step, .finished, "stopped", digest, reached)
        case .notFinite:
            add(record.step, .finished, "ended", (record.detail ?? "a value") + " is not finite", reached)
        case .failed: add(record.step, .finished, "failed", PrintableText.line(record.detail ?? ""), reached)
        }
        forgetProbes(reached)
    }

    /// The process that was asked for them is gone.
    private mutating func forgetProbes(_ reached: Int) {
        for index in underWay { revise(index, "not answered", reached) }
        (underWay, unanswered) = ([], [])
    }

    private mutating func add(
        _ step: Int, _ kind: LogEntry.Kind, _ title: String, _ detail: String, _ reached: Int, isUnderWay: Bool = false,
        probe: MeasurementKind? = nil
    ) {
        let entry = LogEntry(step: step, kind: kind, title: title, detail: detail, isUnderWay: isUnderWay, probe: probe)
        line.append(Kept(first: entry), reached: reached)
    }

    private mutating func revise(_ index: Int, _ detail: String, _ reached: Int) {
        line.revise(index) { kept in
            var entry = kept.first
            entry.detail = detail
            entry.isUnderWay = false
            (kept.last, kept.lastReached) = (entry, reached)
        }
    }

    /// An entry as it was first written.
    private func first(_ index: Int) -> LogEntry { line.records[index].first }

    private mutating func begin(_ step: Int, _ probe: MeasurementKind, _ reached: Int) {
        underWay.append(line.count)
        add(step, LogEntry.Kind(probe), probe.command, "under way…", reached, isUnderWay: true, probe: probe)
    }

    /// Revises the entry of the probe's request. Adds an entry where there is none, as in a run joined in its middle.
    private mutating func answer(_ step: Int, _ probe: MeasurementKind, _ detail: String, _ reached: Int) {
        func isAsked(_ index: Int) -> Bool { first(index).probe == probe && first(index).step == step }
        let asked = underWay.firstIndex(where: isAsked)
        if asked == nil, let place = unanswered.firstIndex(where: isAsked) {
            return revise(unanswered.remove(at: place), detail, reached)
        }
        guard let place = asked ?? underWay.firstIndex(where: { first($0).probe == probe }) else {
            add(step, LogEntry.Kind(probe), probe.command, detail, reached, probe: probe)
            return
        }
        revise(underWay.remove(at: place), detail, reached)
    }
}

extension RefusedRecord {
    /// Whether it is the end of a probe under way, and not a command that was never applied.
    var isCancelledProbe: Bool {
        if case .probe = command { endsRequest } else { false }
    }
}
