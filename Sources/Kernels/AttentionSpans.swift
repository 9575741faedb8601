/// Who attends to what in a packed batch: runs of query rows, each with the key rows that it may see.
package struct AttentionSpans: Sendable {
    /// The spans in the order of their query rows.
    package internal(set) var spans: [Span] = []
    /// The spans' paths, one after the other.
    package internal(set) var keyRows: [Int32] = []
    /// Keys of the longest path.
    package internal(set) var longestPath = 0
    /// Query rows of all spans; they follow each other from row 0 on.
    package internal(set) var queryCount = 0
    /// Whether every path is a run of rows that begins where the one before has ended, from row 0 on: no two spans see
    /// the same key then, and nothing needs to be gathered.
    package private(set) var isPartition = true
    /// Keys of all paths while they are such runs.
    private var partitionedKeys: Int32 = 0

    /// Queries that see the same keys; under a causal mask the last query sees all of them, the one before one less,
    /// and so on.
    package struct Span: Sendable, Equatable {
        /// Rows of the queries.
        package let queries: Range<Int>
        /// Where its path lies in `keyRows`.
        package let path: Range<Int>
    }

    /// Makes an empty list of spans.
    package init() {}

    /// Makes room, so that later `append`s of up to this much allocate nothing.
    package init(reservingKeys keys: Int, spans count: Int) {
        spans.reserveCapacity(count)
        keyRows.reserveCapacity(keys)
    }

    /// Adds a span of the next `queries` query rows, whose path is what `keyRows` has from `start` on.
    mutating func close(from start: Int, queries: Int) {
        spans.append(Span(queries: queryCount..<queryCount + queries, path: start..<keyRows.count))
        for row in keyRows[start...] {
            isPartition = isPartition && row == partitionedKeys
            partitionedKeys += 1
        }
        queryCount += queries
        longestPath = max(longestPath, keyRows.count - start)
    }

    /// Adds a span of the next `queries` query rows that sees these keys.
    package mutating func append(queries: Int, keys: some Sequence<Int32>) {
        let start = keyRows.count
        keyRows.append(contentsOf: keys)
        close(from: start, queries: queries)
    }

    /// Removes all spans and keeps the room that was reserved.
    package mutating func removeAll() {
        spans.removeAll(keepingCapacity: true)
        keyRows.removeAll(keepingCapacity: true)
        longestPath = 0
        queryCount = 0
        isPartition = true
        partitionedKeys = 0
    }
}
