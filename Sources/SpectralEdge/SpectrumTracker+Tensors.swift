internal import Kernels
package import RunEvents

/// The windows of a tracker as tensors, and back: the spectral edge's part of a checkpoint. A window of n updates has P
/// floats for each.
///
///     fine.gradient, fine.decay          [n, P]     oldest first
///     fine.products                      [3, m, m]  of these updates and the one that left last: m is n or n + 1
///     fine.ledger.gradient, ….decay      [P]        the update in the making; only between ends of fine intervals
///     coarse.…                                      likewise for the paper's window
extension SpectrumTracker {
    /// The tensors of both windows, and of the updates in the making.
    ///
    /// - Parameter step: optimizer steps done.
    package func windowTensors(at step: Int) -> [Tensor] {
        tensors(of: fineWindow, "fine") + tensors(of: coarseWindow, "coarse")
            + (step % config.fineInterval == 0 ? [] : tensors(of: ledger, "fine.ledger"))
            + (step % config.interval == 0 ? [] : tensors(of: coarseLedger, "coarse.ledger"))
    }

    /// v_1 … v_4 of the paper's window as tensors, [P] each.
    package func directionTensors() -> [Tensor] {
        directions().enumerated().map { index, direction in
            Tensor(name: Self.directionName(index + 1), shape: [direction.count], values: .float32(direction))
        }
    }

    /// The name of v_k among a checkpoint's tensors, with k counted from 1.
    package static func directionName(_ k: Int) -> String { "spectral_edge.v\(k)" }

    /// Takes over the windows that a checkpoint holds.
    ///
    /// - Parameters:
    ///   - tensors: the checkpoint's tensors.
    ///   - step: optimizer steps done when it was taken.
    /// - Throws: `CheckpointMismatch` where a tensor is missing or has another shape. The tracker must not be used
    ///   after that.
    package func restore(_ tensors: TensorSet, at step: Int) throws(CheckpointMismatch) {
        try restore(fineWindow, "fine", from: tensors)
        try restore(coarseWindow, "coarse", from: tensors)
        try restore(ledger, "fine.ledger", from: tensors, isEmpty: step % config.fineInterval == 0)
        try restore(coarseLedger, "coarse.ledger", from: tensors, isEmpty: step % config.interval == 0)
    }

    private func tensors(of window: TrajectoryWindow, _ name: String) -> [Tensor] {
        let shape = [window.count, window.parameterCount]
        var (gradient, decay): ([Float], [Float]) = ([], [])
        gradient.reserveCapacity(shape[0] * shape[1])
        decay.reserveCapacity(shape[0] * shape[1])
        for slot in window.slots {
            gradient += window.rows[slot].update.gradient.buffer
            decay += window.rows[slot].update.decay.buffer
        }
        let products = window.products
        return [
            Tensor(name: "\(name).gradient", shape: shape, values: .float32(gradient)),
            Tensor(name: "\(name).decay", shape: shape, values: .float32(decay)),
            Tensor(
                name: "\(name).products", shape: [3, products.count, products.count],
                values: .float64(products.values)),
        ]
    }

    private func tensors(of ledger: borrowing UpdateLedger, _ name: String) -> [Tensor] {
        [
            Tensor(name: "\(name).gradient", shape: [ledger.count], values: .float32(ledger.gradient.contents())),
            Tensor(name: "\(name).decay", shape: [ledger.count], values: .float32(ledger.decay.contents())),
        ]
    }

    private func restore(
        _ window: TrajectoryWindow, _ name: String, from tensors: TensorSet
    ) throws(CheckpointMismatch) {
        let updates = try tensors.shape("\(name).gradient").first ?? 0
        guard updates <= window.capacity else {
            throw CheckpointMismatch(
                "\(name).gradient holds \(updates) updates, where there is room for \(window.capacity)")
        }
        let count = window.parameterCount
        let gradient = try tensors.floats("\(name).gradient", shape: [updates, count])
        let decay = try tensors.floats("\(name).decay", shape: [updates, count])
        let known = try tensors.shape("\(name).products").last ?? 0
        guard known == updates || known == updates + 1 && updates == window.capacity else {
            throw CheckpointMismatch("\(name).products are of \(known) updates, where there are \(updates)")
        }
        let products = try tensors.doubles("\(name).products", shape: [3, known, known])
        window.restore(updates: updates, products: UpdateProducts(values: products, count: known)) { index, row in
            row.gradient.replaceContents(with: gradient[index * count..<(index + 1) * count])
            row.decay.replaceContents(with: decay[index * count..<(index + 1) * count])
        }
    }

    private func restore(
        _ ledger: borrowing UpdateLedger, _ name: String, from tensors: TensorSet, isEmpty: Bool
    ) throws(CheckpointMismatch) {
        if isEmpty {
            ledger.clear()
            return
        }
        ledger.gradient.replaceContents(with: try tensors.floats("\(name).gradient", shape: [ledger.count]))
        ledger.decay.replaceContents(with: try tensors.floats("\(name).decay", shape: [ledger.count]))
    }
}
