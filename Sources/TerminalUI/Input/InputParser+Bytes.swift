/// What one more byte means in each state.
extension InputParser {
    mutating func take(_ byte: UInt8, at seconds: Double) {
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
                if ControlCharacter.isText(scalar) { emit(Key.character(scalar).with(isAlt ? .alt : [])) }
            case .invalid:
                state = .ground
                begin(byte)
            }
        case .known: takeInKnown(byte)
        }
    }

    mutating func begin(_ byte: UInt8) {
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

    mutating func beginEscape() {
        sequence = [Byte.escape]
        hasSecondEscape = false
        state = .escape
    }

    /// Outside of every sequence.
    mutating func takePlain(_ byte: UInt8) {
        if let key = ControlCharacter.key(Int(byte)) {
            emit(key)
        } else if byte >= 0x20, byte < 0x7F {
            emit(.character(Unicode.Scalar(byte)))
        } else if let reader = UTF8Reader(byte) {
            state = .text(reader, isAlt: false)
        }
    }

    mutating func takeAfterEscape(_ byte: UInt8) {
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

    mutating func takeAfterIntermediate(_ byte: UInt8) {
        guard !takeControl(byte) else { return }
        keep(byte)
        if !(0x20..<0x30).contains(byte) { state = .ground }
    }

    mutating func takeInControlSequence(_ byte: UInt8) {
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

    mutating func takeInSingleShift(_ byte: UInt8) {
        guard !takeControl(byte) else { return }
        keep(byte)
        if takeKnown() { return }
        if (0x30..<0x3C).contains(byte) {
            if parameters.count < Self.longestSequence { parameters.append(byte) }
        } else {
            endSequence(byte, isSingleShift: true)
        }
    }

    mutating func takeInString(_ byte: UInt8, isOSC: Bool) {
        switch byte {
        case Byte.interrupt: abort(byte)
        case Byte.cancel, Byte.substitute: state = .ground
        case Byte.escape: state = .stringEscape
        case Byte.bell where isOSC: state = .ground
        default: state = .string(isOSC: isOSC, isEmpty: false)
        }
    }

    mutating func takeInMouse(_ byte: UInt8) {
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

    mutating func takeInPaste(_ byte: UInt8, pause: Double) {
        if byte == Byte.interrupt, pause >= Self.pauseBeforeInterrupt {
            endPaste()
            abort(byte)
        } else if paste.take(byte) {
            endPaste()
        }
    }

    mutating func takeInKnown(_ byte: UInt8) {
        keep(byte)
        if takeKnown() { return }
        if !known.isBeginning(sequence) { reinterpret() }
    }
}
