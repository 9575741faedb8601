/// Turns the bytes that a terminal sends, in whatever pieces they come, into keys, pastes and reports of the mouse.
///
/// Escape sequences are read as one, as in ECMA-48 and in the state machine of xterm: CSI and SS3 up to their final
/// byte, OSC, DCS, APC, PM and SOS up to ST (OSC also up to BEL). Those that mean a key give that key, all others give
/// nothing. CAN, SUB and a fresh ESC abort a sequence. So does Ctrl-C, which always counts: garbage, or a sequence that
/// never ends, must not keep anybody from leaving.
///
/// The parser is a value without a clock: whoever feeds it says what time it is, and asks for its `deadline`.
package struct InputParser: Sendable {
    let known: KeySequences
    private let escapeDelay: Double
    var state = State.ground
    /// The bytes since the last ESC, or the first byte of a sequence without one; no more than `longestSequence`.
    var sequence: [UInt8] = []
    /// The bytes of a control sequence between its introducer and its final byte.
    var parameters: [UInt8] = []
    /// A second ESC came before: some terminals send Alt so.
    var hasSecondEscape = false
    var paste = PasteReader()
    var lastByteSeconds = 0.0
    var output: [Input] = []

    enum State: Hashable {
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

    enum Byte {
        static let interrupt: UInt8 = 0x03
        static let bell: UInt8 = 0x07
        static let cancel: UInt8 = 0x18
        static let substitute: UInt8 = 0x1A
        static let escape: UInt8 = 0x1B
    }

    /// The most bytes of a sequence that are kept; a longer one is swallowed all the same.
    static let longestSequence = 256
    /// Seconds of silence after which a sequence that has not ended does.
    private static let silence = 0.5
    /// What has begun to be a string holds any text. A slow connection may pause within it for longer than a key takes.
    private static let silenceInString = 2.0
    private static let silenceInPaste = 3.0
    /// A paste comes in one go: a Ctrl-C that comes this many seconds after the last byte is a person's.
    static let pauseBeforeInterrupt = 0.1

    /// - Parameters:
    ///   - keys: what the terminal's entry says that its keys send.
    ///   - escapeDelay: seconds after which an ESC that nothing has followed was the Esc key. What follows an
    ///     introducer, such as `ESC [`, may be four times as late.
    package init(keys: KeySequences = KeySequences(), escapeDelay: Double = 0.025) {
        known = keys
        self.escapeDelay = escapeDelay
    }

    /// Whether the terminal takes a frame as one (DEC private mode 2026, "synchronized output"); nil as long as it has
    /// not answered `synchronizedUpdatesQuestion`. Most terminals without the mode never do.
    package internal(set) var hasSynchronizedUpdates: Bool?

    /// DECRQM, a question about a mode.
    package static let synchronizedUpdatesQuestion = "\u{1B}[?2026$p"

    /// Takes the next bytes.
    ///
    /// - Parameter seconds: the time at which they came, on a clock that never goes back.
    /// - Returns: the inputs that they complete, in order.
    package mutating func feed(_ bytes: some Sequence<UInt8>, at seconds: Double) -> [Input] {
        for byte in bytes {
            take(byte, at: seconds)
            lastByteSeconds = seconds
        }
        return takeOutput()
    }

    /// The time at which `pass` is to be called if no byte comes before it; nil where nothing has begun.
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

    /// Says that nothing has come until now: a sequence that has waited too long ends.
    ///
    /// - Returns: the inputs that its bytes were by themselves.
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

    /// Forgets a sequence, a paste or a character that has begun.
    package mutating func reset() {
        state = .ground
        paste = PasteReader()
        hasSynchronizedUpdates = nil
    }

    private mutating func takeOutput() -> [Input] {
        defer { output = [] }
        return output
    }
}
