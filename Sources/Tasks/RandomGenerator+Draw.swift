package import Kernels

extension RandomGenerator {
    /// The first `count` elements of a shuffle of `pool` (Fisher and Yates, stopped after `count`). A larger draw from
    /// the same pool and state begins with the same elements.
    ///
    /// - Precondition: the pool holds at least `count` elements.
    package mutating func draw<Element>(_ count: Int, from pool: [Element]) -> [Element] {
        precondition((0...pool.count).contains(count), "\(count) cannot be drawn from \(pool.count)")
        var shuffled = pool
        for index in 0..<count { shuffled.swapAt(index, index + integer(below: pool.count - index)) }
        return Array(shuffled.prefix(count))
    }
}
