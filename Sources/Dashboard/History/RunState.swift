package import RunEvents

/// Everything that is known about a run from its events, now and at any earlier step. Taking in an event costs the same
/// however long the run has gone on; looking back takes O(log n).
package struct RunState: Sendable {
    /// How the run was begun; nil before that.
    package internal(set) var started: StartedRecord?
    /// Its evaluations on the train set and the test set.
    package internal(set) var evaluations = EvaluationHistory()
    /// The numbers that another program logs.
    package internal(set) var metrics = MetricHistory()
    /// Full windows of updates of `spectrum.fineInterval` steps.
    package internal(set) var fine = SpectrumHistory()
    /// Full windows of updates of `spectrum.interval` steps, the paper's.
    package internal(set) var coarse = SpectrumHistory()
    /// What is measured of the edge besides, and what follows from it.
    package internal(set) var edge = EdgeHistory()
    /// What happened, as the event list shows it.
    package internal(set) var log = EventLog()
    /// The latest report of pace and state. It comes by the clock and not by the step, and is not kept: nil in the
    /// past.
    package internal(set) var progress: ProgressRecord?
    /// The last step that anything is known about.
    package internal(set) var step = 0
    /// Seconds that the run had gone on for; nil where nobody has said.
    package internal(set) var elapsedSeconds: Double?

    /// The last step that anything is known about, also of a run that is looked back at.
    package internal(set) var newestStep = 0

    /// The last step that the run had reached before it went back; −1 where it never has. What a recording says was
    /// reached does not fall, and says nothing new until it is more than this.
    var leftStep = -1
    var clock = RunClock()
    var probes: [MeasurementKind: TimeLine<ProbeRecord>] = [:]
    var newestProbes = TimeLine<MeasurementKind>()
    var metricProbes = TimeLine<MetricProbeRecord>()
    var interventions = TimeLine<InterventionRecord>()
    /// A run that was stopped can go on: nil again from then on.
    var ends = TimeLine<FinishedRecord?>()
    var grokkings = TimeLine<MarkerRecord>()
    var weightDecays = TimeLine<Double>()
    var pauses = TimeLine<Bool>()
    var paces = TimeLine<Double?>()
    /// Whether this is the past of a run that goes on elsewhere.
    var isPast = false

    /// A run that has not begun.
    package init() {}

    /// What the run is; nil before it has begun.
    package var description: RunDescription? { started?.run }
    /// Task, model, optimizer and measurements of a run that groktop trains; nil of other runs, and before it has
    /// begun.
    package var config: RunConfig? { started?.config }
    /// Whether another program trains the run.
    package var isWatched: Bool { description?.watched != nil }
    /// The last answer of a probe.
    package func probe(_ kind: MeasurementKind) -> ProbeRecord? { probes[kind]?.newest }
    /// The latest intervention that the run's recording holds.
    package var intervention: InterventionRecord? { interventions.newest }
    /// The probe that answered last.
    package var newestProbe: MeasurementKind? { newestProbes.newest }
    /// The latest probe of another program's model, of one kind.
    package func metricProbe(_ kind: MetricProbeRecord.Kind) -> MetricProbeRecord? {
        metricProbes.records.last { $0.kind == kind }
    }
    /// The latest ablation.
    package var ablation: AblationRecord? {
        probe(.ablation)?.as(AblationRecord.self)
    }
    /// The latest perturbation.
    package var perturbation: PerturbationRecord? {
        probe(.perturbation)?.as(PerturbationRecord.self)
    }
    /// How the run ended; nil while it goes on, also after it was resumed.
    package var finished: FinishedRecord? { ends.newest ?? nil }
    /// Whether the run has ended.
    package var isFinished: Bool { finished != nil }
    /// The marker of the step at which the run grokked; nil before that.
    package var grokked: MarkerRecord? { grokkings.newest }
    /// The weight decay ω in use; nil before the run has begun.
    package var weightDecay: Double? { weightDecays.newest }
    /// Whether the run was paused, and has not been continued.
    package var isPaused: Bool { pauses.newest ?? false }
    /// Steps a second asked for; nil for as fast as possible.
    package var pace: Double? { paces.newest ?? nil }

    // MARK: Looking back

    /// Seconds that a playback at the run's own speed takes to a step. A pause of the run takes no longer than a
    /// moment.
    package func playedSeconds(at step: Int) -> Double { clock.played(at: step) }

    /// The step that a playback has come to at a time in seconds, between two recorded steps in proportion; nil where
    /// the run has no times.
    package func step(playedSeconds: Double) -> Int? { clock.step(played: playedSeconds) }

    /// The run as it was when it had reached a step: the state that it would have from only the events that had arrived
    /// by then (`TimeLine` says when an event arrives).
    ///
    /// O(log n). The past shares all storage with the present, and is not to be kept while events come in.
    package func state(at wanted: Int) -> RunState {
        var past = self
        let step = max(0, min(wanted, self.step))
        past.isPast = true
        past.step = step
        past.progress = nil
        past.elapsedSeconds = clock.seconds(at: step)
        past.evaluations = evaluations.prefix(reached: step)
        past.metrics = metrics.prefix(reached: step)
        past.fine = fine.prefix(reached: step)
        past.coarse = coarse.prefix(reached: step)
        past.edge = edge.prefix(reached: step)
        past.log = log.prefix(reached: step)
        past.probes = probes.mapValues { $0.prefix(reached: step) }
        past.metricProbes = metricProbes.prefix(reached: step)
        past.newestProbes = newestProbes.prefix(reached: step)
        past.interventions = interventions.prefix(reached: step)
        past.ends = ends.prefix(reached: step)
        past.grokkings = grokkings.prefix(reached: step)
        past.weightDecays = weightDecays.prefix(reached: step)
        past.pauses = pauses.prefix(reached: step)
        past.paces = paces.prefix(reached: step)
        return past
    }
}
