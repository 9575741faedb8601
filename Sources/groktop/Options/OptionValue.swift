internal import ArgumentParser
internal import Foundation
internal import Recording
internal import Reports
internal import RunEvents
internal import Runs
internal import Tasks
internal import Training

/// Functions that read the values of options. Each refusal says what the value must be.
enum OptionValue {
    static func integer(_ range: ClosedRange<Int>) -> @Sendable (String) throws -> Int {
        { text in
            guard let value = NumberInput.whole(text, in: range) else {
                throw ValidationError("it must be \(NumberInput.accepted(range))")
            }
            return value
        }
    }

    static func seed(_ text: String) throws -> UInt64 {
        guard let value = UInt64(text) else {
            throw ValidationError("it must be a whole number from 0 to \(UInt64.max)")
        }
        return value
    }

    static func number(_ range: ClosedRange<Double>) -> @Sendable (String) throws -> Double {
        { text in
            guard let value = NumberInput.real(text, in: range) else {
                throw ValidationError("it must be \(NumberInput.accepted(range))")
            }
            return value
        }
    }

    static func steps(_ text: String) throws -> Int { try integer(ConfigLimits.steps)(text) }

    static func weightDecay(_ text: String) throws -> Double { try number(ConfigLimits.weightDecay)(text) }

    static func choice<Value: RawRepresentable & CaseIterable & Sendable>(
        _: Value.Type
    ) -> @Sendable (String) throws -> Value where Value.RawValue == String {
        let values = Dictionary(uniqueKeysWithValues: Value.allCases.map { ($0.rawValue, $0) })
        let accepted = Alternatives.text(Value.allCases.map(\.rawValue))
        return { text in
            guard let value = values[text] else { throw ValidationError("it must be \(accepted)") }
            return value
        }
    }

    static func task(_ text: String) throws -> TaskName {
        guard let task = TaskList.task(TaskName(rawValue: text)) else {
            throw ValidationError("it must be \(Alternatives.text(TaskList.names.map(\.rawValue)))")
        }
        return task.name
    }

    static func preset(_ text: String) throws -> RunPreset {
        guard let preset = RunPreset.chosen.first(where: { $0.name == text }) else {
            throw ValidationError("it must be \(Alternatives.text(RunPreset.chosen.map(\.name)))")
        }
        return preset
    }

    /// Reads the name of a run's folder.
    static func folderName(_ text: String) throws -> String {
        guard NewRun.isFolderName(text) else {
            throw ValidationError(
                "it must be letters, digits, '.', '_' and '-', at most 200, and begin with none of '.-'")
        }
        return text
    }

    /// What `groktop probe` takes.
    static let measurements = MeasurementKind.all + MeasurementKind.looks

    static func measurement(_ text: String) throws -> MeasurementKind {
        guard let name = MeasurementKind(askedFor: text) else {
            throw ValidationError("it must be \(Alternatives.text(measurements.map(\.command)))")
        }
        return name
    }

    static func table(_ text: String) throws -> ExportTable {
        guard let table = ExportTable(text) else {
            throw ValidationError("it must be \(Alternatives.text(ExportTable.accepted))")
        }
        return table
    }

    /// The value of a task's parameter that has an option of its own.
    ///
    /// - Precondition: a task has a parameter with this option.
    static func parameter(setBy option: String) -> @Sendable (String) throws -> TaskParameterValue {
        guard let parameter = TaskList.all.flatMap(\.parameters).first(where: { $0.option == option }) else {
            preconditionFailure("no task has a parameter that --\(option) sets")
        }
        return { text in
            guard let value = parameter.value(text) else { throw ValidationError("it must be \(parameter.accepted)") }
            return value
        }
    }

    /// Reads a pace: a number of steps a second, or `unlimited`.
    static func pace(_ text: String) throws -> PaceLimit {
        if text == "unlimited" { return .unlimited }
        guard let value = NumberInput.real(text, in: ConfigLimits.pace) else {
            throw ValidationError(
                "it must be \(NumberInput.accepted(ConfigLimits.pace)), in steps a second, or unlimited")
        }
        return .stepsPerSecond(value)
    }

    /// Reads `STEP:COMMAND`.
    static func scheduled(_ text: String) throws -> ScheduledCommand {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let step = Int(parts[0]), step >= 0 else {
            throw ValidationError("it must be STEP:COMMAND, such as 1000:weight-decay=0")
        }
        guard let command = RunCommand(rawValue: String(parts[1])) else {
            throw ValidationError(
                "the command must be weight-decay=X (or off, on), fresh-optimizer, pace=X (or unlimited), stop, "
                    + Alternatives.text(MeasurementKind.all.map(\.command)))
        }
        if let problem = command.problem { throw ValidationError(problem) }
        switch command {
        case .pause, .resume, .step:
            throw ValidationError(
                "'\(command.rawValue)' needs a screen: nobody could resume the run without one")
        case .intervene(step: _?): throw ValidationError("write STEP:intervene; the forks leave at STEP")
        // A weight decay of −0 is stored as 0.
        case .weightDecay(.value(let value)):
            return ScheduledCommand(step: step, command: .weightDecay(.value(abs(value))))
        default: return ScheduledCommand(step: step, command: command)
        }
    }
}
