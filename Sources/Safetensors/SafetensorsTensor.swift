/// A tensor to be written, or one that was read: its name, its shape and its values in row-major order.
package struct SafetensorsTensor: Sendable, Equatable {
    /// The tensor's name in the file.
    package let name: String
    /// The sizes of the dimensions, outermost first; empty for a scalar.
    package let shape: [Int]
    /// The elements in row-major order.
    package let values: Values

    /// The elements, by their type.
    package enum Values: Sendable, Equatable {
        case float32([Float])
        case float64([Double])
        case int32([Int32])

        /// How many elements there are.
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

    /// Makes a tensor.
    ///
    /// - Parameter shape: `[]` for a scalar.
    /// - Precondition: there are as many values as the shape holds, and no more sizes than
    ///   `SafetensorsLimits.maximumRank`.
    package init(name: String, shape: [Int], values: Values) {
        precondition(shape.allSatisfy { $0 >= 0 }, "\(name): shape \(shape)")
        precondition(shape.count <= SafetensorsLimits.maximumRank, "\(name): shape of \(shape.count) sizes")
        precondition(shape.reduce(1, *) == values.count, "\(name): \(values.count) values of shape \(shape)")
        self.name = name
        self.shape = shape
        self.values = values
    }

    /// The length of the tensor's data in bytes.
    var byteCount: Int { values.count * values.type.bytes }
}
