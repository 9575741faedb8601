/// Turns the bytes that a terminal sends, in whatever pieces they arrive, into keys, pastes and mouse reports.
///
/// It reads a whole escape sequence at once, as ECMA-48 and the state machine of xterm do: CSI and SS3 up to their
/// final byte, OSC, DCS, APC, PM and SOS up to ST (OSC also up to BEL). A sequence that means a key gives that key, and
/// all others give nothing. CAN, SUB and a new ESC abort a sequence. So does Ctrl-C, which always counts: no endless or
/// broken sequence can keep a person from leaving.
///
/// It is a value without a clock: its caller passes the time with the bytes, and asks for its `deadline`.
package struct InputParser: Sendable {
    private let known: KeySequences
    private let escapeDelay: Double
    private var state = State.ground
    /// The bytes since the last ESC, or since the first byte of a sequence without one; at most `longestSequence`.
    private var sequence: [UInt8] = []
    /// The bytes of a control sequence between its introducer and its final byte.
    private var parameters: [UInt8] = []
    /// Whether a second ESC came before: some terminals send Alt like that.
    private var hasSecondEscape = false
    private var paste = PasteReader()
    private var lastByteSeconds = 0.0
    private var output: [Input] = []

    private enum State: Hashable {
        case ground
        /// After ESC.
        case escape
        /// After ESC and a byte from 0x20 to 0x2F; ends at the final byte (ECMA-35, 13.2), as in `ESC ( B`.
        case escapeIntermediate
        case controlSequence, singleShift
        /// A string, which ends at ST; `isEmpty` as long as no byte has followed the introducer.
        case string(isOSC: Bool, isEmpty: Bool)
        /// After an ESC in a string: the beginning of ST, or of another sequence.
        case stringEscape
        /// After `ESC [ M`, which three bytes follow.
        case mouse
        case paste
        /// Within a character of several bytes, with Alt or without.
        case text(UTF8Reader, isAlt: Bool)
        /// Within a sequence of the terminal's entry that looks like none of the others.
        case known
    }

    private enum Byte {
        static let interrupt: UInt8 = 0x03
        static let bell: UInt8 = 0x07
        static let cancel: UInt8 = 0x18
        static let substitute: UInt8 = 0x1A
        static let escape: UInt8 = 0x1B
    }

    /// How many bytes of a sequence are kept; a longer sequence is still read to its end.
    private static let longestSequence = 256
    /// Seconds of silence that end an incomplete sequence.
    private static let silence = 0.5
    /// Seconds of silence that end a string. A string may hold any text, and a slow connection may pause within it for
    /// longer than a key takes.
    private static let silenceInString = 2.0
    private static let silenceInPaste = 3.0
    /// A paste arrives without pauses, so a Ctrl-C after this many seconds was typed.
    private static let pauseBeforeInterrupt = 0.1

    /// Makes a parser.
    ///
    /// - Parameters:
    ///   - keys: the sequences of the terminal's entry.
    ///   - escapeDelay: seconds after which an ESC without a following byte counts as the Esc key. The byte after an
    ///     introducer, such as `ESC [`, may take four times as long.
    package init(keys: KeySequences = KeySequences(), escapeDelay: Double = 0.025) {
        known = keys
        self.escapeDelay = escapeDelay
    }

    /// Reads some bytes.
    ///
    /// - Parameter seconds: the time, on a clock that never goes back.
    /// - Returns: the inputs that are complete.
    package mutating func feed(_ bytes: some Sequence<UInt8>, at seconds: Double) -> [Input] {
        for byte in bytes {
            take(byte, at: seconds)
            lastByteSeconds = seconds
        }
        return takeOutput()
    }

    /// The time at which `pass` is due unless a byte arrives before; nil where no sequence is open.
    package var deadline: Double? {
        let short = 4 * escapeDelay
        let patience: Double
        switch state {
        case .ground: return nil
        case .escape: patience = escapeDelay
        case .escapeIntermediate, .stringEscape, .known, .string(_, isEmpty: true): patience = short
        case .controlSequence, .singleShift: patience = sequence.count == 2 ? short : max(short, Self.silence)
        case .mouse, .text: patience = max(short, Self.silence)
        case .string: patience = max(short, Self.silenceInString)
        case .paste: patience = Self.silenceInPaste
        }
        return lastByteSeconds + patience
    }

    /// Reports that no byte has arrived until now.
    ///
    /// - Returns: the inputs that the silence completes.
    package mutating func pass(_ seconds: Double) -> [Input] {
        guard let deadline, seconds >= deadline else { return [] }
        switch state {
        case .ground: break
        case .escape:
            if hasSecondEscape { emit(.escape) }
            emit(.escape)
        case .escapeIntermediate: if sequence.count == 2 { emitAlt(sequence[1]) }
        case .stringEscape: emit(.escape)
        case .controlSequence, .singleShift: if sequence.count == 2 { emitAlt(sequence[1]) }
        case .string(_, let isEmpty): if isEmpty { emitAlt(sequence[1]) }
        case .paste: endPaste()
        case .known: reinterpret()
        case .mouse, .text: break
        }
        state = .ground
        return takeOutput()
    }

    /// Drops an incomplete sequence.
    package mutating func reset() {
        state = .ground
        paste = PasteReader()
    }

    private mutating func takeOutput() -> [Input] {
        defer { output = [] }
        return output
    }

    // MARK: One byte

    private mutating func take(_ byte: UInt8, at seconds: Double) {
        switch state {
        case .ground: begin(byte)
        case .escape: takeAfterEscape(byte)
        case .escapeIntermediate: takeAfterIntermediate(byte)
        case .controlSequence: takeInControlSequence(byte)
        case .singleShift: takeInSingleShift(byte)
        case .string(let isOSC, _): takeInString(byte, isOSC: isOSC)
        case .stringEscape:
            state = .ground
            if byte != UInt8(ascii: "\\") {
                beginEscape()
                takeAfterEscape(byte)
            }
        case .mouse: takeInMouse(byte)
        case .paste: takeInPaste(byte, pause: seconds - lastByteSeconds)
        case .text(var reader, let isAlt):
            switch reader.take(byte) {
            case .more: state = .text(reader, isAlt: isAlt)
            case .scalar(let scalar):
                state = .ground
                if Self.isText(scalar) { emit(Key.character(scalar).with(isAlt ? .alt : [])) }
            case .invalid:
                state = .ground
                begin(byte)
            }
        case .known: takeInKnown(byte)
        }
    }

    private mutating func begin(_ byte: UInt8) {
        sequence = [byte]
        hasSecondEscape = false
        if let key = known[sequence] {
            emit(key)
        } else if byte == Byte.escape {
            beginEscape()
        } else if known.isBeginning(sequence) {
            state = .known
        } else {
            takePlain(byte)
        }
    }

    private mutating func beginEscape() {
        sequence = [Byte.escape]
        hasSecondEscape = false
        state = .escape
    }

    /// Reads a byte outside of every sequence.
    private mutating func takePlain(_ byte: UInt8) {
        if let key = Self.key(ofControl: Int(byte)) {
            emit(key)
        } else if byte >= 0x20, byte < 0x7F {
            emit(.character(Unicode.Scalar(byte)))
        } else if let reader = UTF8Reader(byte) {
            state = .text(reader, isAlt: false)
        }
    }

    private mutating func takeAfterEscape(_ byte: UInt8) {
        sequence.append(byte)
        parameters = []
        if takeKnown() { return }
        switch byte {
        case UInt8(ascii: "["): state = .controlSequence
        case UInt8(ascii: "O"): state = .singleShift
        case UInt8(ascii: "]"): state = .string(isOSC: true, isEmpty: true)
        // These introduce DCS, SOS, PM and APC.
        case UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
            state = .string(isOSC: false, isEmpty: true)
        case Byte.escape:
            if hasSecondEscape { emit(.escape) }
            beginEscape()
            hasSecondEscape = true
        case Byte.interrupt: abort(byte)
        case Byte.cancel, Byte.substitute: state = .ground
        case 0x20..<0x7F where known.isBeginning(sequence): state = .known
        case 0x20..<0x30: state = .escapeIntermediate
        case 0..<0x80:
            state = .ground
            emitAlt(byte)
        default:
            if let reader = UTF8Reader(byte) {
                state = .text(reader, isAlt: true)
            } else {
                state = .ground
                emit(.escape)
            }
        }
    }

    private mutating func takeAfterIntermediate(_ byte: UInt8) {
        guard !takeControl(byte) else { return }
        keep(byte)
        if !(0x20..<0x30).contains(byte) { state = .ground }
    }

    private mutating func takeInControlSequence(_ byte: UInt8) {
        guard !takeControl(byte) else { return }
        keep(byte)
        if takeKnown() { return }
        // The Linux console sends `ESC [ [ A` to `E` for F1 to F5: the second bracket is not a final byte.
        if sequence.count == 4, sequence[2] == UInt8(ascii: "[") {
            state = .ground
            let number = Int(byte) - 0x40
            if (1...5).contains(number) { emitSequence(.key(.function(number))) }
            return
        }
        switch byte {
        case 0x20..<0x40: if parameters.count < Self.longestSequence { parameters.append(byte) }
        case UInt8(ascii: "[") where parameters.isEmpty: break
        case UInt8(ascii: "M") where parameters.isEmpty:
            state = .mouse
        case UInt8(ascii: "~") where parameters == Array("200".utf8):
            state = .paste
            paste = PasteReader()
        default: endSequence(byte, isSingleShift: false)
        }
    }

    private mutating func takeInSingleShift(_ byte: UInt8) {
        guard !takeControl(byte) else { return }
        keep(byte)
        if takeKnown() { return }
        if (0x30..<0x3C).contains(byte) {
            if parameters.count < Self.longestSequence { parameters.append(byte) }
        } else {
            endSequence(byte, isSingleShift: true)
        }
    }

    private mutating func takeInString(_ byte: UInt8, isOSC: Bool) {
        switch byte {
        case Byte.interrupt: abort(byte)
        case Byte.cancel, Byte.substitute: state = .ground
        case Byte.escape: state = .stringEscape
        case Byte.bell where isOSC: state = .ground
        default: state = .string(isOSC: isOSC, isEmpty: false)
        }
    }

    private mutating func takeInMouse(_ byte: UInt8) {
        if byte < 0x20 {
            _ = takeControl(byte)
            return
        }
        parameters.append(byte)
        guard parameters.count == 3 else { return }
        state = .ground
        let values = parameters.map { Int($0) - 32 }
        guard values[1] > 0, values[2] > 0 else { return }
        output.append(
            .mouse(
                MouseReport(
                    button: values[0], column: values[1] - 1, row: values[2] - 1, isRelease: values[0] & 3 == 3)))
    }

    private mutating func takeInPaste(_ byte: UInt8, pause: Double) {
        if byte == Byte.interrupt, pause >= Self.pauseBeforeInterrupt {
            endPaste()
            abort(byte)
        } else if paste.take(byte) {
            endPaste()
        }
    }

    private mutating func takeInKnown(_ byte: UInt8) {
        keep(byte)
        if takeKnown() { return }
        if !known.isBeginning(sequence) { reinterpret() }
    }

    // MARK: Ends

    /// Reads a byte that is a control character, or not ASCII, within a control sequence or a single shift.
    ///
    /// - Returns: whether the byte was one.
    private mutating func takeControl(_ byte: UInt8) -> Bool {
        switch byte {
        case Byte.interrupt: abort(byte)
        case Byte.escape: beginEscape()
        case 0..<0x20: state = .ground
        case 0x7F: break
        case 0x80...:
            state = .ground
            begin(byte)
        default: return false
        }
        return true
    }

    /// Completes a sequence of the terminal's entry.
    ///
    /// - Returns: whether the bytes are such a sequence.
    private mutating func takeKnown() -> Bool {
        guard let key = known[sequence] else { return false }
        state = .ground
        emitSequence(.key(key))
        return true
    }

    private mutating func endSequence(_ final: UInt8, isSingleShift: Bool) {
        if known.isBeginning(sequence) { return }
        state = .ground
        let whole = ControlSequence(isSingleShift: isSingleShift, parameters: parameters, final: final)
        if let input = whole.input { emitSequence(input) }
    }

    private mutating func endPaste() {
        output.append(.paste(paste.paste))
        paste = PasteReader()
        state = .ground
    }

    /// Ends a sequence at a key that counts by itself.
    private mutating func abort(_ byte: UInt8) {
        state = .ground
        takePlain(byte)
    }

    /// Reads the kept bytes as single keys, as they are not a known sequence after all.
    private mutating func reinterpret() {
        let bytes = sequence
        state = .ground
        var rest = bytes.dropFirst()
        if bytes[0] == Byte.escape, let second = rest.popFirst() {
            emitAlt(second)
        } else {
            takePlain(bytes[0])
        }
        for byte in rest { take(byte, at: lastByteSeconds) }
    }

    private mutating func keep(_ byte: UInt8) {
        if sequence.count < Self.longestSequence { sequence.append(byte) }
    }

    private mutating func emit(_ key: Key) { output.append(.key(key)) }

    private mutating func emitSequence(_ input: Input) {
        if case .key(let key) = input, hasSecondEscape {
            emit(key.with(.alt))
        } else {
            output.append(input)
        }
    }

    /// Emits an ASCII character with Alt.
    private mutating func emitAlt(_ byte: UInt8) {
        if hasSecondEscape { emit(.escape) }
        let key = Self.key(ofControl: Int(byte)) ?? (byte >= 0x20 ? .character(Unicode.Scalar(byte)) : nil)
        if let key { emit(key.with(.alt)) }
    }

    // MARK: Characters

    /// The key of a control character; nil for any other value, and for one without a meaning.
    static func key(ofControl value: Int) -> Key? {
        switch value {
        case 0x08, 0x7F: .backspace
        case 0x09: .tab
        case 0x0A, 0x0D: .enter
        case 0x1B: .escape
        case 0x01...0x1A: Unicode.Scalar(UInt32(value) + 0x60).map(Key.control)
        default: nil
        }
    }

    static func isText(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value)
    }
}
