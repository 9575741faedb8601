internal import ArgumentParser
internal import Foundation
internal import RunEvents
internal import Runs
internal import Tasks

/// Checks that the values of all options fit together. Each value was checked by itself when it was read.
extension RunOptions {
    func check() throws {
        try checkPreset()
        try checkTask()
        let config = config()
        try checkSizes(config)
        try checkHeads(config.model)
        if config.spectrum.interval % SpectrumConfig.fineDivisor != 0 {
            throw Self.refused(
                "interval", "\(config.spectrum.interval)", accepted: "a multiple of \(SpectrumConfig.fineDivisor)")
        }
        try checkMemory(config)
    }

    /// Checks that nothing else than a preset decides what is learned, and from what.
    private func checkPreset() throws {
        guard let preset else { return }
        let others: [(option: String, isGiven: Bool)] = [
            ("task", givenTask.map { $0 != preset.config.task } ?? false), ("split", split != nil),
            ("p", modulus != nil), ("parameter", !parameters.isEmpty), ("train-size", trainSequences != nil),
            ("test-size", testSequences != nil), ("batch", batchSequences != nil),
        ]
        guard let other = others.first(where: \.isGiven) else { return }
        throw ValidationError("--\(other.option) does not go with --preset \(preset.name), which decides the data")
    }

    /// Checks the task's parameters. This comes first, because without them there is no configuration.
    private func checkTask() throws {
        for case (let option, let value?) in ownOptions { try checkOption(option, value.description) }
        for given in parameters {
            let known = TaskList.known(task).parameters
            guard let parameter = known.first(where: { $0.name == given.name }) else {
                guard !known.isEmpty else {
                    throw ValidationError(
                        "--parameter is \(given.name)=\(given.text); --task \(task.rawValue) takes none")
                }
                throw Self.refused(
                    "parameter", "\(given.name)=\(given.text)", with: "--task \(task.rawValue)",
                    accepted: Alternatives.text(known.map { "\($0.name)=VALUE" }))
            }
            guard parameter.value(given.text) != nil else {
                throw ValidationError(
                    "--parameter is \(given.name)=\(given.text); \(given.name) must be \(parameter.accepted)")
            }
            let times = parameters.count { $0.name == given.name }
            guard times == 1 else {
                throw ValidationError(
                    "--parameter \(given.name)=VALUE is given \(times) times; it must be given once")
            }
        }
    }

    /// Checks that the task has the parameter that an option sets.
    private func checkOption(_ option: String, _ value: String) throws {
        func has(_ task: any TaskDefinition) -> Bool { task.parameters.contains { $0.option == option } }
        guard !has(TaskList.known(task)) else { return }
        let tasks = Alternatives.text(TaskList.all.filter(has).map(\.name.rawValue))
        throw ValidationError(
            "--\(option) \(value) goes with --task \(tasks) only; the task is \(task.rawValue)")
    }

    /// Checks that there are enough sequences. Presets fit, and so do sizes that follow from a given one; only sizes
    /// that were given can be too large.
    private func checkSizes(_ config: RunConfig) throws {
        let available = AvailableSequences(config)
        let (train, test) = (config.data.trainSequences, config.data.testSequences)
        guard let largestTrainSet = available.largestTrainSet else { return }
        if train > largestTrainSet {
            var accepted = "a whole number from 1 to \(largestTrainSet)"
            if case .shared(let count) = available { accepted += ", so that one of the \(count) is left to test on" }
            throw Self.refused("train-size", "\(train)", with: Self.pool(config), accepted: accepted)
        }
        guard let largestTestSet = available.largestTestSet(besides: train), test > largestTestSet else { return }
        var conditions = Self.pool(config)
        if case .shared = available { conditions += " --train-size \(train)" }
        throw Self.refused(
            "test-size", "\(test)", with: conditions, accepted: "a whole number from 1 to \(largestTestSet)")
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
            throw Self.refused(
                "d-model", "\(model.modelWidth)", with: "--heads \(model.heads)",
                accepted: "a multiple of \(model.heads)")
        }
        let divisors = (1...64).filter { model.modelWidth % $0 == 0 }.map(String.init)
        throw Self.refused(
            "heads", "\(model.heads)", with: "--d-model \(model.modelWidth)", accepted: Alternatives.text(divisors))
    }

    private func checkMemory(_ config: RunConfig) throws {
        let (needed, present) = (LeastMemory.bytes(config), ProcessInfo.processInfo.physicalMemory)
        guard needed > present else { return }
        let model = config.model
        throw ValidationError(
            "--d-model \(model.modelWidth) --layers \(model.layers) --ff \(model.feedForwardWidth) "
                + "--batch \(config.data.batchSequences) --shards \(config.shards) --window \(config.spectrum.window) "
                + "--tracked \(config.spectrum.tracked.rawValue) together need at least "
                + "\((needed - 1) / 1_000_000_000 + 1) GB of memory; this machine has \(present / 1_000_000_000) GB")
    }

    /// `--d-model is 130; with --heads 4 it must be a multiple of 4`.
    ///
    /// - Parameters:
    ///   - conditions: the other options that the value does not go with; nil where none matters.
    ///   - accepted: the values that go with them.
    private static func refused(
        _ option: String, _ value: String, with conditions: String? = nil, accepted: String
    ) -> ValidationError {
        let place = conditions.map { "with \($0) " } ?? ""
        return ValidationError("--\(option) is \(value); \(place)it must be \(accepted)")
    }
}
