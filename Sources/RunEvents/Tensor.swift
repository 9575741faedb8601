/// Named numbers of a shape, row-major.
package struct Tensor: Sendable, Equatable {
    package var name: String
    package var shape: [Int]
    package var values: Values

    package enum Values: Sendable, Equatable {
        case float32([Float])
        case float64([Double])

        package var count: Int {
            switch self {
            case .float32(let values): values.count
            case .float64(let values): values.count
            }
        }
    }

    /// - Precondition: as many values as the shape holds.
    package init(name: String, shape: [Int], values: Values) {
        precondition(shape.reduce(1, *) == values.count, "\(name): \(values.count) values of shape \(shape)")
        self.name = name
        self.shape = shape
        self.values = values
    }
}
