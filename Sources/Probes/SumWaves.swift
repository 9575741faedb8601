internal import Foundation

/// The sum waves of a model that adds (or subtracts) modulo p: the parts of its logits that depend on a and b through
/// s = a ± b mod p alone, split into frequencies.
///
/// With M[s, c] the mean over the p pairs of sum s of the logits L[a, b, c], less their mean over c:
///
///     C_k[c] = 2/p Σ_s M[s, c] cos(2πks/p),   S_k[c] = 2/p Σ_s M[s, c] sin(2πks/p),   k = 1 … (p − 1)/2
///
/// The projection of L on cos(2πk(a ± b)/p) and sin(2πk(a ± b)/p), as functions of the pair, is
/// C_k[c] cos(2πks/p) + S_k[c] sin(2πks/p); its power is p²/2 Σ_c (C_k[c]² + S_k[c]²). The mean over c changes no
/// probability, so it is taken away first. Everything is computed in double precision.
package struct SumWaves {
    /// p.
    private let modulus: Int
    /// [p, p]: row a, column b, the sum s of the pair.
    private let sums: [Int]
    /// [p², p]: the logits less their mean over c.
    private let logits: [Double]
    /// [p]: the mean over all pairs.
    private let mean: [Double]
    /// C_k and S_k of each k, from 1, [p] each.
    private let waves: [(cosine: [Double], sine: [Double])]
    /// The power of each k, from 1.
    private let powers: [Double]
    /// cos and sin of 2πj/p for j = 0 … p − 1.
    private let circle: (cosine: [Double], sine: [Double])

    /// How many times the mean power of a frequency one has to exceed to be key.
    package static let keyFactor = 2.0

    /// Splits logits.
    ///
    /// - Parameters:
    ///   - logits: [p², p], with the pair (a, b) in row a·p + b.
    ///   - sign: 1 where the answer is a + b, −1 where it is a − b.
    /// - Precondition: there are p³ logits, and p is odd or 2.
    package init(_ logits: [Float], modulus p: Int, sign: Int) {
        precondition(logits.count == p * p * p, "\(logits.count) logits modulo \(p)")
        modulus = p
        sums = (0..<p * p).map { ($0 / p + sign * ($0 % p) + p) % p }
        self.logits = Self.centred(logits, width: p)
        let angles = (0..<p).map { 2 * Double.pi * Double($0) / Double(p) }
        circle = (angles.map { cos($0) }, angles.map { sin($0) })
        let bySum = Self.means(of: self.logits, by: sums, width: p)
        mean = (0..<p).map { c in (0..<p).reduce(0) { $0 + bySum[$1 * p + c] } / Double(p) }
        var (waves, powers): ([(cosine: [Double], sine: [Double])], [Double]) = ([], [])
        for frequency in 1..<(p - 1) / 2 + 1 {
            var wave = (cosine: [Double](repeating: 0, count: p), sine: [Double](repeating: 0, count: p))
            for s in 0..<p {
                let (cosine, sine) = (circle.cosine[frequency * s % p], circle.sine[frequency * s % p])
                for c in 0..<p {
                    wave.cosine[c] += 2 / Double(p) * bySum[s * p + c] * cosine
                    wave.sine[c] += 2 / Double(p) * bySum[s * p + c] * sine
                }
            }
            waves.append(wave)
            let squares = zip(wave.cosine, wave.sine).reduce(0) { $0 + $1.0 * $1.0 + $1.1 * $1.1 }
            powers.append(Double(p * p) / 2 * squares)
        }
        (self.waves, self.powers) = (waves, powers)
    }

    /// The share of each frequency, from 1, in the power of all sum waves; all 0 where there is no power.
    package var shares: [Double] {
        let whole = powers.reduce(0, +)
        return powers.map { whole > 0 ? $0 / whole : 0 }
    }

    /// The frequencies whose power is more than `keyFactor` times the mean over all frequencies, the strongest first.
    package var keyFrequencies: [Int] {
        let least = Self.keyFactor / Double(max(powers.count, 1))
        return shares.enumerated().filter { $0.element > least }
            .sorted { ($1.element, $0.offset) < ($0.element, $1.offset) }.map { $0.offset + 1 }
    }

    /// The share of some frequencies' sum waves in all that varies with the pair; 0 where nothing varies.
    package func power(of frequencies: [Int]) -> Double {
        var varying = 0.0
        for index in logits.indices {
            let difference = logits[index] - mean[index % modulus]
            varying += difference * difference
        }
        return varying > 0 ? frequencies.reduce(0) { $0 + powers[$1 - 1] } / varying : 0
    }

    /// The mean loss of the logits on the chosen pairs, in nats.
    package func loss(of isChosen: [Bool]) -> Double {
        meanLoss(isChosen) { pair, c, _ in logits[pair * modulus + c] }
    }

    /// The mean loss on all pairs where only the mean over all pairs and the sum waves of some frequencies are left.
    package func restrictedLoss(_ frequencies: [Int]) -> Double {
        let waves = sum(of: frequencies)
        return meanLoss(Array(repeating: true, count: sums.count)) { _, c, s in mean[c] + waves[s * modulus + c] }
    }

    /// The mean loss on the chosen pairs without the sum waves of some frequencies.
    package func excludedLoss(_ frequencies: [Int], of isChosen: [Bool]) -> Double {
        let waves = sum(of: frequencies)
        return meanLoss(isChosen) { pair, c, s in logits[pair * modulus + c] - waves[s * modulus + c] }
    }

    /// [p, p]: row s, column c, the sum waves of some frequencies.
    private func sum(of frequencies: [Int]) -> [Double] {
        var sum = [Double](repeating: 0, count: modulus * modulus)
        for frequency in frequencies {
            let wave = waves[frequency - 1]
            for s in 0..<modulus {
                let angle = frequency * s % modulus
                for c in 0..<modulus {
                    sum[s * modulus + c] += wave.cosine[c] * circle.cosine[angle] + wave.sine[c] * circle.sine[angle]
                }
            }
        }
        return sum
    }

    /// - Parameter logit: of a pair, a class and the pair's sum.
    private func meanLoss(_ isChosen: [Bool], _ logit: (_ pair: Int, _ c: Int, _ s: Int) -> Double) -> Double {
        precondition(isChosen.count == sums.count, "\(isChosen.count) choices for \(sums.count) pairs")
        var (total, count) = (0.0, 0)
        for pair in sums.indices where isChosen[pair] {
            let s = sums[pair]
            var largest = -Double.infinity
            for c in 0..<modulus { largest = max(largest, logit(pair, c, s)) }
            var exponentials = 0.0
            for c in 0..<modulus { exponentials += exp(logit(pair, c, s) - largest) }
            total += largest + log(exponentials) - logit(pair, s, s)
            count += 1
        }
        return total / Double(count)
    }

    private static func centred(_ logits: [Float], width: Int) -> [Double] {
        var values = logits.map { Double($0) }
        for start in stride(from: 0, to: values.count, by: width) {
            let mean = values[start..<start + width].reduce(0, +) / Double(width)
            for index in start..<start + width { values[index] -= mean }
        }
        return values
    }

    /// [p, p]: row s, column c, the mean over the p pairs of sum s.
    private static func means(of logits: [Double], by sums: [Int], width p: Int) -> [Double] {
        var means = [Double](repeating: 0, count: p * p)
        for (pair, s) in sums.enumerated() {
            for c in 0..<p { means[s * p + c] += logits[pair * p + c] / Double(p) }
        }
        return means
    }
}
