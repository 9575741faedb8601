internal import Kernels

/// Cuts matrices from one block of floats, each beginning at a cache line.
///
/// To learn how large the block must be, the same cuts are made once without one: `count` is then what is needed.
struct Carver {
    private let base: UnsafeMutablePointer<Float>
    private(set) var count = 0

    /// Floats of a cache line.
    private static let alignment = 16

    /// Counts only: the matrices that it makes point nowhere.
    static func measuring() -> Carver {
        guard let nowhere = UnsafeMutablePointer<Float>(bitPattern: MemoryLayout<Float>.alignment) else {
            preconditionFailure("a pointer of \(MemoryLayout<Float>.alignment) is nil")
        }
        return Carver(base: nowhere)
    }

    init(base: UnsafeMutablePointer<Float>) {
        self.base = base
    }

    mutating func matrix(_ rows: Int, _ columns: Int) -> Matrix {
        defer { count += (rows * columns + Self.alignment - 1) / Self.alignment * Self.alignment }
        return Matrix(base: base + count, rows: rows, columns: columns)
    }

    mutating func statistics(_ rows: Int) -> LayerNorm.Statistics {
        LayerNorm.Statistics(mean: matrix(rows, 1).base, inverseDeviation: matrix(rows, 1).base)
    }
}
