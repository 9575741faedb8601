internal import ArgumentParser
internal import Foundation
internal import Reports
internal import RunEvents
internal import Runs
internal import Tasks
internal import Training

/// Reads the values of options; each says what would have been accepted.
enum OptionValue {
    static func integer(_ range: ClosedRange<Int>) -> @Sendable (String) throws -> Int {
        { text in
            guard let value = NumberInput.whole(text, in: range) else {
                throw ValidationError("accepted is \(NumberInput.accepted(range))")
            }
            return value
        }
    }

    static func seed(_ text: String) throws -> UInt64 {
        guard let value = UInt64(text) else {
            throw ValidationError("accepted is a whole number from 0 to \(UInt64.max)")
        }
        return value
    }

    static func number(_ range: ClosedRange<Double>) -> @Sendable (String) throws -> Double {
        { text in
            guard let value = NumberInput.real(text, in: range) else {
                throw ValidationError("accepted is \(NumberInput.accepted(range))")
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
        let accepted = anyOf(Value.allCases.map(\.rawValue))
        return { text in
            guard let value = values[text] else { throw ValidationError("accepted is \(accepted)") }
            return value
        }
    }

    static func task(_ text: String) throws -> TaskName {
        guard let task = TaskList.task(TaskName(rawValue: text)) else {
            throw ValidationError("accepted is \(anyOf(TaskList.names.map(\.rawValue)))")
        }
        return task.name
    }

    static func measurement(_ text: String) throws -> MeasurementKind {
        guard let name = MeasurementKind(command: text) else {
            throw ValidationError("accepted is \(anyOf(MeasurementKind.all.map(\.command)))")
        }
        return name
    }

    static func table(_ text: String) throws -> ExportTable {
        guard let table = ExportTable(text) else { throw ValidationError("accepted is \(anyOf(ExportTable.accepted))") }
        return table
    }

    static func prime(upTo largest: Int) -> @Sendable (String) throws -> Int {
        { text in
            guard let value = Int(text), value <= largest, ModularTask.isPrime(value) else {
                throw ValidationError("accepted is a prime from 2 to \(largest)")
            }
            return value
        }
    }

    /// `a`, `a or b`, `a, b or c`.
    static func anyOf(_ values: [String]) -> String {
        guard let last = values.last, values.count > 1 else { return values.first ?? "" }
        return values.dropLast().joined(separator: ", ") + " or " + last
    }

    /// Steps a second: a number, or `unlimited`.
    static func pace(_ text: String) throws -> Pace {
        if text == "unlimited" { return .unlimited }
        guard let value = NumberInput.real(text, in: ConfigLimits.pace) else {
            throw ValidationError(
                "accepted is \(NumberInput.accepted(ConfigLimits.pace)), in steps a second, or unlimited")
        }
        return .stepsPerSecond(value)
    }

    /// `STEP:COMMAND`.
    static func scheduled(_ text: String) throws -> ScheduledCommand {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let step = Int(parts[0]), step >= 0 else {
            throw ValidationError("accepted is STEP:COMMAND, such as 1000:weight-decay=0")
        }
        guard let command = RunCommand(rawValue: String(parts[1])) else {
            throw ValidationError(
                "accepted commands are weight-decay=X (or off, on), fresh-optimizer, pace=X (or unlimited), stop, "
                    + MeasurementKind.all.map(\.command).joined(separator: ", "))
        }
        if let problem = command.problem { throw ValidationError(problem) }
        switch command {
        case .pause, .resume, .step:
            throw ValidationError(
                "'\(command.rawValue)' is refused here, as nobody could resume a run without a screen")
        case .intervene(step: _?): throw ValidationError("accepted is STEP:intervene, for the step that it is given at")
        // −0 is 0.
        case .weightDecay(.value(let value)):
            return ScheduledCommand(step: step, command: .weightDecay(.value(abs(value))))
        default: return ScheduledCommand(step: step, command: command)
        }
    }
}
