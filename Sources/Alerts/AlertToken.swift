/// One word or sign of a rule.
enum AlertToken: Hashable {
    case word(String, isQuoted: Bool)
    case comparison(AlertComparison)

    /// The token's text, a quoted one without its quotes.
    var text: String {
        switch self {
        case .word(let text, _): text
        case .comparison(let comparison): comparison.rawValue
        }
    }

    /// The token as a rule spells it.
    var written: String { if case .word(let text, isQuoted: true) = self { "\"\(text)\"" } else { text } }

    /// Whether it is this word, in capitals or not, and not in quotes.
    func isWord(_ word: String) -> Bool {
        if case .word(let text, isQuoted: false) = self { text.lowercased() == word } else { false }
    }

    /// The tokens of a text.
    ///
    /// - Throws: `AlertProblem` where a quote is not closed, or a sign is none.
    static func all(in text: String) throws(AlertProblem) -> [AlertToken] {
        var tokens: [AlertToken] = []
        var rest = text[...]
        while let first = rest.first {
            if first.isWhitespace {
                rest.removeFirst()
            } else if first == "\"" {
                rest.removeFirst()
                guard let end = rest.firstIndex(of: "\"") else { throw AlertProblem("a quote is not closed") }
                tokens.append(.word(String(rest[..<end]), isQuoted: true))
                rest = rest[rest.index(after: end)...]
            } else if isSign(first) {
                let sign = rest.prefix(while: isSign)
                guard let comparison = AlertComparison(rawValue: String(sign)) else {
                    throw AlertProblem("'\(sign)' is no comparison; it must be <, <=, > or >=")
                }
                tokens.append(.comparison(comparison))
                rest = rest[sign.endIndex...]
            } else {
                let word = rest.prefix { !$0.isWhitespace && !isSign($0) && $0 != "\"" }
                tokens.append(.word(String(word), isQuoted: false))
                rest = rest[word.endIndex...]
            }
        }
        return tokens
    }

    private static func isSign(_ character: Character) -> Bool { "<>=".contains(character) }
}
