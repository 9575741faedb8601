internal import CKernels

/// The sum of the shards' gradients.
package enum GradientSum {
    /// Writes total[i] = Σ_s shards[s][i] over the range, added in the order of the shards.
    ///
    /// - Returns: Σ total² over the range, in double.
    /// - Precondition: there is at least one shard, and the range lies within `total`.
    package static func add(
        _ shards: UnsafeBufferPointer<UnsafeMutablePointer<Float>?>, range: Range<Int>, into total: borrowing Arena
    ) -> Double {
        precondition(!shards.isEmpty, "no shards to add up")
        precondition(range.upperBound <= total.count, "\(range) of \(total.count)")
        return groktop_sum_shards(shards.count, shards.baseAddress, range.lowerBound, range.count, total.base)
    }
}
