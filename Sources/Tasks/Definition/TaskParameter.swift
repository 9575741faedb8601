package import RunEvents

/// A parameter of a task: its name, the values that it may have, and the option that sets it.
package struct TaskParameter: Sendable {
    /// The name in a recorded configuration and in `--parameter NAME=VALUE`.
    package let name: String
    /// The short form in texts: `p` for `modulus`.
    package let label: String
    /// The option that sets it, without dashes; nil where only `--parameter` does.
    package let option: String?
    /// The value in the task's preset.
    package let preset: TaskParameterValue
    private let accepts: Accepted

    /// The values that a parameter may have.
    package enum Accepted: Sendable {
        case integers(ClosedRange<Int>)
        /// The primes up to a largest one.
        case primes(upTo: Int)
        case words([String])
    }

    /// Describes a parameter.
    ///
    /// - Precondition: the preset's value is accepted.
    package init(
        _ name: String, label: String? = nil, option: String? = nil, accepts: Accepted, preset: TaskParameterValue
    ) {
        (self.name, self.label, self.option) = (name, label ?? name, option)
        (self.accepts, self.preset) = (accepts, preset)
        precondition(isAccepted(preset), "\(name) cannot be \(preset.description)")
    }

    /// Reads a value that a person wrote.
    ///
    /// - Returns: nil where it is not accepted.
    package func value(_ text: String) -> TaskParameterValue? {
        let value: TaskParameterValue? =
            switch accepts {
            case .integers, .primes: Int(text).map { .integer($0) }
            case .words: .text(text)
            }
        return value.flatMap { isAccepted($0) ? $0 : nil }
    }

    /// The accepted values in words: `a prime from 2 to 313`.
    package var accepted: String {
        switch accepts {
        case .integers(let range): NumberInput.accepted(range)
        case .primes(let largest): "a prime from 2 to \(largest)"
        case .words(let words): Alternatives.text(words)
        }
    }

    /// What is wrong with a value from a recorded configuration, in a few words; nil where it is accepted.
    package func problem(_ value: TaskParameterValue?) -> String? {
        if let value, isAccepted(value) { return nil }
        let found = value.map { "is \(PrintableText.line($0.description))" } ?? "is missing"
        return "\(name) \(found); it must be \(accepted)"
    }

    /// The parameter with a value, for people: `p = 97`, `split simple`.
    package func text(_ value: TaskParameterValue) -> String { Self.text(value, label: label) }

    /// Any parameter with a value, for people: a word follows the label, and a number follows an equals sign.
    static func text(_ value: TaskParameterValue, label: String) -> String {
        value.text.map { "\(label) \($0)" } ?? "\(label) = \(value.description)"
    }

    /// The option that sets this value: `--p 97`.
    package func optionText(_ value: TaskParameterValue) -> String {
        option.map { "--\($0) \(value.description)" } ?? "--parameter \(name)=\(value.description)"
    }

    private func isAccepted(_ value: TaskParameterValue) -> Bool {
        switch (accepts, value) {
        case (.integers(let range), .integer(let value)): range.contains(value)
        case (.primes(let largest), .integer(let value)): value <= largest && Primes.contains(value)
        case (.words(let words), .text(let word)): words.contains(word)
        default: false
        }
    }
}
