internal import Foundation

/// Words as a shell reads them.
enum ShellText {
    /// The words with spaces between, quoted where they need it.
    static func quoted(_ words: [String]) -> String { words.map(quoted).joined(separator: " ") }

    private static func quoted(_ word: String) -> String {
        let isPlain =
            !word.isEmpty
            && word.unicodeScalars.allSatisfy { scalar in
                scalar.isASCII
                    && (scalar.properties.isAlphabetic || "0123456789-_./=:@%+,".unicodeScalars.contains(scalar))
            }
        return isPlain ? word : "'\(word.replacingOccurrences(of: "'", with: "'\\''"))'"
    }
}
