internal import TOMLKit

/// A TOML text as a tree of values. What is no TOML is named and left out, and the rest is read.
package struct ConfigurationDocument {
    /// The values of the document's root table.
    package private(set) var root: [String: ConfigurationNode] = [:]
    /// What is no TOML, a problem each.
    package private(set) var problems: [ConfigurationProblem] = []

    /// How many faulty statements are left out before the whole file is.
    private static let mostFaults = 20
    /// The most dots and opening brackets outside of comments. Each can nest a value by one, and the parser frees
    /// nested values one inside the other on its stack.
    private static let mostNesting = 2_000

    /// What becomes of a file with a faulty statement.
    package enum Policy: Sendable {
        /// The statement does not count, and the rest does.
        case leaveOut
        /// The file is refused, so the first fault ends the reading.
        case refuse
    }

    private let policy: Policy

    /// Reads a text.
    ///
    /// - Parameter policy: what becomes of faults; with `refuse` the first is the only problem.
    package init(_ bytes: [UInt8], policy: Policy = .leaveOut) {
        self.policy = policy
        // Some editors begin a file with the mark that it is UTF-8.
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let bytes = bytes.starts(with: mark) ? Array(bytes.dropFirst(mark.count)) : bytes
        var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated().map {
            line($0.offset + 1, Array($0.element))
        }
        let nesting = lines.lazy.filter { !$0.drop { $0 == " " || $0 == "\t" }.hasPrefix("#") }
            .reduce(0) { $0 + $1.utf8.count { ".[{".utf8.contains($0) } }
        guard nesting <= Self.mostNesting else {
            problems.append(ConfigurationProblem(line: nil, "has more dots and brackets than any configuration needs"))
            return
        }
        if policy == .refuse, !problems.isEmpty { return }
        while problems.count <= Self.mostFaults {
            let text = lines.joined(separator: "\n")
            let places = KeyLines(text)
            if let fatal = places.fatal {
                leaveOut(fatal.line, fatal.reason, of: &lines)
                if policy == .refuse { return }
                continue
            }
            do {
                let table = try TOMLTable(string: text)
                root = Self.nodes(of: table, [], places)
                return
            } catch let error as TOMLParseError {
                let reason = error.description.replacing("Error while parsing ", with: "")
                leaveOut(error.source.begin.line, reason, of: &lines)
                if policy == .refuse { return }
            } catch {
                problems.append(ConfigurationProblem(line: nil, "is no TOML: \(error)"))
                return
            }
        }
        problems.append(ConfigurationProblem(line: nil, "has too many faults; none of it counts"))
    }

    private var consequence: String { policy == .leaveOut ? ", and does not count" : "" }

    /// The line's text; empty where it holds what no TOML may.
    private mutating func line(_ number: Int, _ bytes: [UInt8]) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            problems.append(ConfigurationProblem(line: number, "this line is no UTF-8 text\(consequence)"))
            return ""
        }
        // The parser takes its text from C, where a NUL ends it.
        guard !bytes.contains(0), !text.contains("\\u0000"), !text.contains("\\U00000000") else {
            problems.append(ConfigurationProblem(line: number, "this line holds a NUL\(consequence)"))
            return ""
        }
        return text
    }

    /// Takes out the statement that the parser cannot read; a table's header goes with the table's lines.
    private mutating func leaveOut(_ line: Int, _ reason: String, of lines: inout [String]) {
        let met = min(max(1, line), lines.count)
        // What is not closed is met at the end of the document, and begins where somebody has to mend it.
        let statements = KeyLines(lines.joined(separator: "\n")).statements
        let first = (statements.last { $0 <= met } ?? met) - 1
        let isHeader = Self.isHeader(lines[first])
        let consequence = policy == .refuse ? "" : ", and \(isHeader ? "its table" : "it") does not count"
        problems.append(ConfigurationProblem(line: first + 1, "this is no TOML\(consequence): \(reason)"))
        var index = first
        repeat {
            lines[index] = ""
            index += 1
        } while index < lines.count
            && (isHeader ? !Self.isHeader(lines[index]) : index < met && !Self.begins(lines[index]))
    }

    private static func isHeader(_ line: String) -> Bool { line.drop { $0.isWhitespace }.hasPrefix("[") }

    /// Whether a line looks like the beginning of a header or a pair.
    private static func begins(_ line: String) -> Bool {
        isHeader(line) || line.prefixMatch(of: /\s*[A-Za-z0-9_."'-]+\s*=/) != nil
    }

    // TOMLKit's values point into their document, which lives until the process ends: it is not freed.
    private static func nodes(of table: TOMLTable, _ path: [String], _ places: KeyLines) -> [String: ConfigurationNode]
    {
        var nodes: [String: ConfigurationNode] = [:]
        for key in table.keys {
            guard let value = table[key] else { continue }
            nodes[key] = node(value, path + [key], places)
        }
        return nodes
    }

    private static func node(
        _ value: any TOMLValueConvertible, _ path: [String], _ places: KeyLines
    ) -> ConfigurationNode {
        let parsed: ConfigurationNode.Value =
            if let text = value.string {
                .string(text)
            } else if let number = value.int {
                .integer(number)
            } else if let number = value.double {
                .real(number)
            } else if let isTrue = value.bool {
                .boolean(isTrue)
            } else if let table = value.table {
                .table(nodes(of: table, path, places))
            } else if let array = value.array {
                .array((0..<array.count).map { node(array[$0], path + ["\($0)"], places) })
            } else {
                .date
            }
        // A value without a line of its own stands where its table does.
        var known = path
        while places.lines[known] == nil, !known.isEmpty { known.removeLast() }
        return ConfigurationNode(line: places.lines[known], value: parsed)
    }
}
