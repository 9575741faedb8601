/// How sequences end, and what they give.
extension InputParser {
    /// A control character, or one that is no ASCII, within a control sequence or a single shift.
    ///
    /// - Returns: whether it was one.
    mutating func takeControl(_ byte: UInt8) -> Bool {
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
    mutating func takeKnown() -> Bool {
        guard let key = known[sequence] else { return false }
        state = .ground
        emitSequence(.key(key))
        return true
    }

    mutating func endSequence(_ final: UInt8, isSingleShift: Bool) {
        if known.isBeginning(sequence) { return }
        state = .ground
        let whole = ControlSequence(isSingleShift: isSingleShift, parameters: parameters, final: final)
        if let answer = whole.modeReport {
            // 0 is a mode that the terminal does not know, 4 one that it never sets.
            if answer.mode == 2_026 { hasSynchronizedUpdates = (1...3).contains(answer.state) }
        } else if let input = whole.input {
            emitSequence(input)
        }
    }

    mutating func endPaste() {
        output.append(.paste(paste.paste))
        paste = PasteReader()
        state = .ground
    }

    /// The key that ends a sequence, and counts by itself.
    mutating func abort(_ byte: UInt8) {
        state = .ground
        takePlain(byte)
    }

    /// What looked like the beginning of a known sequence were keys.
    mutating func reinterpret() {
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

    mutating func keep(_ byte: UInt8) {
        if sequence.count < Self.longestSequence { sequence.append(byte) }
    }

    mutating func emit(_ key: Key) { output.append(.key(key)) }

    mutating func emitSequence(_ input: Input) {
        if case .key(let key) = input, hasSecondEscape {
            emit(key.with(.alt))
        } else {
            output.append(input)
        }
    }

    /// ASCII.
    mutating func emitAlt(_ byte: UInt8) {
        if hasSecondEscape { emit(.escape) }
        let key = ControlCharacter.key(Int(byte)) ?? (byte >= 0x20 ? .character(Unicode.Scalar(byte)) : nil)
        if let key { emit(key.with(.alt)) }
    }
}
