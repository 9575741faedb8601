/// The gradient of `function` by central differences. In double, with ε = 1e-5, its own error is about 1e-10: what is
/// left between it and a kernel is the kernel's float arithmetic.
package func numericalGradient(at point: [Double], _ function: ([Double]) -> Double) -> [Double] {
    let epsilon = 1e-5
    var moved = point
    return point.indices.map { index in
        moved[index] = point[index] + epsilon
        let above = function(moved)
        moved[index] = point[index] - epsilon
        let below = function(moved)
        moved[index] = point[index]
        return (above - below) / (2 * epsilon)
    }
}

/// The largest |a − b|; infinite if either holds a NaN.
package func largestDifference(_ a: [Double], _ b: [Double]) -> Double {
    precondition(a.count == b.count, "\(a.count) values against \(b.count)")
    var largest = 0.0
    for (x, y) in zip(a, b) {
        let difference = abs(x - y)
        guard !difference.isNaN else { return .infinity }
        largest = max(largest, difference)
    }
    return largest
}

/// The largest |a − expected| in units of the largest |expected|.
package func relativeError(_ values: [Double], _ expected: [Double]) -> Double {
    let scale = expected.map(abs).max() ?? 0
    let difference = largestDifference(values, expected)
    return difference == 0 ? 0 : difference / scale
}

package func sumOfProducts(_ a: [Double], _ b: [Double]) -> Double {
    precondition(a.count == b.count, "\(a.count) values with \(b.count)")
    return zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
}
