/// The distinct beginnings of a set of sequences. Each is a node, whose parent is the same beginning without its last
/// token.
///
/// In a causal model a token's activations depend only on the tokens up to it, so two sequences that begin alike need
/// that part computed once. Strings of one kind of bracket often begin alike: a batch of 50 drawn from 50 train strings
/// has fewer than half as many nodes as tokens, and all 5,000 test strings have a quarter. The result is the same but
/// for rounding.
package struct PrefixTree: Sendable {
    let identifiers: [Int32]
    let targets: [Int32]
    /// The nodes of each sequence, from its first token on.
    let paths: [[Int32]]
    /// The sequences in an order that makes neighbours of those that begin alike.
    package let order: [Int]
    /// The longest sequence, in tokens.
    package let longestSequence: Int

    /// What may be computed once.
    package enum Sharing: Sendable {
        /// Equal beginnings, in a causal model.
        case prefixes
        /// Only equal sequences, in a model where every token sees the whole sequence.
        case wholeSequences
    }

    private struct Key: Hashable {
        /// A node, or a negative number for the root of a first token.
        let parent: Int
        let token: Int32
        let target: Int32
    }

    /// Finds the distinct beginnings. Two tokens with different targets are never shared.
    package init(_ sequences: some Collection<LabelledSequence>, sharing: Sharing) {
        var nodes: [Key: Int32] = [:]
        var roots: [LabelledSequence: Int] = [:]
        var (identifiers, targets): ([Int32], [Int32]) = ([], [])
        var paths: [[Int32]] = []
        for sequence in sequences {
            // Roots are negative, so that they differ from nodes.
            var parent = -1
            if sharing == .wholeSequences {
                parent = roots[sequence] ?? -1 - roots.count
                roots[sequence] = parent
            }
            paths.append(
                zip(sequence.tokens, sequence.targets).map { token, target in
                    let key = Key(parent: parent, token: token, target: target)
                    let node = nodes[key] ?? Int32(identifiers.count)
                    if nodes.updateValue(node, forKey: key) == nil {
                        identifiers.append(token)
                        targets.append(target)
                    }
                    parent = Int(node)
                    return node
                })
        }
        self.identifiers = identifiers
        self.targets = targets
        self.paths = paths
        // Equal sequences stay in the order in which they were given.
        order = paths.indices.sorted { left, right in
            paths[left] == paths[right] ? left < right : paths[left].lexicographicallyPrecedes(paths[right])
        }
        longestSequence = paths.map(\.count).max() ?? 0
    }

    /// How many distinct beginnings there are.
    package var nodeCount: Int { identifiers.count }

    /// How many tokens a sequence has.
    package func length(of sequence: Int) -> Int { paths[sequence].count }

    /// How many tokens two sequences have in common, from the first on.
    package func commonLength(_ left: Int, _ right: Int) -> Int {
        var length = 0
        let limit = min(paths[left].count, paths[right].count)
        while length < limit, paths[left][length] == paths[right][length] { length += 1 }
        return length
    }
}
