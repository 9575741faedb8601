package import RunEvents
package import Runs

/// The text of a verification's result.
package enum VerificationText {
    /// One line about what came again with the same bits.
    package static func line(_ sameness: Verification.Sameness) -> String {
        let end = sameness.end
        let digest = sameness.hasRecordedEnd ? ", parameters \(end.parameterDigest)" : "; it has no digest yet"
        let ending = Verification.text(notFinite: end).map { ", where \($0), as recorded" } ?? ""
        return "the same bits to step \(end.step)\(ending): \(count(sameness.compared))\(digest)"
    }

    /// One line about requests without an answer; nil where all are answered.
    package static func line(_ open: OpenRequests) -> String? {
        guard !open.requests.isEmpty else { return nil }
        let list = open.requests.map { "\($0.command.name) at step \($0.step)" }.joined(separator: ", ")
        return "asked for and not answered: \(list)"
    }

    private static func count(_ events: [RunEvent]) -> String {
        let types = Dictionary(grouping: events, by: \.typeName).mapValues(\.count)
        return [("evaluation", "evaluations"), ("spectrum", "spectra"), ("marker", "marks"), ("command", "commands")]
            .map { type, plural in
                let count = types[type] ?? 0
                guard count == 1 else { return "\(count) \(plural)" }
                return "1 \(plural == "spectra" ? "spectrum" : String(plural.dropLast()))"
            }.joined(separator: ", ")
    }
}
