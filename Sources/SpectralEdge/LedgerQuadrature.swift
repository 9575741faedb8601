internal import RunEvents

/// The integral of dσ_k/dt over the way of a window, for a few k at once.
///
/// Gauss–Legendre nodes are enough where singular values keep apart. Where two of them nearly meet, their directions
/// turn into each other within a short piece of the way, and where they do meet, the rates jump. What σ_k changes by on
/// a piece is known from its two ends; so the piece that misses that the most is cut in two, until all pieces together
/// miss as little as is wanted, or there are as many as are allowed.
struct LedgerQuadrature {
    /// Δσ_k in its parts, in the order in which the k were given.
    let parts: [LedgerParts]
    /// How many eigenproblems were solved.
    let spectra: Int

    /// The most pieces of one interval, which bound the work: a piece takes nine eigenproblems, of n³ operations each.
    ///
    /// - Parameter rows: n.
    static func mostPieces(rows: Int) -> Int { max(4, min(128, 128 * 11 * 11 * 11 / (rows * rows * rows))) }

    /// - Parameters:
    ///   - places: the k, counted from 0.
    ///   - scales: for each k, what its misses are compared with; above zero.
    ///   - tolerance: how much all pieces may miss together, as a share of the scales.
    init(_ window: SlidingWindow, places: [Int], scales: [Double], tolerance: Double) {
        let (start, end) = (window.spectrum(at: 0).sigma, window.spectrum(at: 1).sigma)
        var spectra = 2
        func piece(_ from: (t: Double, sigma: [Double]), _ to: (t: Double, sigma: [Double])) -> Piece {
            spectra += Self.nodes.count
            return Piece(window, from: from, to: to, places: places, scales: scales)
        }
        var pieces = [piece((0, start), (1, end))]
        while pieces.count < Self.mostPieces(rows: window.products.count) {
            let missed = pieces.reduce(0) { $0 + $1.miss }
            guard missed > tolerance, let worst = pieces.indices.max(by: { pieces[$0].miss < pieces[$1].miss }) else {
                break
            }
            let (from, to) = (pieces[worst].from, pieces[worst].to)
            let middle = (from.t + to.t) / 2
            let cut = (t: middle, sigma: window.spectrum(at: middle).sigma)
            spectra += 1
            pieces[worst] = piece(from, cut)
            pieces.insert(piece(cut, to), at: worst + 1)
        }
        var sums = places.map { _ in LedgerParts.zero }
        for piece in pieces {
            for index in places.indices { sums[index].add(piece.parts[index]) }
        }
        (parts, self.spectra) = (sums, spectra)
    }

    private struct Piece {
        let from: (t: Double, sigma: [Double])
        let to: (t: Double, sigma: [Double])
        let parts: [LedgerParts]
        /// The sum over all k of |σ_k(to) − σ_k(from) − Σ parts| as a share of its scale.
        let miss: Double

        init(
            _ window: SlidingWindow, from: (t: Double, sigma: [Double]), to: (t: Double, sigma: [Double]),
            places: [Int], scales: [Double]
        ) {
            (self.from, self.to) = (from, to)
            let half = (to.t - from.t) / 2
            var parts = places.map { _ in LedgerParts.zero }
            for (node, weight) in LedgerQuadrature.nodes {
                let spectrum = window.spectrum(at: from.t + half * (1 + node))
                for (index, k) in places.enumerated() {
                    parts[index].add(window.rate(k, spectrum), times: half * weight)
                }
            }
            self.parts = parts
            miss = places.indices.reduce(0) { sum, index in
                let k = places[index]
                return sum + abs(to.sigma[k] - from.sigma[k] - parts[index].sum) / scales[index]
            }
        }
    }

    /// The eight Gauss–Legendre nodes of −1…1 and their weights. Source: Abramowitz and Stegun, table 25.4.
    private static let nodes: [(node: Double, weight: Double)] = {
        let half = [
            (0.183_434_642_495_649_8, 0.362_683_783_378_362_0), (0.525_532_409_916_329_0, 0.313_706_645_877_887_3),
            (0.796_666_477_413_626_7, 0.222_381_034_453_374_5), (0.960_289_856_497_536_3, 0.101_228_536_290_376_3),
        ]
        return half.reversed().map { (-$0.0, $0.1) } + half
    }()
}
