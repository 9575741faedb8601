package import Kernels

extension RandomGenerator {
    /// The first `count` of a shuffle of `pool` (Fisher and Yates, as far as it is needed). Drawing more of the same
    /// pool begins with the same ones.
    ///
    /// - Precondition: the pool holds as many.
    package mutating func draw<Element>(_ count: Int, from pool: [Element]) -> [Element] {
        precondition((0...pool.count).contains(count), "\(count) cannot be drawn from \(pool.count)")
        var shuffled = pool
        for index in 0..<count { shuffled.swapAt(index, index + integer(below: pool.count - index)) }
        return Array(shuffled.prefix(count))
    }
}
