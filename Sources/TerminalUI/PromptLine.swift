/// A question with the line being typed after it, and a hint.
package struct PromptLine: Widget {
    package var label: String
    package var input: TextInput
    package var hint: TextLine
    package var style: Style

    package init(label: String, input: TextInput, hint: TextLine, style: Style) {
        self.label = label
        self.input = input
        self.hint = hint
        self.style = style
    }

    package func render(into frame: inout Frame, in rect: Rect) {
        guard !rect.isEmpty else { return }
        frame.fill(Rect(x: rect.x, y: rect.y, width: rect.width, height: 1), style: style)
        var x = rect.x + frame.text(" \(label) ", x: rect.x, y: rect.y, style: style, limit: rect.width)
        frame.text(input.text, x: x, y: rect.y, style: style, limit: max(0, rect.right - x))
        // A cursor of its own: the terminal's is hidden.
        let cursor = x + input.cursor
        if cursor < rect.right {
            let under = input.cursor < input.scalars.count ? input.scalars[input.cursor] : " "
            var block = style
            block.attributes.formSymmetricDifference([.reverse])
            frame.set(cursor, rect.y, under, block)
        }
        x += input.scalars.count + 2
        frame.text(hint, x: x, y: rect.y, limit: max(0, rect.right - x))
    }
}
