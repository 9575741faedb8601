import TerminalUI

/// Text in lines of a width, broken between words.
enum TextWrap {
    /// The lines; a word that is longer than one stands by itself and is cut where it is drawn.
    static func lines(_ text: String, width: Int, _ style: Style) -> [TextLine] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, last.unicodeScalars.count + 1 + word.unicodeScalars.count <= width {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines.map { TextLine($0, style) }
    }
}
