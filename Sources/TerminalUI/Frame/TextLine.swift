/// A line of text in several styles.
package struct TextLine: Hashable, Sendable {
    /// The stretches of one style each, from the left.
    package var spans: [Span]

    /// A stretch of text in one style.
    package struct Span: Hashable, Sendable {
        /// The characters; `Frame.text` replaces those that are not one column wide.
        package var text: String
        /// Their style.
        package var style: Style

        /// A stretch of text in this style.
        package init(_ text: String, _ style: Style) {
            self.text = text
            self.style = style
        }

        /// Columns.
        package var width: Int { text.unicodeScalars.count }
    }

    /// A line of these stretches; without any an empty line.
    package init(_ spans: [Span] = []) {
        self.spans = spans
    }

    /// A line in one style.
    package init(_ text: String, _ style: Style) {
        spans = [Span(text, style)]
    }

    /// Columns.
    package var width: Int { spans.reduce(0) { $0 + $1.width } }

    /// Adds text in this style at the end.
    package mutating func append(_ text: String, _ style: Style) {
        spans.append(Span(text, style))
    }

    /// One line after the other.
    package static func + (left: TextLine, right: TextLine) -> TextLine {
        TextLine(left.spans + right.spans)
    }
}
