package import Kernels

extension PackedBatch {
    /// Everything that it holds, by name: to compare two.
    package func contents() -> [String: [Int]] {
        var contents: [String: [Int]] = [:]
        func enter(_ name: String, _ values: [Int32]) { contents[name] = values.map { Int($0) } }
        func enter(_ name: String, _ spans: AttentionSpans) {
            enter(name + ".keyRows", spans.keyRows)
            contents[name + ".spans"] = spans.spans.flatMap {
                [$0.queries.lowerBound, $0.queries.upperBound, $0.path.lowerBound, $0.path.upperBound]
            }
            contents[name + ".counts"] = [spans.queryCount, spans.longestPath]
        }
        func enter(_ name: String, _ tokens: PackedTokens) {
            enter(name + ".identifiers", tokens.identifiers)
            enter(name + ".positions", tokens.positions)
            enter(name + ".entryOfRow", tokens.entryOfRow)
            enter(name + ".spans", tokens.spans)
        }
        enter("encoder", encoder)
        if let decoder {
            enter("decoder.prefixes", decoder.prefixes)
            enter("decoder.prefixOfRow", decoder.prefixOfRow)
            enter("decoder.spans", decoder.spans)
            enter("decoder.memorySpans", decoder.memorySpans)
        }
        if let firstTokens {
            enter("firstTokens.rows", firstTokens.rows)
            enter("firstTokens.spans", firstTokens.spans)
        }
        enter("targets.classes", targets.classes)
        enter("targets.weights", targets.weights)
        contents["targets.sequences"] = targets.sequences.flatMap { [$0.lowerBound, $0.upperBound] }
        contents["targets.counts"] = [targets.scoredCount, Int(targets.largestClass)]
        return contents
    }
}
