/// The header of a safetensors file: metadata, and each tensor's type, shape and place.
///
/// Every header is consistent: each tensor's shape fits its bytes, and the tensors cover the data exactly, without
/// overlap or gap. Reading the header alone costs a few kilobytes, however large the file is.
package struct SafetensorsHeader: Sendable, Equatable {
    /// The strings of `__metadata__`, by key.
    package let metadata: [String: String]
    /// Each tensor's entry, by the tensor's name.
    package let entries: [String: Entry]
    /// All names, in the order of the tensors' data.
    package let order: [String]

    /// One tensor's type, shape and place.
    package struct Entry: Sendable, Equatable {
        /// The type of the elements.
        package let type: ElementType
        /// The sizes of the dimensions, outermost first; empty for a scalar.
        package let shape: [Int]
        /// The tensor's bytes, counted from the start of the file's data.
        let range: Range<Int>
    }

    /// All names, sorted.
    package var names: [String] { entries.keys.sorted() }

    /// Reads a header.
    ///
    /// - Parameter dataBytes: how many bytes follow the header.
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

    /// The names in the order of their data, which must cover all of the file's data. Empty tensors at the same place
    /// keep the header's order.
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
