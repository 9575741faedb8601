package import Kernels

/// The newest updates of θ_S, as many as the capacity, and their inner products: enough for the edge of the newest W
/// updates, and for the edges of windows of any other length up to the capacity.
///
/// A new update costs one pass over P floats for each update that is kept, and no more, as the other products are kept.
/// Products with the update that leaves are kept one update longer: the rotation from the previous window needs them.
package final class TrajectoryWindow: @unchecked Sendable {
    /// The most updates that are kept, at least W.
    package let capacity: Int
    /// W, the updates that the edge is computed from.
    package let window: Int
    /// P, the length of an update.
    package let parameterCount: Int

    let rows: [Row]
    /// Slots of `rows` in the order of time, oldest first.
    private(set) var slots: [Int] = []
    /// The products of all updates that are kept, and of the one that left last: at most one more than the capacity.
    private(set) var products = UpdateProducts()
    /// The edge of the newest W updates; nil before there are two.
    private(set) var edge: Edge?

    final class Row: @unchecked Sendable {
        let update: UpdateLedger
        init(count: Int) { update = UpdateLedger(count: count) }
    }

    /// How many floats are multiplied at a time: one block of every row in the window fits a core's second-level cache.
    private static let blockLength = 8_192

    /// Makes an empty window.
    ///
    /// - Parameters:
    ///   - window: W, at least two updates.
    ///   - capacity: updates to keep, at least W.
    ///   - parameterCount: P.
    package init(window: Int, capacity: Int, parameterCount: Int) {
        precondition(window >= 2, "a window of \(window) has no gap")
        precondition(capacity >= window, "a window of \(window) in the last \(capacity)")
        self.window = window
        self.capacity = capacity
        self.parameterCount = parameterCount
        rows = (0..<capacity).map { _ in Row(count: parameterCount) }
    }

    /// How many updates are kept now.
    package var count: Int { slots.count }

    /// How many of the kept updates are in the window: at most W.
    package var windowCount: Int { min(count, window) }

    /// Takes in the newest update.
    ///
    /// - Returns: the edge of the window that ends with it, and its rotation in degrees from the window before (empty
    ///   for the first); nil for the very first update, which alone has no spectrum.
    package func append(
        _ update: borrowing UpdateLedger, on pool: WorkerPool
    ) -> (edge: Edge, rotationDegrees: [Double])? {
        precondition(update.count == parameterCount, "an update of \(update.count) parameters")
        if products.count > capacity { products.removeFirst() }
        products.append(pairs(of: update, on: pool))
        let slot = slots.count < capacity ? slots.count : slots.removeFirst()
        rows[slot].update.copy(from: update)
        slots.append(slot)
        guard count >= 2 else { return nil }
        let newest = Edge(products: products, updates: windowCount)
        let rotation = rotationDegrees(to: newest)
        edge = newest
        return (newest, rotation)
    }

    /// The rotation from the window before; empty for the first. The union of both windows is the present one and the
    /// update that it has lost.
    private func rotationDegrees(to newest: Edge) -> [Double] {
        guard let edge else { return [] }
        let union = products.part(max(0, products.count - window - 1)..<products.count)
        return newest.rotationDegrees(from: edge, products: union)
    }

    /// Takes over what another window held.
    ///
    /// - Parameters:
    ///   - updates: how many; oldest first, `fill` writes one into the row that it is given.
    ///   - products: the products of these updates, and perhaps of one before them.
    /// - Precondition: no more updates than there is room for.
    func restore(updates: Int, products: UpdateProducts, fill: (Int, borrowing UpdateLedger) -> Void) {
        precondition(updates <= capacity && (updates...updates + 1).contains(products.count), "\(updates) updates")
        slots = Array(0..<updates)
        for slot in slots { fill(slot, rows[slot].update) }
        self.products = products
        edge = updates >= 2 ? Edge(products: products, updates: windowCount) : nil
    }

    /// The edge of the window before the present one; nil before that window held two updates, and where it was not
    /// taken over.
    var previousEdge: Edge? {
        let updates = products.count - 1
        return updates >= 2 ? Edge(products: products.part(0..<updates), updates: min(updates, window)) : nil
    }

    /// Whether `directions` has any.
    var hasDirections: Bool { (edge?.sigma.first ?? 0) > 0 }

    /// v_1 … v_n of the present window: [P] each, with norm 1. There are as many as there are updates at most, and none
    /// before the second update.
    ///
    /// - Parameter limit: n.
    package func directions(_ limit: Int) -> [[Float]] {
        guard let edge else { return [] }
        return (0..<min(limit, windowCount)).filter { edge.sigma[$0] > 0 }.map { k in
            var direction = [Double](repeating: 0, count: parameterCount)
            for (i, slot) in slots.suffix(windowCount).enumerated() {
                let coefficient = edge.coefficients[k][i]
                let (gradient, decay) = (rows[slot].update.gradient.base, rows[slot].update.decay.base)
                for index in 0..<parameterCount {
                    direction[index] += coefficient * (Double(gradient[index]) + Double(decay[index]))
                }
            }
            return direction.map { Float($0) }
        }
    }

    /// The products of the update with every one in the window, then with itself. Blocks are summed in their order.
    private func pairs(of update: borrowing UpdateLedger, on pool: WorkerPool) -> [UpdateProducts.Pair] {
        let gradient = update.gradient.base
        let decay = update.decay.base
        let others = slots.map { (rows[$0].update.gradient.base, rows[$0].update.decay.base) } + [(gradient, decay)]
        let blocks = (parameterCount + Self.blockLength - 1) / Self.blockLength
        let width = 4 * others.count
        var partial = [Double](repeating: 0, count: blocks * width)
        partial.withUnsafeMutableBufferPointer { partial in
            nonisolated(unsafe) let partial = partial
            pool.run(count: blocks) { block, _ in
                let start = block * Self.blockLength
                let length = min(Self.blockLength, parameterCount - start)
                for (j, other) in others.enumerated() {
                    let sums = DotProducts.cross(
                        gradient + start, decay + start, with: other.0 + start, other.1 + start, count: length)
                    let base = block * width + 4 * j
                    (partial[base], partial[base + 1], partial[base + 2], partial[base + 3]) = sums
                }
            }
        }
        return others.indices.map { j in
            var pair = UpdateProducts.Pair()
            for block in 0..<blocks {
                let base = block * width + 4 * j
                pair.gradientGradient += partial[base]
                pair.gradientDecay += partial[base + 1]
                pair.decayGradient += partial[base + 2]
                pair.decayDecay += partial[base + 3]
            }
            return pair
        }
    }
}
