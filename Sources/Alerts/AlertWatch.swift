package import RunEvents

/// Looks for the rules of alerts in a run's events. It is a pure value: the same events give the same alerts, live, in
/// the trainer and where the past is read.
///
/// A rule fires when it becomes true, and again only after it was false. A mark makes its rule true for that moment, so
/// every slingshot fires.
package struct AlertWatch: Sendable {
    /// The alerts that are looked for.
    package let alerts: [Alert]
    /// Whether each rule is true at present.
    private var isTrue: [Bool]
    private var reached: Set<MarkerRecord.Kind> = []
    /// N of the paper's window; nil before the run has begun, and of runs without it.
    private var paperInterval: Int?

    /// - Parameter alerts: what to look for.
    package init(_ alerts: [Alert]) {
        self.alerts = alerts
        isTrue = Array(repeating: false, count: alerts.count)
    }

    /// Takes an event into account.
    ///
    /// - Returns: the alerts whose rules it made true, in the order of the list.
    package mutating func take(_ event: RunEvent) -> [FiredAlert] {
        guard !alerts.isEmpty else { return [] }
        switch event {
        case .progress: return []
        case .started(let record): paperInterval = record.config?.spectrum.interval
        case .marker(let record): reached.insert(record.kind)
        default: break
        }
        return alerts.indices.compactMap { fire($0, event) }
    }

    private mutating func fire(_ index: Int, _ event: RunEvent) -> FiredAlert? {
        let alert = alerts[index]
        guard let reading = reading(of: alert.rule, in: event) else { return nil }
        let wasTrue = isTrue[index]
        // A moment is over at once.
        isTrue[index] = reading.isTrue && !reading.isMoment
        guard reading.isTrue, !wasTrue else { return nil }
        return FiredAlert(index: index, alert: alert, step: event.step, value: reading.value)
    }

    private struct Reading {
        var isTrue: Bool
        var isMoment = false
        var value: Double?
    }

    /// What an event says about a rule; nil where it says nothing.
    private func reading(of rule: AlertRule, in event: RunEvent) -> Reading? {
        let counts = hasReached(rule.after, at: event.step)
        switch (rule.condition, event) {
        case (.marker(let kind), .marker(let record)) where record.kind == kind:
            return Reading(isTrue: counts, isMoment: true)
        case (.finished, .finished(let record)):
            return Reading(isTrue: counts && record.reason != .stopped, isMoment: true)
        case (.diverged, .finished(let record)):
            return Reading(isTrue: counts && record.reason == .notFinite, isMoment: true)
        case (.diverged, .metric(let record)) where MetricDefinition.isLoss(record.name):
            return Reading(isTrue: counts && !record.value.isFinite)
        case (.comparison(let quantity, let comparison, let bound), _):
            guard let value = quantity.value(in: event, paperInterval: paperInterval) else { return nil }
            return Reading(isTrue: counts && comparison.holds(value, bound), value: value)
        default: return nil
        }
    }

    private func hasReached(_ milestone: AlertRule.Milestone?, at step: Int) -> Bool {
        switch milestone {
        case nil: true
        case .step(let first): step >= first
        case .marker(let kind): reached.contains(kind)
        }
    }
}
