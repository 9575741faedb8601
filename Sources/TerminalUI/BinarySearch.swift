package enum BinarySearch {
    /// The first index of a range for which something holds that, once it holds, holds for all that follow; the range's
    /// end where it never does.
    package static func firstIndex(in range: Range<Int>, where holds: (Int) -> Bool) -> Int {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high {
            let middle = low + (high - low) / 2
            if holds(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
