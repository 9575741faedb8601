/// A line of text in several styles.
package struct TextLine: Hashable, Sendable {
    package var spans: [Span]

    package struct Span: Hashable, Sendable {
        package var text: String
        package var style: Style

        package init(_ text: String, _ style: Style) {
            self.text = text
            self.style = style
        }

        package var width: Int { text.unicodeScalars.count }
    }

    package init(_ spans: [Span] = []) {
        self.spans = spans
    }

    package init(_ text: String, _ style: Style) {
        spans = [Span(text, style)]
    }

    /// Columns.
    package var width: Int { spans.reduce(0) { $0 + $1.width } }

    package mutating func append(_ text: String, _ style: Style) {
        spans.append(Span(text, style))
    }

    package static func + (left: TextLine, right: TextLine) -> TextLine {
        TextLine(left.spans + right.spans)
    }
}
