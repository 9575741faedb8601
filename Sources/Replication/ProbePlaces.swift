package import RunEvents
internal import Tasks

/// The steps at which a run and its twin without weight decay are probed.
package struct ProbePlaces: Sendable, Equatable {
    /// The interval's end nearest to half the grok step; nil where the run did not grok.
    package var before: Int?
    /// The interval's end at or after the grok step; nil where the run did not grok.
    package var at: Int?
    /// Ten intervals after `at`, or the last step; nil where the run did not grok.
    package var after: Int?
    /// The last step of both runs.
    package var late: Int
    /// Where forks with other weight decays leave the run: after grokking, and before its end. nil where there is no
    /// such step, or the paper has no figures for the task.
    package var intervention: Int?
    /// Where forks leave the run in the author's own protocol; nil where the run has no such step, or he has none.
    package var publishedIntervention: Int?
    /// Where the author probes, whatever the run.
    package var fixed: [Int]

    /// Intervals from grokking to `after`.
    static let intervalsAfter = 10

    /// - Parameters:
    ///   - grokkedAt: the grok step of the run with weight decay.
    ///   - config: decides the interval, and with its task the paper's steps.
    ///   - lastStep: the last step of both runs, which need not be a multiple of the interval.
    package init(grokkedAt: Int?, config: RunConfig, lastStep: Int) {
        let report = TaskList.known(config.task).report
        let interval = config.spectrum.interval
        // Two updates, for a v_2.
        let first = 2 * interval
        let last = lastStep / interval * interval
        late = lastStep
        fixed = (report.paper.published?.probeSteps ?? []).filter {
            $0 >= first && $0 <= lastStep && $0 % interval == 0
        }
        publishedIntervention = report.paper.published?.intervention.flatMap { $0 < lastStep ? $0 : nil }
        guard let grokkedAt, last >= first else { return }
        // Nearest to half the grok step; of two the later.
        before = min(max((grokkedAt + interval) / (2 * interval) * interval, first), last)
        at = min(max((grokkedAt + interval - 1) / interval * interval, first), last)
        after = at.map { min($0 + Self.intervalsAfter * interval, lastStep) }
        guard !report.paper.intervention.isEmpty else { return }
        intervention = [after, at].compactMap(\.self).first { $0 >= grokkedAt && $0 < lastStep }
    }

    /// All steps, once each, in order.
    package var steps: [Int] { Set([before, at, after, late].compactMap(\.self) + fixed).sorted() }
}
