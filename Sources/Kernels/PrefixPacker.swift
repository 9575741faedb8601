/// Packs sequences of one tree, each distinct beginning into one row. Made once and filled again and again: filling allocates
/// nothing within the room that was reserved.
package struct PrefixPacker: Sendable {
    package private(set) var tokens: PackedTokens
    private let tree: PrefixTree
    /// The row of each node of the tree, −1 for none.
    private var rowOfNode: [Int32]
    /// The node of each row, to forget them by.
    private var nodeOfRow: [Int32] = []

    package init(tree: PrefixTree, reservingTokens count: Int, sequences: Int) {
        self.tree = tree
        tokens = PackedTokens(reservingTokens: count, sequences: sequences)
        // A path may be longer than the rows that it adds.
        tokens.pathRows.reserveCapacity(sequences * tree.longestSequence)
        rowOfNode = Array(repeating: -1, count: tree.nodeCount)
        nodeOfRow.reserveCapacity(count)
    }

    package mutating func removeAll() {
        for node in nodeOfRow { rowOfNode[Int(node)] = -1 }
        nodeOfRow.removeAll(keepingCapacity: true)
        tokens.removeAll()
    }

    /// Adds a sequence of the tree `copies` times.
    package mutating func append(_ sequence: Int, copies: Int) {
        let (firstRow, firstPlace) = (tokens.count, tokens.pathRows.count)
        let weight = Int32(copies)
        for (position, node) in tree.paths[sequence].enumerated() {
            let known = rowOfNode[Int(node)]
            if known >= 0 {
                tokens.pathRows.append(known)
                tokens.add(weight, to: Int(known))
                continue
            }
            let row = Int32(tokens.count)
            rowOfNode[Int(node)] = row
            nodeOfRow.append(node)
            tokens.pathRows.append(row)
            tokens.appendRow(
                tree.identifiers[Int(node)], position: Int32(position), target: tree.targets[Int(node)], weight: weight)
        }
        if tokens.count == firstRow {
            // It added nothing that was not there.
            tokens.pathRows.removeLast(tokens.pathRows.count - firstPlace)
        } else {
            tokens.branches.append(
                PackedTokens.Branch(rows: firstRow..<tokens.count, path: firstPlace..<tokens.pathRows.count))
        }
        tokens.longestSequence = max(tokens.longestSequence, tree.paths[sequence].count)
    }
}
