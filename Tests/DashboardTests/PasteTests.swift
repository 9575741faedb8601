import Dashboard
import RunEvents
import TerminalUI
import Testing

/// A paste is text for a text field, and does nothing anywhere else.
@Suite struct PasteTests {
    private func paste(_ text: String) -> Message { .paste(Paste(text: text, byteCount: text.utf8.count)) }

    @Test(arguments: Place.allCases, ["please wait", "w", "y", "q\n", "\u{3}"])
    func outsideOfTextFieldsItIsIgnoredWithALine(place: Place, text: String) {
        let before = makeModel(in: place)
        var model = before
        #expect(model.update(paste(text)) == [])
        let line = model.view().lines.last ?? ""
        #expect(line.hasPrefix(" a paste does nothing here: \(text.utf8.count) byte"), "\(line)")
        #expect(model.mode == before.mode && model.expected == before.expected && model.cursor == before.cursor)
    }

    @Test(arguments: ["?", "m", "q"]) func norDoesItAnswerAQuestion(key: Unicode.Scalar) {
        var model = makeModel(in: .now)
        _ = model.update(.key(.character(key)))
        let mode = model.mode
        #expect(model.update(paste("y")) == [] && model.mode == mode)
    }

    @Test(arguments: [
        ("0.25", "0.25"), ("ω = 0.5\nw", "0.5"), ("\n1e-2\r\n", "1e-2"), ("please wait", "ee"), ("\u{1B}[A", ""),
        ("off", "off"),
    ])
    func aFieldTakesWhatItAccepts(text: String, typed: String) {
        var model = makeModel(in: .now)
        _ = model.update(.key(.character("W")))
        #expect(model.update(paste(text)) == [])
        #expect(model.mode == .typingWeightDecay(TextInput(typed), problem: nil))

        model = makeModel(in: .past)
        _ = model.update(.key(.character("f")))
        _ = model.update(paste(text))
        #expect(model.mode == .typingFork(step: 1_000, TextInput(typed), problem: nil))
    }

    @Test func aStepIsPastedBetweenWhatIsTyped() {
        var model = makeModel(in: .past)
        for key in "g17" { _ = model.update(.key(.character(key.unicodeScalars.first!))) }
        _ = model.update(.key(.left))
        _ = model.update(paste("step 4,2"))
        _ = model.update(.key(.keypad("0")))
        #expect(
            model.mode
                == .typingStep(
                    {
                        var input = TextInput("14,207")
                        _ = input.handle(.left)
                        return input
                    }(), problem: nil))
    }
}

/// While the screen is too small to show anything, keys do nothing that one cannot see.
@Suite struct UnseenTests {
    private static let tooSmall = [
        Size(width: Layout.smallest.width - 1, height: 24), Size(width: 80, height: Layout.smallest.height - 1),
        Size(width: 1, height: 1),
    ]
    private static let inert: [Key] =
        [
            .enter, .escape, .tab, .backspace, .left, .right, .home, .end, .pageUp, .pageDown,
        ]
        + (0x21...0x7E).compactMap { Unicode.Scalar($0) }.filter { !"q?".unicodeScalars.contains($0) }.map(
            Key.character)

    @Test(arguments: tooSmall, Place.allCases) func keysDoNothing(size: Size, place: Place) {
        let before = makeModel(in: place)
        var model = before
        _ = model.update(.resize(size))
        for key in Self.inert + [.character(" ")] { #expect(model.update(.key(key)) == [], "\(key)") }
        _ = model.update(.paste(Paste(text: "w", byteCount: 1)))
        _ = model.update(.resize(before.size))
        #expect(model.view() == before.view())
        #expect(model.expected == before.expected)
    }

    @Test(arguments: ["W", "g", "f", "m", "R"]) func nothingThatHadBegunIsDone(key: Unicode.Scalar) {
        var model = makeModel(in: key == "R" ? .past : .now)
        _ = model.update(.key(.character(key)))
        let mode = model.mode
        _ = model.update(.resize(Size(width: 40, height: 10)))
        for key in Self.inert { #expect(model.update(.key(key)) == [], "\(key)") }
        #expect(model.mode == mode)
    }

    @Test func oneCanLeaveAndIsAsked() {
        var model = makeModel(in: .now)
        _ = model.update(.resize(Size(width: 30, height: 8)))
        #expect(model.update(.key(.character("q"))) == [])
        #expect(model.view().lines.contains { $0.contains("Stop the run? y/n") })
        #expect(model.update(.key(.character("n"))) == [] && model.mode == .watching)
        _ = model.update(.key(.character("q")))
        #expect(model.update(.key(.character("y"))) == [.send(.stop), .quit])
        #expect(model.update(.key(.control("c"))) == [.send(.stop), .quit])
        #expect(model.update(.interrupted) == [.send(.stop), .quit])
        #expect(model.update(.key(.control("z"))) == [.suspend])
        #expect(model.update(.key(.control("l"))) == [.repaint])

        var replay = makeModel(in: .replay)
        _ = replay.update(.resize(Size(width: 30, height: 8)))
        #expect(replay.update(.key(.character("q"))) == [.quit])
    }

    @Test func helpSaysWhatThereIs() {
        var model = makeModel(in: .now)
        _ = model.update(.resize(Size(width: 30, height: 8)))
        _ = model.update(.key(.character("?")))
        let text = model.view().lines.joined(separator: "\n")
        #expect(text.contains("needs 60×16") && text.contains("q quits") && text.contains("Ctrl-Z suspends"))
        _ = model.update(.key(.character("w")))
        #expect(!model.view().lines.joined().contains("q quits"))
    }
}
