internal import Foundation
internal import Kernels

/// How one attention is spread over the keys that it sees: sums over queries, each counted as often as its token
/// occurs.
///
/// A query with probabilities p_1 … p_n over its n visible keys gives three figures: its entropy −Σ p ln p in nats,
/// 0 … ln n; that entropy divided by ln n; and its distance from uniform attention, the total variation ½ Σ |p − 1/n|,
/// 0 … 1 − 1/n. A query that sees one key has no choice: its entropy of 0 counts, and the other two figures are means
/// over the queries with more than one key.
package struct AttentionStatistics: Sendable {
    /// Which attention of the model it is.
    package let place: AttentionPlace
    /// [H].
    package private(set) var heads: [Head]
    /// Tokens that asked.
    package private(set) var queries = 0

    /// Entropy of uniform attention Σ ln n, and how many of the queries see more than one key.
    private var uniformEntropySum = 0.0
    private var choices = 0
    /// Tokens that asked from each position.
    private var queriesAtPosition: [Int] = []
    /// [n] ln n.
    private var logarithms: [Double] = [-.infinity]

    /// Queries and keys from this position on are in no pattern: enough for the whole of Dyck-1, and for what a screen
    /// can show.
    package static let patternLimit = 24

    /// Sums of one head.
    package struct Head: Sendable {
        fileprivate var entropySum = 0.0
        fileprivate var relativeEntropySum = 0.0
        fileprivate var distanceSum = 0.0
        /// The sum of the entropies of the queries at each position.
        fileprivate var entropyAtPosition: [Double] = []
        /// By the query's position, by the key's.
        fileprivate var probabilitySums: [[Double]] = []
    }

    /// The statistics of one batch.
    package init(_ reading: AttentionReading) {
        place = reading.place
        heads = Array(repeating: Head(), count: reading.attention.heads)
        add(reading)
    }

    /// Adds the same attention of another batch.
    package mutating func add(_ reading: AttentionReading) {
        precondition(reading.place == place && reading.attention.heads == heads.count, "\(reading.place) to \(place)")
        reading.forEachQuery { query in
            let visible = query.probabilities.count
            while logarithms.count <= visible { logarithms.append(log(Double(logarithms.count))) }
            if query.head == 0 { count(query) }
            heads[query.head].add(query, uniformEntropy: logarithms[visible])
        }
    }

    private mutating func count(_ query: AttentionReading.Query) {
        let visible = query.probabilities.count
        queries += query.copies
        uniformEntropySum += Double(query.copies) * logarithms[visible]
        if visible > 1 { choices += query.copies }
        while queriesAtPosition.count <= query.position { queriesAtPosition.append(0) }
        queriesAtPosition[query.position] += query.copies
    }

    /// Mean entropy over the queries of a head, in nats.
    package func entropy(head: Int) -> Double { heads[head].entropySum / Double(queries) }

    /// Mean entropy of a head where every position counts alike, however many sequences reach it.
    package func positionEntropy(head: Int) -> Double {
        let means = zip(heads[head].entropyAtPosition, queriesAtPosition).filter { $0.1 > 0 }.map { $0 / Double($1) }
        return means.reduce(0, +) / Double(means.count)
    }

    /// nil where no query sees more than one key.
    package func relativeEntropy(head: Int) -> Double? {
        choices == 0 ? nil : heads[head].relativeEntropySum / Double(choices)
    }

    /// nil where no query sees more than one key.
    package func distanceFromUniform(head: Int) -> Double? {
        choices == 0 ? nil : heads[head].distanceSum / Double(choices)
    }

    /// What the mean entropy would be if every query saw all of its keys alike.
    package var uniformEntropy: Double { uniformEntropySum / Double(queries) }

    /// Mean probability by the query's position, by the key's: a row for each query position, as long as the longest
    /// path that a query there sees, both up to `patternLimit`. A key that a query does not see counts as 0, so that a
    /// row sums to 1 where the limit cuts nothing.
    package func pattern(head: Int) -> [[Double]] {
        zip(heads[head].probabilitySums, queriesAtPosition).map { row, count in row.map { $0 / Double(max(count, 1)) } }
    }
}

extension AttentionStatistics.Head {
    fileprivate mutating func add(_ query: AttentionReading.Query, uniformEntropy: Double) {
        let (visible, copies) = (query.probabilities.count, Double(query.copies))
        let uniform = 1 / Double(visible)
        var (entropy, distance) = (0.0, 0.0)
        for probability in query.probabilities where probability > 0 {
            entropy -= Double(probability) * log(Double(probability))
        }
        for probability in query.probabilities { distance += abs(Double(probability) - uniform) / 2 }
        entropySum += copies * entropy
        if visible > 1 {
            relativeEntropySum += copies * entropy / uniformEntropy
            distanceSum += copies * distance
        }
        while entropyAtPosition.count <= query.position { entropyAtPosition.append(0) }
        entropyAtPosition[query.position] += copies * entropy
        addToPattern(query)
    }

    private mutating func addToPattern(_ query: AttentionReading.Query) {
        guard query.position < AttentionStatistics.patternLimit else { return }
        while probabilitySums.count <= query.position { probabilitySums.append([]) }
        let keys = min(query.probabilities.count, AttentionStatistics.patternLimit)
        let missing = keys - probabilitySums[query.position].count
        if missing > 0 { probabilitySums[query.position] += Array(repeating: 0, count: missing) }
        for key in 0..<keys {
            probabilitySums[query.position][key] += Double(query.copies) * Double(query.probabilities[key])
        }
    }
}
