/// Finds the lines of a TOML document's keys, because the parser does not tell them.
///
/// It reads the document's structure alone: headers of tables, dotted and quoted keys, inline tables, arrays, strings
/// of all four kinds and comments. It expects a valid document; of any other it finds some lines, and it always ends.
struct KeyLines {
    /// The line of each key, and of each element of an array, by its path. An element's part of the path is its index.
    private(set) var lines: [[String]: Int] = [:]

    /// The lines on which headers and pairs of the document begin, ascending.
    private(set) var statements: [Int] = []

    /// The first thing that TOMLKit's parser does not refuse but ends the process for; nil where there is none.
    private(set) var fatal: Fatal?

    /// What the parser must not see.
    struct Fatal {
        /// The line on which it stands, from 1.
        var line: Int
        /// What is wrong with it, in a few words.
        var reason: String
    }

    private let bytes: [UInt8]
    private var place = 0
    private var line = 1
    /// Where the keys of the current table belong.
    private var table: [String] = []
    /// How many tables each array of tables has.
    private var counts: [[String]: Int] = [:]

    /// How deep arrays and inline tables are followed.
    private static let deepest = 64

    init(_ text: String) {
        bytes = Array(text.utf8)
        while skipBlanks(), place < bytes.count {
            let start = place
            statements.append(line)
            if next == UInt8(ascii: "[") { readHeader() } else { readPair(table, depth: 0) }
            // Whatever stands behind belongs to no key.
            if place == start { advance() }
        }
    }

    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func advance() {
        guard place < bytes.count else { return }
        if bytes[place] == UInt8(ascii: "\n") { line += 1 }
        place += 1
    }

    private mutating func skip(_ text: StaticString) -> Bool {
        let wanted = text.withUTF8Buffer { Array($0) }
        guard bytes[place...].starts(with: wanted) else { return false }
        for _ in wanted { advance() }
        return true
    }

    private mutating func refuse(_ line: Int, _ reason: String) {
        fatal = fatal ?? Fatal(line: line, reason: reason)
    }

    /// Skips blanks, comments and ends of lines.
    private mutating func skipBlanks() -> Bool {
        while let byte = next {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"): advance()
            case UInt8(ascii: "#"): while let byte = next, byte != UInt8(ascii: "\n") { advance() }
            default: return true
            }
        }
        return true
    }

    private mutating func skipSpaces() { while next == UInt8(ascii: " ") || next == UInt8(ascii: "\t") { advance() } }

    private mutating func readHeader() {
        let start = line
        let isArray = skip("[[")
        if !isArray { advance() }
        skipSpaces()
        if let byte = next, !beginsKey(byte), byte != UInt8(ascii: "]") {
            refuse(start, "table header: expected a key")
        }
        var path: [String] = []
        let keys = readKeys()
        for (index, key) in keys.enumerated() {
            path.append(key)
            let isLast = index == keys.count - 1
            if isLast, isArray { counts[path, default: 0] += 1 }
            if lines[path] == nil { lines[path] = start }
            if let count = counts[path] { path.append("\(count - 1)") }
        }
        if isArray || lines[path] == nil { lines[path] = start }
        table = path
        while next == UInt8(ascii: "]") { advance() }
    }

    /// The parts of a dotted key.
    private mutating func readKeys() -> [String] {
        var keys: [String] = []
        repeat {
            skipSpaces()
            guard let key = readKey() else { break }
            keys.append(key)
            skipSpaces()
        } while skip(".")
        return keys
    }

    private mutating func readKey() -> String? {
        if next == UInt8(ascii: "\"") || next == UInt8(ascii: "'") { return readString() }
        let start = place
        while let byte = next, isBare(byte) { advance() }
        return place > start ? String(decoding: bytes[start..<place], as: UTF8.self) : nil
    }

    private func beginsKey(_ byte: UInt8) -> Bool {
        byte < 0x80 && (isBare(byte) || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'"))
    }

    private func beginsValue(_ byte: UInt8) -> Bool {
        byte < 0x80 && (isBare(byte) || "\"'[{+.".utf8.contains(byte))
    }

    private func isBare(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: byte >= 0x80
        }
    }

    private mutating func readPair(_ parent: [String], depth: Int) {
        let start = line
        var path = parent
        for key in readKeys() {
            path.append(key)
            if lines[path] == nil { lines[path] = start }
        }
        skipSpaces()
        guard skip("=") else { return }
        skipSpaces()
        readValue(path, depth: depth)
    }

    private mutating func readValue(_ path: [String], depth: Int) {
        switch next {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): _ = readString()
        case UInt8(ascii: "["): readArray(path, depth: depth + 1)
        case UInt8(ascii: "{"): readInlineTable(path, depth: depth + 1)
        default:
            while let byte = next, !",]}#\n".utf8.contains(byte) { advance() }
        }
    }

    private mutating func readArray(_ path: [String], depth: Int) {
        advance()
        var index = 0
        while skipBlanks(), let byte = next, byte != UInt8(ascii: "]") {
            let (start, element) = (place, path + ["\(index)"])
            lines[element] = line
            // A comma that is too many is refused by the parser.
            if !beginsValue(byte), byte != UInt8(ascii: ",") { refuse(line, "array: expected a value") }
            if depth < Self.deepest {
                readValue(element, depth: depth)
            } else {
                refuse(line, "nested more than \(Self.deepest) deep")
            }
            _ = skipBlanks()
            if skip(",") { index += 1 } else if place == start { advance() }
        }
        advance()
    }

    private mutating func readInlineTable(_ path: [String], depth: Int) {
        advance()
        while skipBlanks(), let byte = next, byte != UInt8(ascii: "}") {
            let start = place
            if depth < Self.deepest {
                readPair(path, depth: depth)
            } else {
                refuse(line, "nested more than \(Self.deepest) deep")
            }
            _ = skipBlanks()
            if !skip(","), place == start { advance() }
        }
        advance()
    }

    /// Reads a string of any of the four kinds.
    ///
    /// - Returns: its text. Escapes other than those of a quote and a backslash stay as they are written.
    private mutating func readString() -> String {
        let quote = bytes[place]
        let isBasic = quote == UInt8(ascii: "\"")
        if isBasic ? skip("\"\"\"") : skip("'''") {
            while place < bytes.count {
                if isBasic ? skip("\"\"\"") : skip("'''") { break }
                if isBasic, next == UInt8(ascii: "\\") { advance() }
                advance()
            }
            // One or two quotes may stand before those that end it.
            while next == quote { advance() }
            return ""
        }
        advance()
        var text: [UInt8] = []
        while let byte = next, byte != quote, byte != UInt8(ascii: "\n") {
            advance()
            if isBasic, byte == UInt8(ascii: "\\"), next == quote || next == UInt8(ascii: "\\") {
                text.append(bytes[place])
                advance()
            } else {
                text.append(byte)
            }
        }
        if next == quote { advance() }
        return String(decoding: text, as: UTF8.self)
    }
}
