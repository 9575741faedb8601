internal import Foundation

/// A fixed number of zeroed floats in one block, aligned to a cache line, freed with its owner.
///
/// θ is one arena, its gradient another, so that an update is one row and an optimizer one loop. Activations are
/// matrices carved from an arena that is made once, so that a step allocates nothing.
///
/// Pages of a large arena take no memory until they are first written to: room for the largest batch there can be costs
/// what the batches that come use of it.
///
/// Whoever holds the arena decides which thread may touch which part of it; the arena itself does not know.
package struct Arena: ~Copyable, @unchecked Sendable {
    package let base: UnsafeMutablePointer<Float>
    package let count: Int
    /// What `calloc` returned, up to a cache line before `base`.
    private let block: UnsafeMutableRawPointer

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

    package var buffer: UnsafeMutableBufferPointer<Float> { UnsafeMutableBufferPointer(start: base, count: count) }

    /// A copy of what it holds now.
    package func contents() -> [Float] { Array(buffer) }

    /// - Precondition: `values` has as many floats as the arena.
    package func replaceContents(with values: some RandomAccessCollection<Float>) {
        precondition(values.count == count, "\(values.count) floats do not fill an arena of \(count)")
        _ = buffer.update(fromContentsOf: values)
    }

    package func fill(_ value: Float) {
        base.update(repeating: value, count: count)
    }
}
