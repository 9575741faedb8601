/// The paces that `[` and `]` go through, in steps a second; nil is as fast as can be.
package enum Pace {
    package static let ladder: [Double] = [1, 2, 5, 10, 20, 30, 60, 120, 250, 500, 1000]

    package static func faster(than pace: Double?) -> Double? {
        pace.flatMap { current in ladder.first { $0 > current } }
    }

    /// - Parameter possible: steps a second that the machine can do. From no limit at all the next slower pace is one
    ///   that makes a difference.
    package static func slower(than pace: Double?, possible: Double?) -> Double? {
        let current = pace ?? possible ?? .infinity
        return ladder.last { $0 < current } ?? ladder[0]
    }
}
