/// Makes keys, pastes and reports of the mouse of the bytes that a terminal sends, in whatever pieces they come.
///
/// Escape sequences are read as one, as in ECMA-48 and in the state machine of xterm: CSI and SS3 up to their final
/// byte, OSC, DCS, APC, PM and SOS up to ST (OSC also up to BEL). Those that mean a key give that key, all others give
/// nothing. CAN, SUB and a fresh ESC abort a sequence. So does Ctrl-C, which always counts: what never ends, or is
/// garbage, must not keep anybody in.
///
/// A value without a clock: whoever feeds it says what time it is, and asks for its `deadline`.
package struct InputParser: Sendable {
    private let known: KeySequences
    private let escapeDelay: Double
    private var state = State.ground
    /// The bytes since the last ESC, or the first byte of a sequence without one; no more than `longestSequence`.
    private var sequence: [UInt8] = []
    /// The bytes of a control sequence between its introducer and its final byte.
    private var parameters: [UInt8] = []
    /// A second ESC came before: some terminals send Alt so.
    private var hasSecondEscape = false
    private var paste = PasteReader()
    private var lastByteSeconds = 0.0
    private var output: [Input] = []

    private enum State: Hashable {
        case ground
        /// After ESC.
        case escape
        /// After ESC and a byte from 0x20 to 0x2F: up to the final byte (ECMA-35, 13.2), as in `ESC ( B`.
        case escapeIntermediate
        case controlSequence, singleShift
        /// Up to ST; `isEmpty` as long as nothing has come after the introducer.
        case string(isOSC: Bool, isEmpty: Bool)
        /// An ESC in a string: the beginning of ST, or of something else.
        case stringEscape
        /// `ESC [ M`, and three bytes.
        case mouse
        case paste
        /// A character of more than one byte, with Alt or without.
        case text(UTF8Reader, isAlt: Bool)
        /// The beginning of a sequence from the terminal's entry that looks like none of the others.
        case known
    }

    private enum Byte {
        static let interrupt: UInt8 = 0x03
        static let bell: UInt8 = 0x07
        static let cancel: UInt8 = 0x18
        static let substitute: UInt8 = 0x1A
        static let escape: UInt8 = 0x1B
    }

    /// The most bytes of a sequence that are kept; a longer one is swallowed all the same.
    private static let longestSequence = 256
    /// Seconds of silence after which a sequence that has not ended does.
    private static let silence = 0.5
    /// What has begun to be a string holds any text. A slow connection may pause within it for longer than a key takes.
    private static let silenceInString = 2.0
    private static let silenceInPaste = 3.0
    /// A paste comes in one go: a Ctrl-C so many seconds later is a person's.
    private static let pauseBeforeInterrupt = 0.1

    /// - Parameters:
    ///   - keys: what the terminal's entry says that its keys send.
    ///   - escapeDelay: seconds after which an ESC that nothing has followed was the Esc key. What follows an
    ///     introducer, such as `ESC [`, may be four times as late.
    package init(keys: KeySequences = KeySequences(), escapeDelay: Double = 0.025) {
        known = keys
        self.escapeDelay = escapeDelay
    }

    /// - Parameter seconds: on a clock that never goes back.
    package mutating func feed(_ bytes: some Sequence<UInt8>, at seconds: Double) -> [Input] {
        for byte in bytes {
            take(byte, at: seconds)
            lastByteSeconds = seconds
        }
        return takeOutput()
    }

    /// When `pass` has something to do where no byte comes before; nil where nothing is waited for.
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

    /// Nothing has come until now.
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

    /// Forgets what has begun.
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

    /// Outside of every sequence.
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
        // DCS, SOS, PM, APC.
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
        // The Linux console's F1 to F5 are `ESC [ [ A` to `E`: the second bracket is no final byte.
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

    /// A control character, or one that is no ASCII, within a control sequence or a single shift.
    ///
    /// - Returns: whether it was one.
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

    /// - Returns: whether the sequence is one that the terminal's entry has.
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

    /// The key that ends a sequence, and counts by itself.
    private mutating func abort(_ byte: UInt8) {
        state = .ground
        takePlain(byte)
    }

    /// What looked like the beginning of a known sequence were keys.
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

    /// ASCII.
    private mutating func emitAlt(_ byte: UInt8) {
        if hasSecondEscape { emit(.escape) }
        let key = Self.key(ofControl: Int(byte)) ?? (byte >= 0x20 ? .character(Unicode.Scalar(byte)) : nil)
        if let key { emit(key.with(.alt)) }
    }

    // MARK: Characters

    /// nil for what is no control character, or means nothing.
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
