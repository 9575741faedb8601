/// A control sequence or a single shift that has come whole: what stands between its introducer (CSI, `ESC [`, or SS3,
/// `ESC O`) and its final byte, and that.
///
/// The numbers are those of xterm's `ctlseqs`, of the VT220 (`1~` … `34~`) and of rxvt; what a terminal's own entry
/// says goes before them (`InputParser.init(keys:)`).
struct ControlSequence {
    var isSingleShift: Bool
    /// 0x20 to 0x3F.
    var parameters: [UInt8]
    var final: UInt8

    /// nil for a sequence that stands for no key of ours: it is swallowed.
    var input: Input? {
        if isSingleShift { return singleShiftKey.map(Input.key) }
        switch parameters.first {
        case UInt8(ascii: "<"): return mouse(Array(parameters.dropFirst()), isSGR: true)
        case UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: "?"): return nil
        default: break
        }
        switch final {
        case UInt8(ascii: "M"): return mouse(parameters, isSGR: false)
        case UInt8(ascii: "~"), UInt8(ascii: "^"), UInt8(ascii: "@"), UInt8(ascii: "$"):
            return numberedKey.map(Input.key)
        case UInt8(ascii: "u"): return scalarKey(numbers.first, numbers.dropFirst().first, events.dropFirst().first)
        default: return letterKey.map(Input.key)
        }
    }

    /// The answer to a question about a private mode (DECRPM, `ESC [ ? mode ; state $ y`); nil for another sequence.
    var modeReport: (mode: Int, state: Int)? {
        guard !isSingleShift, final == UInt8(ascii: "y"), parameters.first == UInt8(ascii: "?"),
            parameters.last == UInt8(ascii: "$"), numbers.count == 2
        else { return nil }
        return (numbers[0], numbers[1])
    }

    /// The numbers between semicolons, each without what follows it behind a colon; 0 where there is none.
    private var numbers: [Int] { fields.map { ControlSequence.number($0.first ?? []) } }

    /// What follows them behind a colon.
    private var events: [Int] { fields.map { $0.count > 1 ? ControlSequence.number($0[1]) : 0 } }

    private var fields: [[ArraySlice<UInt8>]] {
        parameters.filter { (0x30...0x3B).contains($0) }
            .split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
            .map { $0.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false) }
    }

    /// Far above every number that means something, and far below what could overflow.
    private static let largestNumber = 0x1F_FFFF

    private static func number(_ digits: ArraySlice<UInt8>) -> Int {
        digits.reduce(0) { min(largestNumber, $0 * 10 + Int($1) - 0x30) }
    }

    /// The second number; kitty and others tell a release as `:3` behind it, which is no key.
    private var modifiers: KeyModifiers? {
        let event = events.dropFirst().first ?? 0
        return event == 3 ? nil : KeyModifiers(parameter: numbers.dropFirst().first ?? 1)
    }

    // MARK: Keys

    /// `ESC [ 1 ; 5 A`, `ESC [ A`.
    private var letterKey: Key? {
        guard let modifiers else { return nil }
        let first = numbers.first ?? 0
        guard first <= 1, let key = ControlSequence.key(ofLetter: final) else {
            // rxvt's Shift with an arrow.
            return parameters.isEmpty ? ControlSequence.arrow(ofSmallLetter: final)?.with(.shift) : nil
        }
        return key.with(modifiers)
    }

    private var singleShiftKey: Key? {
        // `ESC O 5 A` and `ESC O 1 ; 5 A` were sent by some for `ESC [ 1 ; 5 A`.
        let parameter = numbers.count > 1 ? numbers[1] : max(1, numbers.first ?? 1)
        let modifiers = KeyModifiers(parameter: parameter)
        if let key = ControlSequence.key(ofLetter: final) { return key.with(modifiers) }
        if let key = ControlSequence.arrow(ofSmallLetter: final) { return key.with(.control) }
        return ControlSequence.keypadKey(final)?.with(modifiers)
    }

    private static func key(ofLetter letter: UInt8) -> Key? {
        switch letter {
        case UInt8(ascii: "A"): .up
        case UInt8(ascii: "B"): .down
        case UInt8(ascii: "C"): .right
        case UInt8(ascii: "D"): .left
        case UInt8(ascii: "F"): .end
        case UInt8(ascii: "H"): .home
        case UInt8(ascii: "Z"): .backTab
        case UInt8(ascii: "P"): .function(1)
        case UInt8(ascii: "Q"): .function(2)
        case UInt8(ascii: "R"): .function(3)
        case UInt8(ascii: "S"): .function(4)
        default: nil
        }
    }

    private static func arrow(ofSmallLetter letter: UInt8) -> Key? {
        switch letter {
        case UInt8(ascii: "a"): .up
        case UInt8(ascii: "b"): .down
        case UInt8(ascii: "c"): .right
        case UInt8(ascii: "d"): .left
        default: nil
        }
    }

    /// The keypad in application mode: `ESC O p` is its 0, `ESC O j` its *.
    private static func keypadKey(_ final: UInt8) -> Key? {
        switch final {
        case UInt8(ascii: "M"): .enter
        case UInt8(ascii: "I"): .tab
        case UInt8(ascii: " "): .keypad(" ")
        case UInt8(ascii: "X"): .keypad("=")
        case UInt8(ascii: "j")...UInt8(ascii: "y"): .keypad(Unicode.Scalar(final - 0x40))
        default: nil
        }
    }

    /// `ESC [ 5 ~`, and rxvt's `^`, `$` and `@` for Ctrl, Shift and both.
    private var numberedKey: Key? {
        let numbers = numbers
        if numbers.count == 3, numbers[0] == 27, final == UInt8(ascii: "~") {
            // xterm's modifyOtherKeys: 27, what is held, the character.
            guard case .key(let key)? = scalarKey(numbers[2], numbers[1], nil) else { return nil }
            return key
        }
        guard let modifiers, let key = ControlSequence.key(ofNumber: numbers.first ?? 0) else { return nil }
        return switch final {
        case UInt8(ascii: "^"): key.with(.control)
        case UInt8(ascii: "$"): key.with(.shift)
        case UInt8(ascii: "@"): key.with([.control, .shift])
        default: key.with(modifiers)
        }
    }

    private static func key(ofNumber number: Int) -> Key? {
        switch number {
        case 1, 7: .home
        case 4, 8: .end
        case 3: .delete
        case 5: .pageUp
        case 6: .pageDown
        case 11...15: .function(number - 10)
        case 17...21: .function(number - 11)
        case 23...26: .function(number - 12)
        case 28, 29: .function(number - 13)
        case 31...34: .function(number - 14)
        default: nil
        }
    }

    /// A key by its character, as in `ESC [ 99 ; 5 u`: Ctrl-C.
    private func scalarKey(_ value: Int?, _ modifierParameter: Int?, _ event: Int?) -> Input? {
        guard event != 3, let value, let scalar = UInt32(exactly: value).flatMap(Unicode.Scalar.init) else {
            return nil
        }
        let modifiers = KeyModifiers(parameter: modifierParameter ?? 1)
        if let key = ControlCharacter.key(value) { return .key(key.with(modifiers)) }
        guard ControlCharacter.isText(scalar) else { return nil }
        if modifiers == .control, let key = ControlCharacter.key(value & 0x1F), case .control = key,
            scalar.isASCII, scalar.properties.isAlphabetic
        {
            return .key(key)
        }
        // The character says whether Shift is held.
        return .key(Key.character(scalar).with(modifiers.subtracting(.shift)))
    }

    // MARK: The mouse

    /// `ESC [ < 0 ; 12 ; 3 M`, or m for a release; and urxvt's `ESC [ 32 ; 12 ; 3 M`.
    private func mouse(_ text: [UInt8], isSGR: Bool) -> Input? {
        let numbers = ControlSequence(isSingleShift: false, parameters: text, final: final).numbers
        let isRelease = final == UInt8(ascii: "m")
        guard numbers.count == 3, isRelease || final == UInt8(ascii: "M") else { return nil }
        let button = isSGR ? numbers[0] : numbers[0] - 32
        guard button >= 0, numbers[1] > 0, numbers[2] > 0 else { return nil }
        return .mouse(
            MouseReport(
                button: button, column: numbers[1] - 1, row: numbers[2] - 1,
                isRelease: isRelease || (!isSGR && button & 3 == 3)))
    }
}
