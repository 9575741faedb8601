/// The row of a packed batch that each node of a tree has, as sequences are added.
struct NodeRows: Sendable {
    private let tree: PrefixTree
    /// The row of each node, −1 for none.
    private var rowOfNode: [Int32]
    /// The node of each row, which `removeAll` needs.
    private var nodeOfRow: [Int32] = []

    init(tree: PrefixTree, reserving rows: Int) {
        self.tree = tree
        rowOfNode = Array(repeating: -1, count: tree.nodeCount)
        nodeOfRow.reserveCapacity(rows)
    }

    /// The row of a node, −1 for none.
    subscript(node: Int32) -> Int32 { rowOfNode[Int(node)] }

    /// Adds a row for each node of a sequence that has none, and the attention of the new rows to the whole sequence.
    mutating func append(_ nodes: [Int32], to tokens: inout PackedTokens) {
        let (firstRow, firstKey) = (tokens.count, tokens.spans.keyRows.count)
        for (position, node) in nodes.enumerated() {
            if rowOfNode[Int(node)] < 0 {
                rowOfNode[Int(node)] = Int32(tokens.count)
                nodeOfRow.append(node)
                tokens.appendRow(tree.identifiers[Int(node)], position: position)
            }
            tokens.spans.keyRows.append(rowOfNode[Int(node)])
        }
        if tokens.count == firstRow {
            // The sequence added no row.
            tokens.spans.keyRows.removeLast(tokens.spans.keyRows.count - firstKey)
        } else {
            tokens.spans.close(from: firstKey, queries: tokens.count - firstRow)
        }
    }

    mutating func removeAll() {
        for node in nodeOfRow { rowOfNode[Int(node)] = -1 }
        nodeOfRow.removeAll(keepingCapacity: true)
    }
}
