/// Finds the name that a person probably meant.
package enum NearestName {
    /// The name that the fewest single-character changes turn `text` into: insertions, deletions, replacements, and
    /// swaps of neighbours (the optimal string alignment distance). nil where every name needs more changes than a
    /// third of the longer text has characters, and more than one. Case does not count.
    ///
    /// - Parameters:
    ///   - text: what was written. More than 60 characters are no misspelt name.
    ///   - names: the names that exist. The first of equally near ones is taken.
    package static func of(_ text: String, among names: [String]) -> String? {
        let written = Array(text.lowercased())
        guard written.count <= 60 else { return nil }
        let near = names.enumerated().compactMap { index, name -> (distance: Int, index: Int, name: String)? in
            let letters = Array(name.lowercased())
            let distance = distance(written, letters)
            return distance <= max(1, max(written.count, letters.count) / 3) ? (distance, index, name) : nil
        }
        return near.min { ($0.distance, $0.index) < ($1.distance, $1.index) }?.name
    }

    private static func distance(_ first: [Character], _ second: [Character]) -> Int {
        var (before, last) = ([Int](), Array(0...second.count))
        for (i, character) in first.enumerated() {
            var row = [i + 1]
            for (j, other) in second.enumerated() {
                var least = min(last[j] + (character == other ? 0 : 1), row[j] + 1, last[j + 1] + 1)
                if i > 0, j > 0, character == second[j - 1], first[i - 1] == other {
                    least = min(least, before[j - 1] + 1)
                }
                row.append(least)
            }
            (before, last) = (last, row)
        }
        return last[second.count]
    }
}
