package import Foundation

/// What a safetensors file says of itself before its data: metadata, and each tensor's type, shape and place.
///
/// There is none that does not hold together: every size fits its type, and the tensors cover the data exactly, without
/// overlap or gap. Reading it alone costs a few kilobytes, however large the file is.
package struct SafetensorsHeader: Sendable, Equatable {
    /// What `__metadata__` holds.
    package let metadata: [String: String]
    /// By name.
    package let entries: [String: Entry]
    /// All names, in the order of the tensors' data.
    package let order: [String]

    package struct Entry: Sendable, Equatable {
        package let type: ElementType
        package let shape: [Int]
        /// Bytes of the file's data section.
        let range: Range<Int>
    }

    /// A header beyond this is not one of a model: at a hundred bytes a tensor it would be of 80 000 tensors.
    package static let maximumBytes = 8 << 20

    /// As many sizes as an array of NumPy's may have.
    package static let maximumRank = 64

    /// All names, sorted.
    package var names: [String] { entries.keys.sorted() }

    /// Reads the header alone of the file at `url`, and checks it against the file's size.
    ///
    /// - Throws: `SafetensorsError` for a file that cannot be read, and for anything but a consistent one of full
    ///   length.
    package init(contentsOf url: URL) throws(SafetensorsError) {
        self = try SafetensorsFile.open(url).header
    }

    /// - Parameter dataBytes: how much follows the header.
    init(json: [UInt8], dataBytes: Int) throws(SafetensorsError) {
        var scanner = try HeaderScanner(json)
        guard json.first == UInt8(ascii: "{") else { throw .header("it does not start with '{'") }
        var metadata: [String: String] = [:]
        var tensors: [(name: String, entry: Entry)] = []
        try scanner.object { (scanner, name) throws(SafetensorsError) in
            if name == "__metadata__" {
                metadata = try Self.metadata(&scanner)
            } else {
                tensors.append((name, try Entry(&scanner, of: name)))
            }
        }
        try scanner.finish()
        order = try Self.order(tensors, dataBytes: dataBytes)
        self.metadata = metadata
        entries = Dictionary(uniqueKeysWithValues: tensors.map { ($0.name, $0.entry) })
    }

    private static func metadata(_ scanner: inout HeaderScanner) throws(SafetensorsError) -> [String: String] {
        let problem = SafetensorsError.header("__metadata__ is no table of strings")
        guard scanner.peek() == "{" else { throw problem }
        var metadata: [String: String] = [:]
        try scanner.object { (scanner, key) throws(SafetensorsError) in
            guard scanner.peek() == "\"" else { throw problem }
            metadata[key] = try scanner.string()
        }
        return metadata
    }

    /// Names by the places of their data, which must cover all of it; empty tensors at one place as the header has
    /// them.
    private static func order(
        _ tensors: [(name: String, entry: Entry)], dataBytes: Int
    ) throws(SafetensorsError) -> [String] {
        let ordered = tensors.enumerated().sorted {
            let (first, second) = ($0.element.entry.range, $1.element.entry.range)
            return (first.lowerBound, first.upperBound, $0.offset) < (second.lowerBound, second.upperBound, $1.offset)
        }
        var end = 0
        for (_, (name, entry)) in ordered {
            guard entry.range.lowerBound == end else {
                let problem = entry.range.lowerBound < end ? "overlaps the one before it" : "leaves a gap before it"
                throw .tensor(name: name, problem: problem)
            }
            end = entry.range.upperBound
        }
        guard end == dataBytes else { throw .header("tensors end at byte \(end) of \(dataBytes)") }
        return ordered.map(\.element.name)
    }
}
