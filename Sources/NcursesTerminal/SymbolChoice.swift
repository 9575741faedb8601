import CNcurses
import TerminalUI

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What curves and boxes are drawn with unless the user says otherwise, and why.
struct SymbolChoice: Hashable {
    let symbols: Symbols
    /// One line for a person.
    let reason: String

    /// The characters that the font of the Linux console has that this process runs on; nil on any other terminal.
    static func consoleFont(type: String) -> Set<Unicode.Scalar>? {
        guard type.hasPrefix("linux") else { return nil }
        // Far more than any table has: fonts have 512 pictures at most.
        var table = [UInt16](repeating: 0, count: 16_384)
        let count = Int(groktop_console_characters(STDOUT_FILENO, &table, Int32(table.count)))
        return count < 0 ? nil : Set(table.prefix(count).compactMap { Unicode.Scalar($0) })
    }

    /// The fonts of consoles and hardware terminals have no braille, and seldom rounded corners.
    private static let plainTypes = ["linux", "vt", "ansi", "sun", "cons", "pcansi"]

    /// - Parameter font: the font of the console; nil where it cannot be known.
    static func choose(type: String, _ locale: CharacterChoice, font: Set<Unicode.Scalar>?) -> SymbolChoice {
        guard locale.isUTF8 else {
            return SymbolChoice(symbols: .ascii, reason: "ascii: the terminal does not take UTF-8")
        }
        guard plainTypes.contains(where: { type.hasPrefix($0) }) else {
            return SymbolChoice(
                symbols: .braille, reason: "braille: UTF-8, and terminals of this type have its characters")
        }
        guard let font else {
            return SymbolChoice(
                symbols: .ascii,
                reason: "ascii: consoles and hardware terminals (\(type)) have neither braille nor blocks")
        }
        let best = Symbols.best(for: font)
        guard best == .ascii else {
            return SymbolChoice(symbols: best, reason: "\(best.rawValue): the console's font has all its characters")
        }
        let missing = Symbols.block.missing(in: font)
        let examples = missing.prefix(3).map { String($0) }.joined(separator: " ")
        return SymbolChoice(
            symbols: .ascii,
            reason: "ascii: the console's font lacks braille and \(missing.count) other characters, such as \(examples)"
        )
    }
}
