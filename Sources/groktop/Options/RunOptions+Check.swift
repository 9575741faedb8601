internal import ArgumentParser
internal import Foundation
internal import RunEvents
internal import Runs
internal import Tasks

/// What is impossible together, each value being possible by itself. Everything about a whole run that is refused is
/// refused here.
extension RunOptions {
    func check() throws {
        try checkTask()
        let config = config()
        try checkSizes(config)
        try checkHeads(config.model)
        if config.spectrum.interval % SpectrumConfig.fineDivisor != 0 {
            throw Self.invalid(
                "interval", "\(config.spectrum.interval)", accepted: "is a multiple of \(SpectrumConfig.fineDivisor)")
        }
        try checkMemory(config)
    }

    /// To be asked first: there is no configuration without it.
    private func checkTask() throws {
        if let split { try checkOption("split", split.rawValue) }
        if let modulus { try checkOption("p", "\(modulus)") }
        for given in parameters {
            let known = TaskList.known(task).parameters
            guard let parameter = known.first(where: { $0.name == given.name }) else {
                let accepted =
                    known.isEmpty
                    ? "is none with --task \(task.rawValue)"
                    : "with --task \(task.rawValue) is \(OptionValue.anyOf(known.map { "\($0.name)=VALUE" }))"
                throw Self.invalid("parameter", "\(given.name)=\(given.text)", accepted: accepted)
            }
            guard parameter.value(given.text) != nil else {
                throw Self.invalid(
                    "parameter", "\(given.name)=\(given.text)",
                    accepted: "for \(parameter.name) is \(parameter.accepted)")
            }
            guard parameters.count(where: { $0.name == given.name }) == 1 else {
                throw Self.invalid("parameter", "\(given.name)=\(given.text)", accepted: "is \(given.name) once")
            }
        }
    }

    /// An option that sets a parameter goes with the tasks that have the parameter.
    private func checkOption(_ option: String, _ value: String) throws {
        func has(_ task: any TaskDefinition) -> Bool { task.parameters.contains { $0.option == option } }
        guard !has(TaskList.known(task)) else { return }
        let tasks = OptionValue.anyOf(TaskList.all.filter(has).map(\.name.rawValue))
        throw Self.invalid(option, value, accepted: "only with --task \(tasks)")
    }

    /// Presets fit their pools, and what follows from a size that was asked for does: only what was asked for can be
    /// too much.
    private func checkSizes(_ config: RunConfig) throws {
        let available = AvailableSequences(config)
        let (train, test) = (config.data.trainSequences, config.data.testSequences)
        guard let largestTrainSet = available.largestTrainSet else { return }
        if train > largestTrainSet {
            var accepted = "with \(Self.pool(config)) is a whole number from 1 to \(largestTrainSet)"
            if case .shared(let count) = available { accepted += ", so that one of the \(count) is left to test on" }
            throw Self.invalid("train-size", "\(train)", accepted: accepted)
        }
        guard let largestTestSet = available.largestTestSet(besides: train), test > largestTestSet else { return }
        var conditions = Self.pool(config)
        if case .shared = available { conditions += " --train-size \(train)" }
        throw Self.invalid(
            "test-size", "\(test)", accepted: "with \(conditions) is a whole number from 1 to \(largestTestSet)")
    }

    /// The options that decide how many sequences there are.
    private static func pool(_ config: RunConfig) -> String {
        let parameters = TaskList.known(config.task).parameters.compactMap { parameter in
            config.data.parameters[parameter.name].map(parameter.optionText)
        }
        return (["--task \(config.task.rawValue)"] + parameters).joined(separator: " ")
    }

    private func checkHeads(_ model: ModelConfig) throws {
        guard model.modelWidth % model.heads != 0 else { return }
        if heads == nil {
            throw Self.invalid(
                "d-model", "\(model.modelWidth)",
                accepted: "with --heads \(model.heads) is a multiple of \(model.heads)")
        }
        let divisors = (1...64).filter { model.modelWidth % $0 == 0 }.map(String.init)
        throw Self.invalid(
            "heads", "\(model.heads)",
            accepted: "with --d-model \(model.modelWidth) is \(OptionValue.anyOf(divisors))")
    }

    private func checkMemory(_ config: RunConfig) throws {
        let (needed, present) = (LeastMemory.bytes(config), ProcessInfo.processInfo.physicalMemory)
        guard needed > present else { return }
        let model = config.model
        throw ValidationError(
            "The values --d-model \(model.modelWidth) --layers \(model.layers) --ff \(model.feedForwardWidth) "
                + "--batch \(config.data.batchSequences) --shards \(config.shards) --window \(config.spectrum.window) "
                + "--tracked \(config.spectrum.tracked.rawValue) need at least \((needed - 1) / 1_000_000_000 + 1) GB "
                + "of memory together: accepted is what this machine's \(present / 1_000_000_000) GB hold")
    }

    /// In the words of the parser, which refuses single values.
    private static func invalid(_ option: String, _ value: String, accepted: String) -> ValidationError {
        ValidationError("The value '\(value)' is invalid for '--\(option) <\(option)>': accepted \(accepted)")
    }
}
