import TerminalUI
import Testing

@Suite struct ThemeTests {
    /// The beginning of a theme as btop ships them.
    private static let sample = """
        #Bashtop theme with dracula palette
        # by aethernum

        # Main background, empty for terminal default
        theme[main_bg]="#282a36"
        theme[main_fg]="#f8f8f2"
        theme[title]='#f8f8f2'
        theme[hi_fg]="#6272a4"
        theme[selected_bg]="#ff79c6"
        theme[inactive_fg]="#44"
        theme[cpu_box]="189 147 249"
        theme[temp_start]="#000000"
        theme[temp_mid]=""
        theme[temp_end]="#0000ff"
        theme[download_start]="#500000"
        theme[download_mid]=""
        theme[download_end]=""
        theme[no_such_key]="not a colour"
        """

    @Test func btopThemesAreRead() throws {
        let theme = try Theme.parse(Self.sample, name: "dracula")
        #expect(theme.name == "dracula")
        #expect(theme[.background].background == Color(hex: 0x282A36))
        #expect(theme[.text].foreground == Color(hex: 0xF8F8F2))
        #expect(theme[.title].foreground == Color(hex: 0xF8F8F2))
        #expect(theme[.inactive].foreground == Color(hex: 0x444444))
        #expect(theme[.accuracyFrame].foreground == Color(red: 189, green: 147, blue: 249))
        #expect(theme[.marker].foreground == Color(hex: 0x6272A4))
        #expect(theme[.selected].background == Color(hex: 0xFF79C6))
    }

    @Test func anEmptyMiddleLeavesTwoColoursAndAnEmptyEndOne() throws {
        let theme = try Theme.parse(Self.sample, name: "dracula")
        #expect(theme[.eigenvalue1].foreground == Color(hex: 0x0000FF))
        #expect(theme[.eigenvalue3].foreground == Color(hex: 0x000080))
        #expect(theme[.eigenvalue5].foreground == Color(hex: 0x000000))
        #expect(theme[.train].foreground == Color(hex: 0x500000))
    }

    @Test func missingKeysAreTheDefaults() throws {
        let theme = try Theme.parse("", name: "empty")
        #expect(theme[.test] == Theme.default[.test])
        #expect(theme[.functional] == Theme.default[.functional])
    }

    @Test func ourOwnKeysGoFirst() throws {
        let theme = try Theme.parse(
            "theme[train]=\"#111111\"\ntheme[download_start]=\"#222222\"\ntheme[eigenvalue_start]=\"#333333\"",
            name: "own")
        #expect(theme[.train].foreground == Color(hex: 0x111111))
        #expect(theme[.eigenvalue1].foreground == Color(hex: 0x333333))
        #expect(theme[.eigenvalue5].foreground == Color(hex: 0x333333))
    }

    @Test func anEmptyValueIsTheTerminalsOwn() throws {
        let theme = try Theme.parse("theme[main_bg]=\"\"\ntheme[main_fg]=\"\"\n", name: "plain")
        #expect(theme[.background].background.isTerminal)
        #expect(theme[.text].foreground.isTerminal)
    }

    @Test(arguments: [
        (
            "# a comment\ntheme[train]=\"#12345\"\n",
            "theme t, line 2: train is '#12345', expected '#RRGGBB', '#RGB', '#GG' (grey), 'R G B' (0 to 255 each) or nothing"
        ),
        (
            "theme[main_fg]=\"300 0 0\"",
            "theme t, line 1: main_fg is '300 0 0', expected '#RRGGBB', '#RGB', '#GG' (grey), 'R G B' (0 to 255 each) or nothing"
        ),
        (
            "theme[main_fg]=\"#+f0000\"",
            "theme t, line 1: main_fg is '#+f0000', expected '#RRGGBB', '#RGB', '#GG' (grey), 'R G B' (0 to 255 each) or nothing"
        ),
        (
            "\n\ntheme[title] \"#fff\"",
            "theme t, line 3: expected theme[key]=\"value\", found 'theme[title] \"#fff\"'"
        ),
        ("theme[title]=\"#ffffff", "theme t, line 1: expected theme[key]=\"value\", found 'theme[title]=\"#ffffff'"),
    ])
    func whatIsMalformedIsNamed(text: String, expected: String) {
        let error = #expect(throws: ThemeError.self) { try Theme.parse(text, name: "t") }
        #expect(error?.description == expected)
    }

    @Test func linesEndedTheWindowsWayAreRead() throws {
        let theme = try Theme.parse("theme[title]=\"#aabbcc\"\r\ntheme[main_fg]=\"#112233\"\r\n", name: "crlf")
        #expect(theme[.title].foreground == Color(hex: 0xAABBCC))
        #expect(theme[.text].foreground == Color(hex: 0x112233))
    }

    @Test func inMonoEveryPairThatStandsTogetherIsToldApartByWeight() {
        let theme = Theme.monochrome
        #expect(theme[.train] != theme[.test])
        #expect(theme[.gradient] != theme[.decay])
        #expect(Theme.Role.allCases.allSatisfy { theme[$0].foreground.isTerminal })
    }
}

@Suite struct ColorQuantizerTests {
    @Test(
        arguments: [
            (0xFF0000, 196), (0x000000, 16), (0xFFFFFF, 231), (0x808080, 244), (0x080808, 232), (0xEEEEEE, 255),
            (0x5F87AF, 67), (0x56B4E9, 74),
        ] as [(UInt32, Int)])
    func in256ColoursGreysGoToTheRampAndOthersToTheCube(hex: UInt32, index: Int) {
        #expect(ColorQuantizer.quantize(Color(hex: hex), to: .palette256) == .init(index: index, isDim: false))
    }

    @Test(
        arguments: [
            (0xFF0000, 9), (0x800000, 1), (0x585858, 8), (0xC8C8C8, 7), (0xFFFFFF, 15), (0x00D787, 2), (0x00D75F, 2),
            (0x56B4E9, 6),
        ] as [(UInt32, Int)])
    func in16Colours(hex: UInt32, index: Int) {
        #expect(ColorQuantizer.quantize(Color(hex: hex), to: .sixteen).index == index)
    }

    @Test func in8ColoursNothingBecomesBlack() {
        for red in stride(from: 0, through: 255, by: 51) {
            for green in stride(from: 0, through: 255, by: 51) {
                for blue in stride(from: 0, through: 255, by: 51) {
                    let color = Color(red: UInt8(red), green: UInt8(green), blue: UInt8(blue))
                    #expect(ColorQuantizer.quantize(color, to: .eight).index != 0)
                }
            }
        }
        #expect(ColorQuantizer.quantize(Color(hex: 0x585858), to: .eight) == .init(index: -1, isDim: true))
    }

    @Test(arguments: ColorDepth.allCases)
    func theTerminalsOwnColourStays(depth: ColorDepth) {
        #expect(ColorQuantizer.quantize(.terminal, to: depth) == .init(index: -1, isDim: false))
    }
}

@Suite struct TextInputTests {
    @Test func editing() {
        var input = TextInput()
        for key in [Key.character("0"), .character("5"), .left, .character("."), .end, .character("x"), .backspace] {
            let isKnown = input.handle(key)
            #expect(isKnown)
        }
        #expect(input.text == "0.5")
        #expect(input.cursor == 3)
        _ = input.handle(.home)
        _ = input.handle(.delete)
        #expect(input.text == ".5")
        _ = input.handle(.control("k"))
        #expect(input.text == "")
    }

    @Test func nothingInvisibleGetsIn() {
        var input = TextInput()
        let known = [Key.character("\u{301}"), .up, .backspace].map { input.handle($0) }
        #expect(known == [false, false, true])
        #expect(input.text == "")
    }

    @Test func itDoesNotGrowForEver() {
        var input = TextInput()
        for _ in 0..<1000 { _ = input.handle(.character("1")) }
        #expect(input.scalars.count == 64)
    }
}
