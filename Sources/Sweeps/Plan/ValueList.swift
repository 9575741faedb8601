internal import RunEvents

/// Several values in one text: `0,0.5,1`, and ranges of whole numbers such as `1-20` or `10-50:10`.
package enum ValueList {
    /// The most values that one text may stand for.
    package static let most = 100_000

    /// The values of a text.
    ///
    /// - Throws: `PlanProblem` without a key or a line.
    package static func values(_ text: String) throws(PlanProblem) -> [String] {
        var values: [String] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let word = part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
            let value = String(word)
            guard !value.isEmpty else {
                throw PlanProblem("is '\(shown(text))'; between its commas there must be values, such as 1,2,3 or 1-20")
            }
            values += try range(value) ?? [value]
            guard values.count <= most else {
                throw PlanProblem("is '\(shown(text))'; it must stand for at most \(most) values")
            }
        }
        return values
    }

    /// The numbers of a range; nil where the text is none.
    private static func range(_ text: String) throws(PlanProblem) -> [String]? {
        guard let match = text.wholeMatch(of: /([0-9]+)-([0-9]+)(?::([0-9]+))?/) else { return nil }
        guard let first = UInt64(match.1), let last = UInt64(match.2), let step = UInt64(match.3 ?? "1"), step > 0,
            first <= last, (last - first) / step < UInt64(most)
        else {
            throw PlanProblem(
                "is '\(shown(text))'; a range must ascend, as 1-20 or 10-50:10, and have at most \(most) numbers")
        }
        return stride(from: first, through: last, by: Int(clamping: step)).map(String.init)
    }

    private static func shown(_ text: String) -> String { text.count > 60 ? "\(text.prefix(60))…" : text }
}
