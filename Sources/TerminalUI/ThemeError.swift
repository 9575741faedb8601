/// A theme file that cannot be read.
package struct ThemeError: Error, Hashable, Sendable, CustomStringConvertible {
    package var theme: String
    /// Counted from 1.
    package var line: Int
    package var problem: Problem

    package enum Problem: Hashable, Sendable {
        /// A line that begins like an entry and is none.
        case malformedEntry(String)
        case malformedColor(key: String, value: String)
    }

    package init(theme: String, line: Int, problem: Problem) {
        self.theme = theme
        self.line = line
        self.problem = problem
    }

    package var description: String {
        switch problem {
        case .malformedEntry(let text):
            "theme \(theme), line \(line): expected theme[key]=\"value\", found '\(text)'"
        case .malformedColor(let key, let value):
            "theme \(theme), line \(line): \(key) is '\(value)', "
                + "expected '#RRGGBB', '#GG' (grey), 'R G B' (0 to 255 each) or nothing"
        }
    }
}
