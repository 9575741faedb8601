internal import Kernels
internal import Training

/// The speed of this machine at matrix products alone.
enum ProductRate {
    /// Operations per second for the given products, which the pool's threads share one by one.
    ///
    /// Each thread multiplies in memory of its own and uses it again and again, so the caches are as warm as they can
    /// be.
    static func measure(_ shapes: [ProductShape], on pool: WorkerPool, seconds: Double) -> Double {
        let largest = shapes.reduce(into: 1) { $0 = max($0, $1.m * $1.k, $1.k * $1.n, $1.m * $1.n) }
        let memory = (0..<pool.threadCount).map { _ in Operands(count: largest) }
        let clock = ContinuousClock()
        func runOnce() {
            pool.run(count: shapes.count) { item, worker in memory[worker].multiply(shapes[item]) }
        }
        runOnce()
        var rates: [Double] = []
        let end = clock.now + .seconds(seconds)
        let operations = shapes.reduce(0) { $0 + $1.operations }
        while clock.now < end || rates.isEmpty {
            let start = clock.now
            runOnce()
            rates.append(operations / (clock.now - start).inSeconds)
        }
        return rates.median
    }

    private final class Operands: @unchecked Sendable {
        private let a: Arena
        private let b: Arena
        private let c: Arena

        init(count: Int) {
            a = Arena(count: count)
            b = Arena(count: count)
            c = Arena(count: count)
            a.fill(0.5)
            b.fill(0.25)
        }

        func multiply(_ shape: ProductShape) {
            func matrix(_ arena: borrowing Arena, _ rows: Int, _ columns: Int, transposed: Bool) -> Matrix {
                transposed
                    ? Matrix(base: arena.base, rows: columns, columns: rows)
                    : Matrix(base: arena.base, rows: rows, columns: columns)
            }
            MatrixProduct.multiply(
                shape, matrix(a, shape.m, shape.k, transposed: shape.isFirstTransposed),
                matrix(b, shape.k, shape.n, transposed: shape.isSecondTransposed),
                into: matrix(c, shape.m, shape.n, transposed: false))
        }
    }
}
