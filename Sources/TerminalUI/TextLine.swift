/// A line of text in several styles.
package struct TextLine: Hashable, Sendable {
    /// The parts of the line, from left to right.
    package var spans: [Span]

    /// A part of a line with one style.
    package struct Span: Hashable, Sendable {
        /// The characters, each one column wide.
        package var text: String
        /// The style of all of them.
        package var style: Style

        /// Makes a part from its members.
        package init(_ text: String, _ style: Style) {
            self.text = text
            self.style = style
        }

        /// How many columns the part takes.
        package var width: Int { text.unicodeScalars.count }
    }

    /// Makes a line from its parts.
    package init(_ spans: [Span] = []) {
        self.spans = spans
    }

    /// Makes a line in one style.
    package init(_ text: String, _ style: Style) {
        spans = [Span(text, style)]
    }

    /// How many columns the line takes.
    package var width: Int { spans.reduce(0) { $0 + $1.width } }

    /// Adds a part at the end.
    package mutating func append(_ text: String, _ style: Style) {
        spans.append(Span(text, style))
    }

    /// The right line after the left one.
    package static func + (left: TextLine, right: TextLine) -> TextLine {
        TextLine(left.spans + right.spans)
    }
}
