internal import Dashboard
internal import Foundation
package import RunEvents
internal import Tasks
internal import TerminalUI

/// Events as lines for a person to read.
package enum EventText {
    /// One line with the step and what happened at it.
    ///
    /// - Returns: nil for progress, which comes by the clock.
    package static func line(_ event: RunEvent) -> String? {
        switch event {
        case .started(let record): started(record)
        case .resumed(let record):
            at(
                record.step,
                "resumed    from the checkpoint at \(record.checkpointStep), \(record.engine.threads) threads, "
                    + "\(record.engine.blasCore)"
            )
        case .forked(let record): at(record.step, "forked     from \(record.parent.name)")
        case .evaluation(let record): evaluation(record)
        case .spectrum(let record): spectrum(record)
        case .gapLedger(let record): gapLedger(record)
        case .gapFlow(let record): gapFlow(record)
        case .response(let record): response(record)
        case .window(let record):
            at(
                record.step,
                "window     N \(record.interval) W \(record.window)"
                    + "\(record.leavesFirstOut ? " without the first update" : "")   "
                    + "gradient share of v1 \(record.gradientFraction.map { decimals($0, 3) } ?? "–")   "
                    + "\(record.driveClass.rawValue)")
        case .command(let record): command(record)
        case .refused(let record): at(record.step, "refused    \(record.command.rawValue): \(record.reason)")
        case .probe(let probe): line(probe)
        case .intervention(let record): at(record.step, InterventionText.summary(record))
        case .marker(let record):
            at(
                record.step,
                "\(record.kind.rawValue), accuracy \(decimals(record.accuracy, 4)) of \(record.sequences) sequences")
        case .metricDefinition, .metric, .metricProbe, .remark: logged(event)
        case .progress: nil
        case .finished(let record):
            at(
                record.step,
                "\(record.reason.rawValue)\(record.detail.map { " (\(PrintableText.line($0)))" } ?? "")"
                    + (record.parameterDigest.isEmpty ? "" : "   sha256 \(record.parameterDigest)"))
        }
    }

    /// What another program has to say of its run; nil for a definition, which its first value explains.
    private static func logged(_ event: RunEvent) -> String? {
        switch event {
        case .metricDefinition: nil
        case .metric(let record):
            at(record.step, "metric     \(PrintableText.line(record.name)) \(record.value)")
        case .metricProbe(let record):
            at(
                record.step,
                (record.kind == .ablation ? "ablation   " : "perturb    ") + MetricProbeText.summary(record))
        case .remark(let record):
            at(record.step, "remark     \(PrintableText.line(record.message))")
        default: nil
        }
    }

    private static func command(_ record: CommandRecord) -> String {
        let alert = record.alertRule.map { "   alert: \(PrintableText.line($0))" } ?? ""
        return at(record.step, "command    \(record.command.rawValue)   ω = \(record.weightDecay)\(alert)")
    }

    private static func line(_ probe: ProbeRecord) -> String {
        if let record = probe.as(AblationRecord.self) { return ablation(record) }
        if let record = probe.as(PerturbationRecord.self) { return perturbation(record) }
        let name = probe.kind.name.padding(toLength: 11, withPad: " ", startingAt: 0)
        return at(probe.step, name + MeasurementSummary.text(probe.record))
    }

    private static func started(_ record: StartedRecord) -> String {
        switch record.run {
        case .trained(let config):
            at(
                0,
                "started    \(name(config)), seed \(config.seed), \(config.steps) steps, "
                    + "ω = \(config.optimizer.weightDecay), "
                    + "\(record.engine.parameterCount) parameters, \(record.engine.threads) threads, "
                    + "\(record.engine.blasCore)"
            )
        case .watched(let run):
            at(
                0,
                "started    \(PrintableText.line(run.name)), recorded by \(PrintableText.line(run.program)), "
                    + (run.steps.map { "\($0) steps, " } ?? "") + "\(record.engine.parameterCount) parameters, "
                    + "\(record.engine.trackedParameterCount) tracked, split \(run.split.rawValue)"
            )
        }
    }

    /// The task's name as `--task` takes it, with its parameters.
    private static func name(_ config: RunConfig) -> String {
        PrintableText.line(([config.task.rawValue] + config.parameterTexts).joined(separator: ", "))
    }

    private static func evaluation(_ record: EvaluationRecord) -> String {
        let train = accuracy(record.trainAccuracy, ofSequences: record.trainSequenceAccuracy)
        let test = accuracy(record.testAccuracy, ofSequences: record.testSequenceAccuracy)
        return at(
            record.step,
            "evaluation train \(train) (loss \(scientific(record.trainLoss)))   "
                + "test \(test) (loss \(scientific(record.testLoss))) of \(record.testSequences)   "
                + "‖θ‖ \(decimals(record.parameterNorm, 2))   \(stepsPerSecond(record.stepsPerSecond))"
                + collapse(record))
    }

    /// What softmax collapse leaves of the loss, and whether descent only makes θ longer; empty before format 4.
    private static func collapse(_ record: EvaluationRecord) -> String {
        guard let share = record.trainZeroLossShare else { return "" }
        let cosine = record.descentCosine.map { signed($0, 3) } ?? "–"
        return "   zero loss \(decimals(share, 3))   cos(−∇L, θ) \(cosine)"
    }

    /// The accuracy of tokens. Where the accuracy of whole sequences decides, it comes first, and both are named.
    private static func accuracy(_ ofTokens: Double, ofSequences: Double?) -> String {
        guard let ofSequences else { return decimals(ofTokens, 4) }
        return "sequences \(decimals(ofSequences, 4)) tokens \(decimals(ofTokens, 4))"
    }

    /// Steps a second. Low rates have a decimal, because there one step more or less is much.
    package static func stepsPerSecond(_ value: Double) -> String {
        NumberText.right(NumberText.rate(value), width: 5) + " steps/s"
    }

    private static func spectrum(_ record: SpectrumRecord) -> String {
        at(
            record.step,
            "spectrum   N \(record.interval) W \(record.window)   λ "
                + record.eigenvalues.map(scientific).joined(separator: " ")
                + "   gradient share of v1 \(record.gradientFraction.first.map { decimals($0, 3) } ?? "–")   "
                + "\(record.driveClass.rawValue)"
        )
    }

    private static func gapFlow(_ record: GapFlowRecord) -> String {
        let terms = record.terms.map {
            "curvature \(scientific($0.curvature)) damping \(scientific($0.damping)) driving \(scientific($0.driving)) "
                + "a step"
        }
        return at(
            record.step,
            "gap flow   as published: g \(scientific(record.gap)) at k* "
                + "\(record.kStar)\(record.kStarChanged ? " (new)" : "")   "
                + "\(terms ?? "no terms")   next change \(record.predictedChange.map(scientific) ?? "–")   "
                + "\(record.predictedClass?.rawValue ?? "–") predicted")
    }

    /// The six parts in the order driving, decay, alignment. What came is beside its account; what is forecast is about
    /// the interval that follows.
    private static func gapLedger(_ record: GapLedgerRecord) -> String {
        func parts(_ parts: LedgerParts) -> String {
            let values = parts.values.map { String(format: "%+.1e", $0) }
            return "enters \(values[..<3].joined(separator: " ")), leaves \(values[3...].joined(separator: " "))"
        }
        let moved =
            record.kStarChanged
            ? ", k* \(record.previousKStar) to \(record.kStar) \(scientific(record.kStarChange))" : ""
        return at(
            record.step,
            "ledger     Δg \(scientific(record.gapChange)) at k* \(record.previousKStar): "
                + "\(parts(record.gapParts))\(moved), rest \(scientific(record.rest))   "
                + "Δσ1 \(scientific(record.edgeChange)): \(parts(record.edgeParts))   "
                + "next Δg \(scientific(record.forecastChange)) if the update repeats")
    }

    private static func response(_ record: ResponseRecord) -> String {
        func list(_ values: [Double]) -> String { values.map { decimals($0, 3) }.joined(separator: " ") }
        var circle = ""
        if let r2 = record.circularR2, let frequency = record.circularFrequency, let control = record.controlCircularR2
        {
            circle =
                "   on the circle \(list(r2)) at frequency \(frequency.map(String.init).joined(separator: " "))   "
                + "random \(list(control))"
        }
        return at(
            record.step,
            "response   functional R² of v1… \(list(record.functionalR2))   random \(list(record.controlR2))" + circle)
    }

    private static func ablation(_ record: AblationRecord) -> String {
        let resolution = 1 / Double(record.tokens)
        func change(_ value: Double) -> String { abs(value) < resolution ? "< 1/\(record.tokens)" : signed(value, 4) }
        let parts = record.removals.map { removal in
            let matched = record.angleMatched(removal.directions).map {
                " (norm+angle \(change($0.meanAccuracyChange)))"
            }
            return removal.directions.map { "v\($0)" }.joined(separator: "+") + " " + change(removal.accuracyChange)
                + (matched ?? "")
        }
        let controls = record.controls.map { control in
            "\(ProbeText.name(control.kind)) \(change(control.meanAccuracyChange))"
        }
        return at(
            record.step,
            "ablation   Δ accuracy of tokens: " + (parts + controls).joined(separator: "   ")
                + "   (\(record.tokens) tokens)")
    }

    private static func perturbation(_ record: PerturbationRecord) -> String {
        let parts = record.sweeps.map { sweep in
            "v\(sweep.direction) \(scientific(sweep.points.map(\.klDivergence).max() ?? 0))"
        }
        return at(
            record.step,
            "perturb    largest KL for |ε| ≤ 0.03: " + parts.joined(separator: "   ") + "   (\(record.tokens) tokens)")
    }

    private static func at(_ step: Int, _ text: String) -> String {
        String(repeating: " ", count: max(0, 7 - String(step).count)) + "\(step)  \(text)"
    }

    private static func decimals(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value) }
    private static func signed(_ value: Double, _ digits: Int) -> String { String(format: "%+.\(digits)f", value) }
    private static func scientific(_ value: Double) -> String { String(format: "%.1e", value) }
}
