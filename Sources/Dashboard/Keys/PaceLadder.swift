/// The paces that `[` and `]` go through, in steps a second. A pace of nil is no limit.
package enum PaceLadder {
    /// Ascending.
    package static let steps: [Double] = [1, 2, 5, 10, 20, 30, 60, 120, 250, 500, 1_000]

    /// The next faster pace; nil, no limit, after the fastest.
    package static func faster(than pace: Double?) -> Double? {
        pace.flatMap { current in steps.first { $0 > current } }
    }

    /// The next slower pace; the slowest where there is none.
    ///
    /// - Parameter possible: steps a second that the machine can do. After no limit comes the first pace below it,
    ///   which makes a difference.
    package static func slower(than pace: Double?, possible: Double?) -> Double? {
        let current = pace ?? possible ?? .infinity
        return steps.last { $0 < current } ?? steps[0]
    }
}
