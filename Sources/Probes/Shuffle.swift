internal import Kernels

/// The shuffle of Fisher and Yates.
enum Shuffle {
    static func apply<Element>(to elements: inout [Element], from generator: inout RandomGenerator) {
        for index in elements.indices {
            elements.swapAt(index, index + generator.integer(below: elements.count - index))
        }
    }
}
