import TerminalUI

/// What terminals send, with what it means here.
enum InputSamples {
    struct Sample: Sendable, CustomStringConvertible {
        let bytes: [UInt8]
        let inputs: [Input]
        var description: String { "ESC " + bytes.dropFirst().map { String(UnicodeScalar($0)) }.joined(separator: " ") }
    }

    private static func key(_ text: String, _ key: Key?) -> Sample {
        Sample(bytes: [0x1B] + Array(text.utf8), inputs: key.map { [.key($0)] } ?? [])
    }

    private static let controlSequences: [Sample] = [
        key("[A", .up), key("[B", .down), key("[C", .right), key("[D", .left), key("[H", .home), key("[F", .end),
        key("[Z", .backTab), key("[1~", .home), key("[4~", .end), key("[7~", .home), key("[8~", .end),
        key("[3~", .delete),
        key("[5~", .pageUp), key("[6~", .pageDown), key("[2~", nil), key("[11~", .function(1)),
        key("[15~", .function(5)),
        key("[24~", .function(12)), key("[34~", .function(20)),
        key("[1;5A", .modified(.up, .control)), key("[1;2D", .modified(.left, .shift)),
        key("[1;3C", .modified(.right, .alt)),
        key("[1;8H", .modified(.home, [.shift, .alt, .control])), key("[3;5~", .modified(.delete, .control)),
        key("[1;1A", .up), key("[1;65A", .up), key("[1;5P", .modified(.function(1), .control)),
        key("[1;1:3A", nil), key("[1;5:1A", .modified(.up, .control)),
        key("[a", .modified(.up, .shift)), key("[7^", .modified(.home, .control)),
        key("[8@", .modified(.end, [.shift, .control])),
        key("[[A", .function(1)), key("[[E", .function(5)), key("[[x", nil),
        key("[99;5u", .control("c")), key("[119u", .character("w")), key("[119;3u", .modified(.character("w"), .alt)),
        key("[27;5;99~", .control("c")), key("[13;2u", .modified(.enter, .shift)), key("[9;2u", .backTab),
        key("[99;5:3u", nil),
        key("[I", nil), key("[O", nil), key("[?62;c", nil), key("[>0;276;0c", nil), key("[24;80R", nil),
        key("[?2004;1$y", nil),
        key("[201~", nil), key("[99999999999999999999999999A", nil),
        key("[1;99999999999999999999999999~", .modified(.home, [.alt, .control])),
    ]

    private static let singleShifts: [Sample] = [
        key("OA", .up), key("OH", .home), key("OF", .end), key("OP", .function(1)), key("OS", .function(4)),
        key("OM", .enter),
        key("O5A", .modified(.up, .control)), key("O1;5A", .modified(.up, .control)),
        key("Oa", .modified(.up, .control)),
        key("Op", .keypad("0")), key("On", .keypad(".")), key("Ow", .keypad("7")), key("O~", nil),
    ]

    private static let strings: [Sample] = [
        key("]0;w please\u{7}", nil), key("]11;rgb:1e1e/1e1e/1e1e\u{1B}\\", nil), key("P>|xterm(390)\u{1B}\\", nil),
        key("_Gi=31;OK\u{1B}\\", nil), key("^privacy w\u{1B}\\", nil), key("Xstart of string w\u{1B}\\", nil),
        key("]52;c;d3d3\u{18}", nil), key("P1$r0m\u{1A}", nil), key("]unicode ω ё 界\u{7}", nil),
    ]

    private static let alt: [Sample] = [
        key("w", .modified(.character("w"), .alt)), key("é", .modified(.character("é"), .alt)),
        key("\u{7F}", .modified(.backspace, .alt)), key("\r", .modified(.enter, .alt)),
        key("\u{1B}[A", .modified(.up, .alt)), key("\u{1B}OB", .modified(.down, .alt)),
    ]

    private static let mouse: [Sample] = [
        Sample(
            bytes: [0x1B] + Array("[<0;12;3M".utf8),
            inputs: [.mouse(MouseReport(button: 0, column: 11, row: 2, isRelease: false))]),
        Sample(
            bytes: [0x1B] + Array("[<64;200;50m".utf8),
            inputs: [.mouse(MouseReport(button: 64, column: 199, row: 49, isRelease: true))]),
        Sample(
            bytes: [0x1B, 0x5B, 0x4D, 0x20, 0x77, 0x61],
            inputs: [.mouse(MouseReport(button: 0, column: 86, row: 64, isRelease: false))]),
        Sample(
            bytes: [0x1B, 0x5B, 0x4D, 0x23, 0xFF, 0x21],
            inputs: [.mouse(MouseReport(button: 3, column: 222, row: 0, isRelease: true))]),
        Sample(
            bytes: [0x1B] + Array("[32;12;3M".utf8),
            inputs: [.mouse(MouseReport(button: 0, column: 11, row: 2, isRelease: false))]),
    ]

    private static let pastes: [Sample] = [
        Sample(
            bytes: [0x1B] + Array("[200~please wait\u{1B}[201~".utf8),
            inputs: [.paste(Paste(text: "please wait", byteCount: 11))]),
        Sample(
            bytes: [0x1B] + Array("[200~\u{1B}[20\u{3}1~\u{1B}\u{1B}[201~".utf8),
            inputs: [.paste(Paste(text: "\u{1B}[20\u{3}1~\u{1B}", byteCount: 8))]),
        Sample(bytes: [0x1B] + Array("[200~\u{1B}[201~".utf8), inputs: [.paste(Paste(text: "", byteCount: 0))]),
    ]

    static let all = controlSequences + singleShifts + strings + alt + mouse + pastes
}
