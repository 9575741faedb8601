/// Several words in a sentence, one of which is to be chosen.
package enum Alternatives {
    /// `a`, `a or b`, `a, b or c`; empty where there are no words.
    package static func text(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " or " + last
    }
}
