internal import ArgumentParser
internal import Configuration
internal import RunEvents
internal import Sweeps

/// Reads the options of a plan's run as `groktop train` does.
enum PlanOptions {
    /// - Throws: `PlanRefusal` with what `groktop train` would say.
    static func read(_ words: [String]) throws(PlanRefusal) -> SweptRun {
        let train: Train
        do {
            train = try Train.parse(words)
        } catch {
            throw refusal(Train.message(for: error))
        }
        return SweptRun(config: train.run.config(), schedule: train.commands)
    }

    /// Writes into a plan what a person's configuration says of runs, so that the plan means the same everywhere.
    static func addConfigured(to plan: inout SweepPlan) {
        let run = UserConfiguration.configuration.run
        let configured: [(String, String?)] = [
            ("task", run.task?.rawValue), ("seed", run.seed.map { "\($0)" }), ("steps", run.steps.map { "\($0)" }),
            ("learning-rate", run.learningRate.map { "\($0)" }), ("weight-decay", run.weightDecay.map { "\($0)" }),
        ]
        for case (let name, let value?) in configured where !plan.fixed.contains(where: { $0.name == name }) {
            plan.fixed.append(PlanAxis(name, [value]))
        }
    }

    private static func refusal(_ message: String) -> PlanRefusal {
        let line = message.split(separator: "\n").first.map(String.init) ?? message
        if let match = line.wholeMatch(of: /(?:Error: )?The value '(.*)' is invalid for '--([a-z0-9-]+)[^']*': (.*)/) {
            return PlanRefusal(option: String(match.2), "is '\(match.1)'; \(match.3)")
        }
        if let match = line.wholeMatch(of: /(?:Error: )?--([a-z0-9-]+) (.*)/) {
            return PlanRefusal(option: String(match.1), String(match.2))
        }
        return PlanRefusal(option: nil, line)
    }
}
