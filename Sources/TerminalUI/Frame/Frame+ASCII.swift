extension Frame {
    /// The same screen for a terminal with nothing but ASCII: every character is exchanged for one that looks or
    /// sounds like it, cell by cell, so that nothing moves.
    package mutating func foldToASCII() {
        mapScalars(ASCIIFolding.fold)
    }
}

/// ASCII characters for those that the screen is drawn with.
package enum ASCIIFolding {
    /// The ASCII character that stands for this one; `?` where there is none.
    package static func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard !scalar.isASCII else { return scalar }
        switch scalar.value {
        case 0x2080...0x2089: return Unicode.Scalar(scalar.value - 0x2080 + 0x30) ?? "?"
        case 0x2800...0x28FF: return scalar.value == 0x2800 ? " " : "*"
        default: return table[scalar] ?? "?"
        }
    }

    /// The characters of the screen's texts and boxes that have an ASCII character of their own.
    static var characters: Set<Unicode.Scalar> { Set(table.keys) }

    private static let table: [Unicode.Scalar: Unicode.Scalar] = [
        "╭": "+", "╮": "+", "╰": "+", "╯": "+", "─": "-", "│": "|", "┤": "+", "├": "+", "┴": "+", "┬": "+", "┼": "+",
        "·": ".", "…": "~", "–": "-", "—": "-", "−": "-", "₋": "-", "×": "x", "±": "~", "→": ">", "←": "<", "↑": "^",
        "↓": "v",
        "≤": "<", "≥": ">", "∥": "|", "‖": "|", "▶": ">", "■": "#", "●": "*", "○": "o", "◆": "@", "◇": "&", "↯": "!",
        "✂": "x", "≈": "~", "ω": "w", "λ": "l", "Δ": "d", "ε": "e", "θ": "0", "η": "n", "σ": "s", "²": "2", "³": "3",
        "█": "#",
        "▇": "#",
        "▆": "#", "▅": "=", "▄": "C", "▃": "_", "▂": "_", "▁": "_", "▒": "M", "░": ":", "▓": "%", "▀": "F", "▏": "|",
        "▎": "|",
        "▍": "|", "▌": "#", "▋": "#", "▊": "#", "▉": "#", "⏎": "$", "▸": ">", "━": "=", "┊": ":", "◀": "<", "⑂": "Y",
        "↻": "r", "½": "h", "°": "d", "α": "a", "∇": "V", "’": "'", "“": "\"", "”": "\"",
    ]
}
