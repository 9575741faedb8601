internal import CKernels

/// Inner products of long float vectors, summed in double.
package enum DotProducts {
    /// ‖x‖ of some floats; 0 of none.
    package static func norm(_ values: UnsafeBufferPointer<Float>) -> Double {
        guard let base = values.baseAddress else { return 0 }
        return groktop_dot(values.count, base, base).squareRoot()
    }

    /// ‖x‖ of a whole arena.
    package static func norm(_ arena: borrowing Arena) -> Double {
        groktop_dot(arena.count, arena.base, arena.base).squareRoot()
    }

    /// ⟨a, b⟩ of two arenas.
    ///
    /// - Precondition: they are equally long.
    package static func product(_ a: borrowing Arena, _ b: borrowing Arena) -> Double {
        precondition(a.count == b.count, "\(a.count) floats with \(b.count)")
        return groktop_dot(a.count, a.base, b.base)
    }

    /// The four products ⟨a, c⟩, ⟨a, d⟩, ⟨b, c⟩, ⟨b, d⟩, in one pass over memory.
    package static func cross(
        _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, with c: UnsafePointer<Float>,
        _ d: UnsafePointer<Float>, count: Int
    ) -> (Double, Double, Double, Double) {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 4) { sums in
            groktop_four_dots(count, a, b, c, d, sums.baseAddress)
            return (sums[0], sums[1], sums[2], sums[3])
        }
    }
}
