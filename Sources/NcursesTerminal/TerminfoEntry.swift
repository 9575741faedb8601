import CNcurses

/// The description of a terminal: what it can do, and what to send it for that.
///
/// A value, so that a description can be made from another's. `compiled` is the form that ncurses reads (term(5),
/// "extended number format").
struct TerminfoEntry: Hashable {
    /// With its synonyms, `|` between.
    var names: [UInt8]
    /// In the order of X/Open's tables; missing ones at the end are left out.
    var booleans: [Bool]
    var numbers: [Int32]
    /// nil where the terminal has no such string.
    var strings: [[UInt8]?]
    /// What is in none of the tables, by name.
    var extraBooleans: [Extra<Bool>] = []
    var extraNumbers: [Extra<Int32>] = []
    var extraStrings: [Extra<[UInt8]>] = []

    struct Extra<Value: Hashable>: Hashable {
        var name: [UInt8]
        var value: Value
    }

    /// Places in X/Open's tables.
    private enum Place {
        static let canChange = 27
        static let colors = 13
        static let pairs = 14
        static let setForeground = 359
        static let setBackground = 360
    }

    /// Numbers and offsets that stand for nothing.
    private static let absent: Int32 = -1

    var hasColorStrings: Bool {
        [Place.setForeground, Place.setBackground].allSatisfy { $0 < strings.count && strings[$0] != nil }
    }

    // MARK: Direct colour

    /// The same terminal with colours as numbers 0xRRGGBB, sent as SGR 38;2 and 48;2 (ISO 8613-6, with the semicolons
    /// that all terminals of direct colour take).
    func withDirectColor() -> TerminfoEntry {
        precondition(hasColorStrings, "a terminal without colours")
        var entry = self
        if Place.canChange < entry.booleans.count { entry.booleans[Place.canChange] = false }
        while entry.numbers.count <= Place.pairs { entry.numbers.append(Self.absent) }
        entry.numbers[Place.colors] = 0x100_0000
        entry.numbers[Place.pairs] = 0x1_0000
        let color = "%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%dm"
        entry.strings[Place.setForeground] = Array("\u{1B}[38;2;\(color)".utf8)
        entry.strings[Place.setBackground] = Array("\u{1B}[48;2;\(color)".utf8)
        let flag = Array("RGB".utf8)
        entry.extraNumbers.removeAll { $0.name == flag }
        entry.extraStrings.removeAll { $0.name == flag }
        entry.extraBooleans.removeAll { $0.name == flag }
        entry.extraBooleans.append(Extra(name: flag, value: true))
        return entry
    }

    // MARK: Reading

    /// nil where there is no such type.
    init?(type: String) {
        guard let terminal = groktop_find_terminal(type) else { return nil }
        defer { groktop_free_terminal(terminal) }
        guard let found = groktop_terminal_type(terminal) else { return nil }
        self.init(found)
    }

    private init(_ type: UnsafePointer<TERMTYPE>) {
        let entry = type.pointee
        func bytes(_ text: UnsafePointer<CChar>?) -> [UInt8]? {
            text.map { Array(UnsafeRawBufferPointer(start: $0, count: strlen($0))) }
        }
        func string(_ index: Int) -> [UInt8]? { bytes(groktop_string_at(type, Int32(index))) }
        func extraName(_ index: Int) -> [UInt8] { bytes(entry.ext_Names[index]) ?? [] }
        let (booleanCount, numberCount, stringCount) = (
            Int(entry.num_Booleans), Int(entry.num_Numbers), Int(entry.num_Strings)
        )
        let (extraBooleanCount, extraNumberCount, extraStringCount) = (
            Int(entry.ext_Booleans), Int(entry.ext_Numbers), Int(entry.ext_Strings)
        )
        names = bytes(entry.term_names) ?? []
        booleans = (0..<booleanCount - extraBooleanCount).map { entry.Booleans[$0] == 1 }
        numbers = (0..<numberCount - extraNumberCount).map { Int32(entry.Numbers[$0]) }
        strings = (0..<stringCount - extraStringCount).map(string)
        extraBooleans = (0..<extraBooleanCount).map {
            Extra(name: extraName($0), value: entry.Booleans[booleanCount - extraBooleanCount + $0] == 1)
        }
        extraNumbers = (0..<extraNumberCount).map {
            Extra(
                name: extraName(extraBooleanCount + $0),
                value: Int32(entry.Numbers[numberCount - extraNumberCount + $0]))
        }
        extraStrings = (0..<extraStringCount).compactMap { index in
            string(stringCount - extraStringCount + index).map {
                Extra(name: extraName(extraBooleanCount + extraNumberCount + index), value: $0)
            }
        }
    }

    // MARK: Compiled

    /// Marks an entry with numbers of 32 bits.
    private static let magic = 0o1036

    var compiled: [UInt8] {
        let texts = StringTable(strings)
        var bytes = Self.shorts([
            Self.magic, names.count + 1, booleans.count, numbers.count, strings.count, texts.bytes.count,
        ])
        bytes += names + [0] + booleans.map { $0 ? 1 : 0 }
        Self.pad(&bytes)
        bytes += Self.longs(numbers) + Self.shorts(texts.offsets) + texts.bytes

        let values = StringTable(extraStrings.map { Optional($0.value) })
        let extraNames = StringTable(
            (extraBooleans.map(\.name) + extraNumbers.map(\.name) + extraStrings.map(\.name)).map(Optional.some))
        Self.pad(&bytes)
        bytes += Self.shorts([
            extraBooleans.count, extraNumbers.count, extraStrings.count,
            extraStrings.count + extraNames.offsets.count, values.bytes.count + extraNames.bytes.count,
        ])
        bytes += extraBooleans.map { $0.value ? 1 : 0 }
        Self.pad(&bytes)
        bytes += Self.longs(extraNumbers.map(\.value)) + Self.shorts(values.offsets) + Self.shorts(extraNames.offsets)
        return bytes + values.bytes + extraNames.bytes
    }

    /// Strings one behind the other, each with its end, and where each begins.
    private struct StringTable {
        var bytes: [UInt8] = []
        var offsets: [Int] = []

        init(_ strings: [[UInt8]?]) {
            for string in strings {
                offsets.append(string == nil ? -1 : bytes.count)
                if let string { bytes += string + [0] }
            }
        }
    }

    private static func pad(_ bytes: inout [UInt8]) {
        if bytes.count % 2 == 1 { bytes.append(0) }
    }

    private static func shorts(_ values: [Int]) -> [UInt8] {
        values.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    }

    private static func longs(_ values: [Int32]) -> [UInt8] {
        values.flatMap { value in (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
    }
}
