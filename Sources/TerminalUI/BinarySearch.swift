/// Binary search over indices.
package enum BinarySearch {
    /// The first index in the range for which a condition holds; the range's end where it never holds.
    ///
    /// - Precondition: once the condition holds, it holds for all later indices.
    package static func firstIndex(in range: Range<Int>, where holds: (Int) -> Bool) -> Int {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high {
            let middle = low + (high - low) / 2
            if holds(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
