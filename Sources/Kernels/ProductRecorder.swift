internal import Synchronization

/// Records every matrix product while it is switched on. Benchmarks use it to know what a step really computes, without
/// a second list of its products that could go out of date. While it is off, it costs one load per product.
package enum ProductRecorder {
    private static let isOn = Atomic<Bool>(false)
    private static let shapes = Mutex<[ProductShape]>([])

    /// The products that `body` computes, on whatever threads. With several threads their order varies.
    package static func record(_ body: () -> Void) -> [ProductShape] {
        shapes.withLock { $0 = [] }
        isOn.store(true, ordering: .releasing)
        body()
        isOn.store(false, ordering: .releasing)
        return shapes.withLock { $0 }
    }

    static func note(_ shape: @autoclosure () -> ProductShape) {
        guard isOn.load(ordering: .relaxed) else { return }
        let shape = shape()
        shapes.withLock { $0.append(shape) }
    }
}
