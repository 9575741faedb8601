import TerminalUI

/// What a terminal can send, at random.
enum FuzzedInput {
    /// From a single cell to a wall of screens.
    static func size(_ chance: inout FuzzChance) -> Size {
        chance.once(in: 4)
            ? Size(width: Int.random(in: 1...8, using: &chance), height: Int.random(in: 1...8, using: &chance))
            : Size(width: Int.random(in: 40...260, using: &chance), height: Int.random(in: 10...80, using: &chance))
    }

    private static let pieces: [[UInt8]] =
        "qwWpamscrfytuegGdenNRAPfbh?: .[]{}/,+-=0123456789xyzXYZ".utf8.map { [$0] } + (0..<0x20).map { [$0] }
        + [
            "\u{1B}[A", "\u{1B}[B", "\u{1B}[C", "\u{1B}[D", "\u{1B}[H", "\u{1B}[F", "\u{1B}[5~", "\u{1B}[6~",
            "\u{1B}[1;5C", "\u{1B}OP", "\u{1B}[Z", "\u{1B}[200~w\u{1B}[201~", "\u{1B}[200~", "\u{1B}[?2026;2$y",
            "\u{1B}[M", "\u{1B}]0;x\u{7}", "\u{1B}P", "\u{9B}", "ω", "界", "g1000\r", "W0.5\r", "cevaluate\r", "y", "n",
        ].map { Array($0.utf8) }

    /// Keys, pastes, answers, mouse reports, and bytes that are none of these.
    static func bytes(_ chance: inout FuzzChance) -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 0...6, using: &chance) {
            switch Int.random(in: 0..<8, using: &chance) {
            case 0: bytes.append(UInt8.random(in: 0...255, using: &chance))
            case 1, 2: bytes += mouse(&chance)
            default: bytes += chance.one(of: pieces)
            }
        }
        return bytes
    }

    /// A press, a release, a drag or a turn of the wheel, on the screen or far from it.
    private static func mouse(_ chance: inout FuzzChance) -> [UInt8] {
        let button = chance.one(of: [0, 1, 2, 32, 34, 35, 64, 65, 66, 67, 4, 8, 16, 128, 1_000_000])
        let (column, row) = (
            chance.one(of: [0, 1, 2, Int.random(in: 1...260, using: &chance), 1_000_000]),
            chance.one(of: [0, 1, 2, Int.random(in: 1...80, using: &chance), 1_000_000])
        )
        return Array("\u{1B}[<\(button);\(column);\(row)\(chance.once(in: 3) ? "m" : "M")".utf8)
    }
}
