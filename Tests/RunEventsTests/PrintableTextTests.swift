import RunEvents
import Testing

@Suite("Text that is printed")
struct PrintableTextTests {
    @Test(
        "what a terminal could obey is escaped",
        arguments: [
            ("\u{1B}[2J", "\\u{1B}[2J"), ("\u{1B}]0;title\u{7}", "\\u{1B}]0;title\\u{7}"),
            ("a\nb\r\tc", "a\\u{A}b\\u{D}\\u{9}c"),
            ("\u{9B}31m\u{9D}8;;", "\\u{9B}31m\\u{9D}8;;"), ("\u{7F}\u{0}", "\\u{7F}\\u{0}"),
            // These are bidirectional controls, joiners and invisible marks.
            ("abc\u{202E}cba\u{2066}", "abc\\u{202E}cba\\u{2066}"),
            ("\u{200B}\u{FEFF}\u{AD}", "\\u{200B}\\u{FEFF}\\u{AD}"),
            ("\u{2028}\u{2029}", "\\u{2028}\\u{2029}"), ("\u{E0041}", "\\u{E0041}"), ("\r\n", "\\u{D}\\u{A}"),
        ])
    func escaped(text: String, expected: String) {
        #expect(PrintableText.line(text) == expected)
        #expect(PrintableText.line(expected) == expected)
    }

    @Test("what people write stays", arguments: ["", "run-42", "ünïcode 🧠 ‖θ‖ λ₁ … “quoted”", "日本", "back\\slash"])
    func kept(text: String) {
        #expect(PrintableText.line(text) == text)
    }

    @Test(
        "bytes that are no UTF-8",
        arguments: [
            ([0x61, 0xFF, 0x62], "a\\xFFb"), ([0xC3, 0xA4, 0xC3], "ä\\xC3"),
            ([0x1B, 0x80, 0x0A], "\\u{1B}\\x80\\u{A}"),
            ([0xED, 0xA0, 0x80], "\\xED\\xA0\\x80"), ([], ""),
        ] as [([UInt8], String)])
    func bytes(bytes: [UInt8], expected: String) {
        #expect(PrintableText.line(bytes: bytes) == expected)
    }
}
