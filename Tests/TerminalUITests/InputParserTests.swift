import TerminalUI
import Testing

@Suite struct InputParserTests {
    private func parse(_ bytes: [UInt8], keys: KeySequences = KeySequences()) -> [Input] {
        var parser = InputParser(keys: keys)
        return parser.feed(bytes, at: 0) + parser.pass(1e6)
    }

    private func typed(_ text: String) -> [Input] { text.unicodeScalars.map { .key(.character($0)) } }

    @Test(arguments: InputSamples.all) func aSequenceIsReadAsOne(sample: InputSamples.Sample) {
        var parser = InputParser()
        #expect(parser.feed(sample.bytes, at: 0) == sample.inputs)
        #expect(parser.deadline == nil, "nothing more is waited for")
    }

    @Test(arguments: InputSamples.all) func inWhateverPiecesItComes(sample: InputSamples.Sample) {
        for place in 0...sample.bytes.count {
            var parser = InputParser()
            let inputs =
                parser.feed(sample.bytes[..<place], at: 0) + parser.pass(0.02)
                + parser.feed(sample.bytes[place...], at: 0.02)
            #expect(inputs == sample.inputs, "split at \(place)")
        }
        var parser = InputParser()
        #expect(sample.bytes.flatMap { parser.feed([$0], at: 0) } == sample.inputs)
    }

    /// What has been cut off is at most an Esc, or Alt and the second character; the next key is a key again.
    @Test(arguments: InputSamples.all) func aPrefixIsNoKeyThatWasNotTyped(sample: InputSamples.Sample) {
        for count in 1..<sample.bytes.count {
            var parser = InputParser()
            var inputs = parser.feed(sample.bytes[..<count], at: 0)
            if let deadline = parser.deadline {
                #expect(deadline <= 3, "it is waited for no longer than seconds")
                inputs += parser.pass(deadline)
            }
            for input in inputs {
                switch input {
                case .key(.escape), .key(.modified), .paste, .mouse: break
                default: Issue.record("\(input) of the first \(count) bytes")
                }
            }
            #expect(parser.deadline == nil)
            #expect(parser.feed(Array("q".utf8), at: 10) == typed("q"))
        }
    }

    /// Sequences between keys, in any order: only the keys come out as keys.
    @Test func aSoupOfSequencesHasOnlyTheKeysThatStandBetween() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<2_000 {
            var (bytes, expected): ([UInt8], [Input]) = ([], [])
            for _ in 0..<20 {
                if Bool.random(using: &random) {
                    let sample = InputSamples.all.randomElement(using: &random)!
                    bytes += sample.bytes
                    expected += sample.inputs
                } else {
                    let key = "wpa []RQq.ω界".unicodeScalars.randomElement(using: &random)!
                    bytes += Array(String(key).utf8)
                    expected.append(.key(.character(key)))
                }
            }
            var parser = InputParser()
            var inputs: [Input] = []
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = Int.random(in: 1...rest.count, using: &random)
                inputs += parser.feed(rest.prefix(count), at: 0)
                rest = rest.dropFirst(count)
            }
            #expect(inputs == expected, "\(bytes)")
        }
    }

    /// Bytes of control sequences with anything for parameters: none of them is ever a key of its own.
    @Test func unknownSequencesAreSwallowedWhole() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<20_000 {
            var body = (0..<Int.random(in: 0...12, using: &random)).map { _ in
                UInt8.random(in: 0x20...0x3F, using: &random)
            }
            let final = UInt8.random(in: 0x40...0x7E, using: &random)
            if body.isEmpty, final == UInt8(ascii: "[") || final == UInt8(ascii: "M") { body = [0x31] }
            if body == Array("200".utf8), final == UInt8(ascii: "~") { continue }
            var parser = InputParser()
            let inputs = parser.feed([0x1B, 0x5B] + body + [final], at: 0)
            #expect(parser.deadline == nil && inputs.count <= 1)
            // `u` carries a character by its number: that is its meaning.
            guard final != UInt8(ascii: "u"), final != UInt8(ascii: "~") else { continue }
            for case .key(.character(let scalar)) in inputs { Issue.record("\(scalar) of \(body) \(final)") }
        }
    }

    @Test func anyBytesEndAndCtrlCAlwaysCounts() {
        var random = SystemRandomNumberGenerator()
        let interesting: [UInt8] = [
            0x1B, 0x5B, 0x4F, 0x5D, 0x50, 0x5F, 0x4D, 0x32, 0x30, 0x7E, 0x3B, 0xC3, 0xE2, 0xF0, 0x9B,
        ]
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 1...12, using: &random)).map { _ in
                Bool.random(using: &random)
                    ? interesting.randomElement(using: &random)! : UInt8.random(in: 0...255, using: &random)
            }
            var parser = InputParser()
            _ = parser.feed(bytes, at: 0)
            var interrupted = parser
            #expect(interrupted.feed([0x03], at: 0.2).last == .key(.control("c")), "\(bytes)")
            _ = parser.pass(parser.deadline ?? 0)
            #expect(parser.deadline == nil, "\(bytes)")
            #expect(parser.feed([0x77], at: 10) == typed("w"), "\(bytes)")
        }
    }

    @Test(arguments: [("0", false), ("1", true), ("2", true), ("3", true), ("4", false)])
    func theAnswerAboutAModeIsNoKey(state: String, has: Bool) {
        var parser = InputParser()
        #expect(parser.hasSynchronizedUpdates == nil)
        #expect(parser.feed(Array("\u{1B}[?25;1$y\u{1B}[?2026y".utf8), at: 0).isEmpty)
        #expect(parser.hasSynchronizedUpdates == nil, "another mode, and no answer")
        #expect(parser.feed(Array("\u{1B}[?2026;\(state)$yw".utf8), at: 0) == typed("w"))
        #expect(parser.hasSynchronizedUpdates == has)
        parser.reset()
        #expect(parser.hasSynchronizedUpdates == nil)
    }

    @Test func aByteThatIsNoUTF8CostsOnlyThatByte() {
        for byte in UInt8(0x80)...0xFF {
            #expect(parse([byte, 0x77, byte, 0x03]) == typed("w") + [.key(.control("c"))], "\(byte)")
        }
        // Cut short, too long, a surrogate, beyond Unicode.
        for bytes: [UInt8] in [[0xE2, 0x82], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5]] {
            #expect(parse(bytes + Array("wé".utf8)) == typed("wé"), "\(bytes)")
        }
        #expect(parse(Array("aω界🜁".utf8)) == typed("aω界🜁"))
        #expect(parse([0xC2, 0x85, 0x77]) == typed("w"), "a control character of the second set is no text")
    }

    @Test func controlCharactersAreTheKeysThatTheyAre() {
        let expected: [Input] = [
            .tab, .enter, .enter, .backspace, .backspace, .control("c"), .control("z"), .control("l"),
        ].map { .key($0) }
        #expect(parse([0x09, 0x0A, 0x0D, 0x08, 0x7F, 0x03, 0x1A, 0x0C]) == expected)
        #expect(parse([0x00, 0x1C, 0x1F]) == [])
    }

    @Test func aLoneEscIsOneAfterItsTime() {
        var parser = InputParser(escapeDelay: 0.025)
        #expect(parser.feed([0x1B], at: 5) == [])
        #expect(parser.deadline == 5.025 && parser.pass(5.02) == [])
        #expect(parser.pass(5.025) == [.key(.escape)] && parser.deadline == nil)
        #expect(parser.feed([0x1B, 0x1B], at: 6) + parser.pass(7) == [.key(.escape), .key(.escape)])
        #expect(parser.feed([0x1B, 0x03], at: 8) == [.key(.control("c"))])
        // Alt with what begins a sequence.
        for letter in "[O]PX^_".unicodeScalars {
            let inputs = parser.feed([0x1B, UInt8(letter.value)], at: 9) + parser.pass(9.2)
            #expect(inputs == [.key(.modified(.character(letter), .alt))])
        }
    }

    @Test(arguments: ["[1;5", "O1;", "]0;title", "Pdata", "_apc", "[M!"], [UInt8(0x18), 0x1A, 0x1B])
    func aSequenceIsAborted(begun: String, by byte: UInt8) {
        var parser = InputParser()
        let inputs = parser.feed([0x1B] + Array(begun.utf8) + [byte] + Array("[Aw".utf8), at: 0)
        // ESC begins another.
        #expect(inputs == (byte == 0x1B ? [.key(.up)] : typed("[A")) + typed("w"))
    }

    @Test func whatNeverEndsKeepsNothingAndNobody() {
        for introducer in ["[", "]", "P", "_", "[200~"] {
            var parser = InputParser()
            var inputs = parser.feed([0x1B] + Array(introducer.utf8), at: 0)
            for _ in 0..<100 { inputs += parser.feed(Array(repeating: 0x31, count: 10_000), at: 0) }
            #expect(inputs == [])
            #expect(MemoryLayout.size(ofValue: parser) < 1_024)
            inputs = parser.feed([0x03], at: 1)
            #expect(inputs.last == .key(.control("c")))
            if case .paste(let paste)? = inputs.first {
                #expect(paste.byteCount == 1_000_000 && paste.text.count == 4_096)
            }
        }
    }

    @Test func theTerminalsOwnEntryGoesFirst() {
        var keys = KeySequences()
        keys.add([0x1B, 0x5B, 0x4D], .function(1))
        keys.add(Array("\u{1B}[[A".utf8), .function(11))
        keys.add(Array("\u{1B}[7$".utf8), .modified(.home, .shift))
        keys.add([0x01, 0x40, 0x0D], .function(2))
        keys.add(Array("\u{1B}A".utf8), .up)
        keys.add(Array("\u{1B}(x".utf8), .function(3))
        keys.add([0x0B], .up)
        for refused in ["w", "\u{1B}", "\u{1B}[", "\u{1B}O", "\u{3}", ""] { keys.add(Array(refused.utf8), .enter) }
        func key(_ key: Key) -> [Input] { [.key(key)] }

        #expect(parse(Array("\u{1B}[Mw".utf8), keys: keys) == key(.function(1)) + typed("w"))
        #expect(parse(Array("\u{1B}[[Aw".utf8), keys: keys) == key(.function(11)) + typed("w"))
        #expect(parse(Array("\u{1B}[7$w".utf8), keys: keys) == key(.modified(.home, .shift)) + typed("w"))
        #expect(parse([0x01, 0x40, 0x0D], keys: keys) == key(.function(2)))
        #expect(parse([0x01, 0x41], keys: keys) == key(.control("a")) + typed("A"))
        #expect(parse([0x01], keys: keys) == key(.control("a")))
        #expect(
            parse(Array("\u{1B}A\u{1B}(x\u{1B}(yw".utf8), keys: keys)
                == key(.up) + key(.function(3)) + key(.modified(.character("("), .alt)) + typed("yw"))
        #expect(parse([0x0B], keys: keys) == key(.up))
        #expect(parse(Array("w\u{3}".utf8), keys: keys) == typed("w") + key(.control("c")))
    }

    /// `ESC ( B` and its like are one sequence; Alt and such a sign is a key when nothing follows it.
    @Test func sequencesWithAnIntermediateByteAreReadWhole() {
        for text in ["\u{1B}(w", "\u{1B}#w", "\u{1B}%w", "\u{1B} F", "\u{1B}$(w"] {
            var parser = InputParser()
            #expect(parser.feed(Array(text.utf8), at: 0) + parser.pass(9) == [], "\(text.debugDescription)")
            #expect(parser.feed([0x77], at: 10) == [.key(.character("w"))])
        }
        var parser = InputParser()
        let alone = parser.feed(Array("\u{1B}(".utf8), at: 0) + parser.pass(1)
        #expect(alone == [.key(.modified(.character("("), .alt))])
        #expect(parser.feed([0x1B, 0x28, 0x03], at: 2) == [.key(.control("c"))])
    }

    /// A slow connection may pause in the middle of a reply.
    @Test func aStringMayPauseForLongerThanAKey() {
        var parser = InputParser()
        var inputs = parser.feed(Array("\u{1B}]52;c;wwww".utf8), at: 0) + parser.pass(0.7)
        inputs += parser.feed(Array("w\u{07}".utf8), at: 0.7)
        #expect(inputs == [])
        #expect(parser.feed([0x77], at: 1) == [.key(.character("w"))])
    }
}
