/// The largest files of tensors that are read and written.
package enum SafetensorsLimits {
    /// The longest header that is accepted: room for about 80,000 tensors at a hundred bytes each, more than any model
    /// has.
    package static let maximumBytes = 8 << 20

    /// The most dimensions that are accepted: NumPy's own limit.
    package static let maximumRank = 64
}
