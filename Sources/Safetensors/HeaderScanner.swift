/// Reads the JSON of a header: objects whose values the caller reads, strings, and lists of sizes.
///
/// It is no general JSON parser: it has no recursion and builds no tree, so nothing nests deeper than its caller goes.
/// It is stricter than Foundation's: an object holds each name once, and a size is digits only (no sign, fraction,
/// exponent, `true`).
struct HeaderScanner {
    private let bytes: [UInt8]
    private var position = 0

    /// Starts at the first byte.
    ///
    /// - Throws: `SafetensorsError.header` where the bytes are not UTF-8.
    init(_ bytes: [UInt8]) throws(SafetensorsError) {
        guard String(validating: bytes, as: UTF8.self) != nil else { throw .header("it is not UTF-8") }
        self.bytes = bytes
    }

    /// The next byte that is not blank, without taking it; nil at the end.
    mutating func peek() -> Character? {
        while position < bytes.count, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[position]) { position += 1 }
        return position < bytes.count ? Character(Unicode.Scalar(bytes[position])) : nil
    }

    /// Takes the next byte that is not blank where it equals `character`.
    ///
    /// - Returns: whether it took the byte.
    mutating func takes(_ character: Character) -> Bool {
        guard peek() == character else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ character: Character) throws(SafetensorsError) {
        guard takes(character) else { throw .header("'\(character)' was expected at byte \(position)") }
    }

    /// Reads an object; `member` reads the value of each name.
    ///
    /// Two names are the same where Swift's strings are equal, so also where they differ only in their Unicode
    /// normalization.
    mutating func object(
        _ member: (inout HeaderScanner, String) throws(SafetensorsError) -> Void
    ) throws(SafetensorsError) {
        try expect("{")
        if takes("}") { return }
        var names: Set<String> = []
        repeat {
            let name = try string()
            guard names.insert(name).inserted else {
                throw .header("\(SafetensorsError.quoted(name)) stands twice, again before byte \(position)")
            }
            try expect(":")
            try member(&self, name)
        } while takes(",")
        try expect("}")
    }

    /// Reads a list of sizes; nil where the text is not one.
    mutating func sizes() -> [Int]? {
        guard takes("[") else { return nil }
        if takes("]") { return [] }
        var sizes: [Int] = []
        repeat {
            guard let size = size() else { return nil }
            sizes.append(size)
        } while takes(",")
        return takes("]") ? sizes : nil
    }

    /// Reads digits without a leading zero; nil where there are none, or where the number exceeds `Int`.
    private mutating func size() -> Int? {
        guard let first = peek(), first.isASCII, first.isNumber else { return nil }
        let start = position
        while position < bytes.count, (0x30...0x39).contains(bytes[position]) { position += 1 }
        guard first != "0" || position == start + 1 else { return nil }
        return Int(String(decoding: bytes[start..<position], as: UTF8.self))
    }

    /// Checks what follows the header's object.
    ///
    /// - Throws: `SafetensorsError.header` for anything but spaces.
    func finish() throws(SafetensorsError) {
        guard bytes[position...].allSatisfy({ $0 == 0x20 }) else {
            throw .header("something other than spaces follows its end at byte \(position)")
        }
    }
}

extension HeaderScanner {
    /// Reads a string, with its escapes replaced.
    mutating func string() throws(SafetensorsError) -> String {
        try expect("\"")
        var text: [UInt8] = []
        while true {
            switch try stringByte() {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): text += try escaped().utf8
            case 0..<0x20: throw .header("a bare control character at byte \(position - 1)")
            case let byte: text.append(byte)
            }
        }
    }

    private mutating func stringByte() throws(SafetensorsError) -> UInt8 {
        guard position < bytes.count else { throw .header("a string has no end") }
        defer { position += 1 }
        return bytes[position]
    }

    /// Reads the characters after a backslash.
    private mutating func escaped() throws(SafetensorsError) -> String {
        let start = position - 1
        switch try stringByte() {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{c}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            var units = [try codeUnit(from: start)]
            if UTF16.isLeadSurrogate(units[0]) {
                guard try stringByte() == UInt8(ascii: "\\"), try stringByte() == UInt8(ascii: "u") else {
                    throw .header("half a surrogate pair at byte \(start)")
                }
                units.append(try codeUnit(from: start))
            }
            guard let text = String(validating: units, as: UTF16.self) else {
                throw .header("half a surrogate pair at byte \(start)")
            }
            return text
        default: throw .header("an unknown escape at byte \(start)")
        }
    }

    /// Reads four hexadecimal digits.
    private mutating func codeUnit(from start: Int) throws(SafetensorsError) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let digit = Character(Unicode.Scalar(try stringByte())).hexDigitValue else {
                throw .header("an unknown escape at byte \(start)")
            }
            unit = unit << 4 | UInt16(digit)
        }
        return unit
    }
}
