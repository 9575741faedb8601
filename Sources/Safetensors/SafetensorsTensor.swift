/// A named tensor with its values in row-major order, as it is written and read.
package struct SafetensorsTensor: Sendable, Equatable {
    package let name: String
    package let shape: [Int]
    package let values: Values

    package enum Values: Sendable, Equatable {
        case float32([Float])
        case float64([Double])
        case int32([Int32])

        package var count: Int {
            switch self {
            case .float32(let values): values.count
            case .float64(let values): values.count
            case .int32(let values): values.count
            }
        }

        var type: ElementType {
            switch self {
            case .float32: .float32
            case .float64: .float64
            case .int32: .int32
            }
        }
    }

    /// - Parameter shape: `[]` of a scalar.
    /// - Precondition: as many values as the shape holds, and no more sizes than `SafetensorsHeader.maximumRank`.
    package init(name: String, shape: [Int], values: Values) {
        precondition(shape.allSatisfy { $0 >= 0 }, "\(name): shape \(shape)")
        precondition(shape.count <= SafetensorsHeader.maximumRank, "\(name): shape of \(shape.count) sizes")
        precondition(shape.reduce(1, *) == values.count, "\(name): \(values.count) values of shape \(shape)")
        self.name = name
        self.shape = shape
        self.values = values
    }

    /// Bytes of its data.
    var byteCount: Int { values.count * values.type.bytes }
}
