internal import Foundation

/// A fixed number of zeroed floats in one block, aligned to a cache line and freed with its owner.
///
/// θ is one arena and its gradient another, so that an update is one row and an optimizer one loop. Activations are
/// matrices carved from an arena that is made once, so that a step allocates nothing.
///
/// Pages of a large arena take no memory until they are first written: an arena with room for the largest possible
/// batch costs only the part that batches use.
///
/// The arena's owner decides which thread may use which part of it; the arena does not check.
package struct Arena: ~Copyable, @unchecked Sendable {
    /// The first float.
    package let base: UnsafeMutablePointer<Float>
    /// How many floats there are.
    package let count: Int
    /// The address that `calloc` returned, up to a cache line before `base`.
    private let block: UnsafeMutableRawPointer

    /// Allocates the floats, all zero.
    ///
    /// - Precondition: `count` is not negative, and the system has the memory.
    package init(count: Int) {
        precondition(count >= 0, "an arena cannot hold \(count) floats")
        let bytes = max(count, 1) * MemoryLayout<Float>.stride
        guard let block = calloc(bytes + Self.alignment, 1) else {
            preconditionFailure("no memory for \(count) floats")
        }
        self.block = block
        base = block.alignedUp(toMultipleOf: Self.alignment).bindMemory(to: Float.self, capacity: max(count, 1))
        self.count = count
    }

    deinit {
        free(block)
    }

    /// A cache line, in bytes.
    private static let alignment = 64

    /// All floats, without bounds checks in release builds.
    package var buffer: UnsafeMutableBufferPointer<Float> { UnsafeMutableBufferPointer(start: base, count: count) }

    /// A copy of the floats.
    package func contents() -> [Float] { Array(buffer) }

    /// Copies `values` into the arena.
    ///
    /// - Precondition: `values` has as many floats as the arena.
    package func replaceContents(with values: some RandomAccessCollection<Float>) {
        precondition(values.count == count, "\(values.count) floats do not fill an arena of \(count)")
        _ = buffer.update(fromContentsOf: values)
    }

    /// Sets every float to `value`.
    package func fill(_ value: Float) {
        base.update(repeating: value, count: count)
    }
}
