internal import Foundation
internal import Recording
package import RunEvents

/// Turns the lines of a stream into events, and refuses those that cannot be shown. A stream may hold anything.
package struct EventCheck {
    /// Why a line is left out, as printable text.
    package struct Problem: Error {
        /// The reason: some words without a full stop, with no character that could steer a terminal.
        package let text: String
    }

    /// A bound that no count in an event reaches.
    private static let largest = 1e12
    private static let mostElements = 1 << 20
    /// What the run is, once it has begun.
    private var run: RunDescription?

    /// A check of a stream that has not begun.
    package init() {}

    /// The event in a line, or why the line is left out.
    package mutating func event(_ line: String) -> Result<RunEvent, Problem> {
        guard let tree = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] else {
            return .failure(Problem(text: "it is no JSON object"))
        }
        if let problem = Self.problem(tree, "") { return .failure(Problem(text: problem)) }
        guard let event = try? JSONText.value(RunEvent.self, line) else {
            let type =
                (tree["type"] as? String).map { "'\(PrintableText.line(String($0.prefix(40))))'" } ?? "without a type"
            return .failure(Problem(text: "this groktop knows no such event: \(type)"))
        }
        if case .started(let record) = event {
            guard run == nil else { return .failure(Problem(text: "the run begins a second time")) }
            if let problem = event.problem(in: record.run) { return .failure(Problem(text: problem)) }
            run = record.run
        }
        guard let run else { return .failure(Problem(text: "the run has not begun")) }
        guard event.step <= run.lastStep else {
            return .failure(Problem(text: "step \(event.step) is behind the run's last, \(run.lastStep)"))
        }
        if let problem = event.problem(in: run) { return .failure(Problem(text: problem)) }
        guard case .spectrum(var record) = event else { return .success(event) }
        // A recording keeps σ alone. What a stream says of σ² can differ in its last digit.
        record.eigenvalues = record.sigma.map { $0 * $0 }
        return .success(.spectrum(record))
    }

    /// The first impossible value in a line, in a few words; nil where there is none. Impossible are counts below zero,
    /// numbers beyond `largest` and lists that are too long.
    private static func problem(_ value: Any, _ path: String) -> String? {
        switch value {
        case let object as [String: Any]:
            for (name, member) in object {
                if let problem = problem(member, name) { return problem }
            }
        case let list as [Any]:
            if list.count > mostElements { return "\(PrintableText.line(path)) has \(list.count) elements" }
            for element in list {
                if let problem = problem(element, path) { return problem }
            }
        case let number as NSNumber where !isFraction(number):
            if number.doubleValue.magnitude > largest, path != "seed" {
                return "\(PrintableText.line(path)) is \(number)"
            }
            if number.doubleValue < 0, counts.contains(path) { return "\(PrintableText.line(path)) is \(number)" }
        default: break
        }
        return nil
    }

    /// The names of members that hold counts. What has columns in a recording is checked by their ranges too.
    private static let counts: Set = [
        "step", "steps", "interval", "window", "sequences", "tokens", "updates", "kStar", "trainSequences",
        "testSequences", "batchSequences", "forkedAt", "checkpointStep", "direction", "directions",
    ]

    private static func isFraction(_ number: NSNumber) -> Bool {
        let type = String(cString: number.objCType)
        return type == "d" || type == "f"
    }
}
