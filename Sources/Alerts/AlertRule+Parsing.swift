internal import RunEvents

/// Reads rules:
///
/// ```
/// rule       = condition [ "after" moment ]
/// condition  = "grokked" | "memorized" | "slingshot" | "finished" | "diverged" | quantity comparison number
/// quantity   = "test accuracy" | "v1 share" | … | "metric" NAME
/// comparison = "<" | "<=" | ">" | ">="
/// moment     = "grokking" | "memorization" | "step" WHOLE
/// ```
///
/// Words may be written in capitals too. A NAME with spaces stands in double quotes.
extension AlertRule {
    /// The most characters of a rule.
    package static let longest = 200

    private static let events: [(name: String, condition: Condition)] = [
        ("grokked", .marker(.grokked)), ("memorized", .marker(.memorized)), ("slingshot", .marker(.slingshot)),
        ("finished", .finished), ("diverged", .diverged),
    ]
    private static let moments: [(name: String, milestone: Milestone)] = [
        ("grokking", .marker(.grokked)), ("memorization", .marker(.memorized)),
    ]

    /// The rules that are accepted, in words.
    package static let accepted =
        events.map(\.name).joined(separator: ", ") + ", or a quantity (" + quantityNames
        + ") with <, <=, > or >= and a number; 'after grokking', 'after memorization' or 'after step N' may follow"

    private static let quantityNames = (AlertQuantity.named.map(\.name) + ["metric NAME"]).joined(separator: ", ")

    /// Reads a rule.
    ///
    /// - Throws: `AlertProblem` where the text is none.
    package init(_ text: String) throws(AlertProblem) {
        guard text.count <= Self.longest else { throw AlertProblem("a rule has \(Self.longest) characters at most") }
        var tokens = try AlertToken.all(in: text)[...]
        guard !tokens.isEmpty else { throw AlertProblem("the rule is empty; it must be \(Self.accepted)") }
        let written = tokens.map(\.written).joined(separator: " ")
        let condition = try Self.condition(&tokens)
        let after = try Self.milestone(&tokens)
        self.init(text: written, condition: condition, after: after)
    }

    private static func condition(_ tokens: inout ArraySlice<AlertToken>) throws(AlertProblem) -> Condition {
        if let event = events.first(where: { tokens.first?.isWord($0.name) == true }) {
            tokens.removeFirst()
            return event.condition
        }
        let quantity = try quantity(&tokens)
        guard case .comparison(let comparison)? = tokens.popFirst() else {
            throw AlertProblem(
                "'\(quantity.name)' is not compared with anything; <, <=, > or >= and a number must follow")
        }
        guard let token = tokens.popFirst(), let bound = NumberInput.decimal(token.text), bound.isFinite else {
            throw AlertProblem("a number must follow '\(comparison.rawValue)'")
        }
        return .comparison(quantity.quantity, comparison, bound)
    }

    private static func quantity(
        _ tokens: inout ArraySlice<AlertToken>
    ) throws(AlertProblem) -> (name: String, quantity: AlertQuantity) {
        if tokens.first?.isWord("metric") == true {
            guard let name = tokens.dropFirst().first, case .word(let name, _) = name, !name.isEmpty else {
                throw AlertProblem("the metric's name must follow 'metric'")
            }
            tokens.removeFirst(2)
            return ("metric \(name)", .metric(name))
        }
        let words = tokens.prefix { if case .word = $0 { !$0.isWord("after") } else { false } }
        let name = words.map { $0.text.lowercased().replacing("₁", with: "1") }.joined(separator: " ")
        guard let named = AlertQuantity.named.first(where: { $0.name == name }) else {
            let known = events.map(\.name) + AlertQuantity.named.map(\.name)
            let hint = NearestName.of(name, among: known).map { "; did you mean '\($0)'?" } ?? ""
            throw AlertProblem(
                name.isEmpty
                    ? "a rule begins with an event or a quantity: it must be \(accepted)"
                    : "there is no '\(PrintableText.line(name))'\(hint.isEmpty ? "; it must be \(accepted)" : hint)")
        }
        tokens.removeFirst(words.count)
        return (name, named.quantity)
    }

    private static func milestone(_ tokens: inout ArraySlice<AlertToken>) throws(AlertProblem) -> Milestone? {
        guard let first = tokens.popFirst() else { return nil }
        guard first.isWord("after") else {
            throw AlertProblem("'\(PrintableText.line(first.written))' is too much; only 'after …' may follow")
        }
        let milestone = try moment(&tokens)
        if let rest = tokens.first { throw AlertProblem("'\(PrintableText.line(rest.written))' is too much") }
        return milestone
    }

    private static func moment(_ tokens: inout ArraySlice<AlertToken>) throws(AlertProblem) -> Milestone {
        let word = tokens.popFirst()
        if let moment = moments.first(where: { word?.isWord($0.name) == true }) { return moment.milestone }
        if word?.isWord("step") == true {
            guard let text = tokens.popFirst()?.text, let step = NumberInput.whole(text, in: ConfigLimits.step) else {
                throw AlertProblem("'after step' must be followed by \(NumberInput.accepted(ConfigLimits.step))")
            }
            return .step(step)
        }
        throw AlertProblem("'after' must be followed by grokking, memorization or step N")
    }
}
