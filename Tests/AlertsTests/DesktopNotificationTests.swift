import Alerts
import Testing

@Suite struct DesktopNotificationTests {
    private func text(_ text: String, _ environment: [String: String]) -> String {
        String(decoding: DesktopNotification.bytes(text, environment: environment), as: UTF8.self)
    }

    @Test func terminalsGetBothSequences() {
        #expect(
            text("grokked at step 5", ["TERM": "xterm-256color"])
                == "\u{1B}]9;groktop: grokked at step 5\u{1B}\\\u{1B}]777;notify;groktop;grokked at step 5\u{1B}\\")
    }

    @Test(arguments: [["TERM": "xterm-kitty"], ["TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"]])
    func thoseThatKnowBothGetOne(environment: [String: String]) {
        #expect(text("a", environment) == "\u{1B}]9;groktop: a\u{1B}\\")
    }

    @Test(arguments: ["linux", "vt100", "dumb", "ansi"]) func othersGetNone(type: String) {
        #expect(text("a", ["TERM": type]) == "")
    }

    @Test func textObeysNobody() {
        let sent = text("a\u{1B}\\\u{7};b\u{9C}" + String(repeating: "x", count: 999), ["TERM": "xterm-kitty"])
        #expect(sent.hasPrefix("\u{1B}]9;groktop: a\\u{1B}\\\\u{7},b\\u{9C}x"))
        #expect(sent.unicodeScalars.count { $0.value < 0x20 } == 2 && sent.count < 250)
    }
}
