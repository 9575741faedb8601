/// A named array of numbers with a shape, in row-major order.
package struct Tensor: Sendable, Equatable {
    /// The name, unique within a checkpoint.
    package var name: String
    /// The sizes of the dimensions, outermost first.
    package var shape: [Int]
    /// The numbers in row-major order.
    package var values: Values

    /// The numbers, by their type.
    package enum Values: Sendable, Equatable {
        case float32([Float])
        case float64([Double])

        /// How many numbers there are.
        package var count: Int {
            switch self {
            case .float32(let values): values.count
            case .float64(let values): values.count
            }
        }
    }

    /// Makes a tensor.
    ///
    /// - Precondition: there are as many values as the shape holds.
    package init(name: String, shape: [Int], values: Values) {
        precondition(shape.reduce(1, *) == values.count, "\(name): \(values.count) values of shape \(shape)")
        self.name = name
        self.shape = shape
        self.values = values
    }
}
