extension SafetensorsHeader.Entry {
    /// Reads the object under a tensor's name: dtype, shape and data_offsets, in any order, each once, and nothing
    /// else.
    init(_ scanner: inout HeaderScanner, of name: String) throws(SafetensorsError) {
        guard !name.isEmpty else { throw .header("a tensor's name is empty") }
        guard scanner.peek() == "{" else { throw .tensor(name: name, problem: "is no object") }
        var type: ElementType?
        var shape: [Int]?
        var offsets: Range<Int>?
        try scanner.object { (scanner, key) throws(SafetensorsError) in
            switch key {
            case "dtype": type = try Self.type(&scanner, of: name)
            case "shape": shape = try Self.shape(&scanner, of: name)
            case "data_offsets": offsets = try Self.offsets(&scanner, of: name)
            default:
                let key = SafetensorsError.quoted(key)
                throw .tensor(name: name, problem: "\(key) is not one of dtype, shape, data_offsets")
            }
        }
        guard let type else { throw .tensor(name: name, problem: "has no dtype") }
        guard let shape else { throw .tensor(name: name, problem: "has no shape") }
        guard let offsets else { throw .tensor(name: name, problem: "has no data_offsets") }
        let bytes = try Self.bytes(type, shape, of: name)
        guard bytes == offsets.count else {
            throw .tensor(
                name: name,
                problem: "\(type.rawValue) of shape \(shape) needs \(bytes) bytes, and has \(offsets.count)")
        }
        self.init(type: type, shape: shape, range: offsets)
    }

    private static func type(_ scanner: inout HeaderScanner, of name: String) throws(SafetensorsError) -> ElementType {
        guard scanner.peek() == "\"" else { throw .tensor(name: name, problem: "dtype is no string") }
        let typeName = try scanner.string()
        guard let type = ElementType(rawValue: typeName) else {
            let accepted = ElementType.allCases.map(\.rawValue).joined(separator: ", ")
            throw .tensor(name: name, problem: "dtype \(SafetensorsError.quoted(typeName)) is not one of \(accepted)")
        }
        return type
    }

    private static func shape(_ scanner: inout HeaderScanner, of name: String) throws(SafetensorsError) -> [Int] {
        guard let shape = scanner.sizes() else { throw .tensor(name: name, problem: "shape is no list of sizes") }
        guard shape.count <= SafetensorsLimits.maximumRank else {
            throw .tensor(
                name: name,
                problem: "shape has \(shape.count) sizes: at most \(SafetensorsLimits.maximumRank) are accepted")
        }
        return shape
    }

    private static func offsets(
        _ scanner: inout HeaderScanner, of name: String
    ) throws(SafetensorsError) -> Range<Int> {
        guard let offsets = scanner.sizes(), offsets.count == 2, offsets[0] <= offsets[1] else {
            throw .tensor(name: name, problem: "data_offsets are no two increasing positions")
        }
        return offsets[0]..<offsets[1]
    }

    private static func bytes(
        _ type: ElementType, _ shape: [Int], of name: String
    ) throws(SafetensorsError) -> Int {
        var bytes = type.bytes
        for size in shape {
            let (product, overflows) = bytes.multipliedReportingOverflow(by: size)
            guard !overflows else { throw .tensor(name: name, problem: "shape \(shape) overflows") }
            bytes = product
        }
        return bytes
    }
}
