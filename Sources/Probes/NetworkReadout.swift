package import Kernels

/// The readout by a network with one hidden layer (`ReadoutNetwork`), fitted by Adam to the mean square and stopped
/// early.
///
/// States and targets are first scaled to mean 0 and deviation 1 over the fitted tokens. A random 15 % of these tokens
/// are held out; the readout keeps the parameters after the epoch with the least mean square on them. The same
/// generator gives the same fit, to the bit where OpenBLAS picks the same kernels.
package enum NetworkReadout {
    /// How many hidden units the network has.
    package static let hiddenWidth = 64
    private static let batchTokens = 256
    private static let learningRate = 5e-3
    private static let epochs = 100
    /// How many epochs without a new best end the fit.
    private static let patience = 10

    /// Fits the network, and predicts the targets for all rows.
    ///
    /// - Returns: predictions of all rows, [K, M], which are NaN where states are not finite. If cancelled, the
    ///   predictions are those of the best epoch so far.
    package static func predictions(
        _ problem: ReadoutProblem, fit: WeightedRows, from generator: inout RandomGenerator, isCancelled: () -> Bool
    ) -> DoubleMatrix {
        let (states, targets) = (problem.states, problem.targets)
        let inputs = StandardizedRows(rows: states.rows, columns: states.columns, fit: fit) { states[$0, $1] }
        let outputs = StandardizedRows(rows: states.rows, columns: targets.rows, fit: fit) { targets[$1, $0] }
        let network = ReadoutNetwork(
            inputs: states.columns, hidden: hiddenWidth, outputs: targets.rows, batchRows: batchTokens,
            learningRate: learningRate, from: &generator)

        let tokens: [Int32] = zip(fit.indices, fit.weights).flatMap { row, weight in
            Array(repeating: Int32(row), count: Int(weight))
        }
        train(network, on: tokens, inputs, outputs, from: &generator, isCancelled: isCancelled)
        return predictions(of: network, inputs, outputs)
    }

    /// Goes through the tokens again and again, and leaves the network as it was after its best epoch.
    private static func train(
        _ network: ReadoutNetwork, on fitted: [Int32], _ inputs: borrowing StandardizedRows,
        _ outputs: borrowing StandardizedRows, from generator: inout RandomGenerator, isCancelled: () -> Bool
    ) {
        var tokens = fitted
        Shuffle.apply(to: &tokens, from: &generator)
        let heldOut = Array(tokens.prefix(tokens.count * 15 / 100))
        tokens.removeFirst(heldOut.count)
        let room = Batch(rows: batchTokens, inputs: inputs.matrix.columns, outputs: outputs.matrix.columns)

        var (best, bestError, epochsSince) = (network.contents, Double.infinity, 0)
        for _ in 0..<epochs {
            if isCancelled() || epochsSince == patience { break }
            Shuffle.apply(to: &tokens, from: &generator)
            for batch in batches(of: tokens.count) {
                let (input, target) = room.gather(tokens[batch], inputs.matrix, outputs.matrix)
                network.step(input, target)
            }
            var error = 0.0
            for batch in batches(of: heldOut.count) {
                let (input, target) = room.gather(heldOut[batch], inputs.matrix, outputs.matrix)
                error += network.squaredError(input, target)
            }
            epochsSince += 1
            if error < bestError { (best, bestError, epochsSince) = (network.contents, error, 0) }
        }
        network.contents = best
    }

    /// The network's outputs for all rows, on the scale of the targets, [K, M].
    private static func predictions(
        of network: ReadoutNetwork, _ inputs: borrowing StandardizedRows, _ outputs: borrowing StandardizedRows
    ) -> DoubleMatrix {
        var predictions = DoubleMatrix(rows: outputs.matrix.columns, columns: inputs.matrix.rows)
        for rows in batches(of: predictions.columns) {
            let values = network.forward(inputs.matrix.rows(rows))
            for row in rows {
                for output in 0..<predictions.rows {
                    predictions[output, row] =
                        outputs.means[output]
                        + outputs.deviations[output] * Double(values[row - rows.lowerBound, output])
                }
            }
        }
        return predictions
    }

    private static func batches(of count: Int) -> [Range<Int>] {
        stride(from: 0, to: count, by: batchTokens).map { $0..<min($0 + batchTokens, count) }
    }

    /// Memory for the rows of a batch.
    private struct Batch: ~Copyable {
        private let arena: Arena
        private let input: Matrix
        private let target: Matrix

        init(rows: Int, inputs: Int, outputs: Int) {
            arena = Arena(count: rows * (inputs + outputs))
            input = Matrix(base: arena.base, rows: rows, columns: inputs)
            target = Matrix(base: arena.base + rows * inputs, rows: rows, columns: outputs)
        }

        func gather(_ tokens: ArraySlice<Int32>, _ inputs: Matrix, _ outputs: Matrix) -> (Matrix, Matrix) {
            let (rows, input, target) = (Array(tokens), input.prefix(tokens.count), target.prefix(tokens.count))
            RowSelection.gather(inputs, rows: rows, into: input)
            RowSelection.gather(outputs, rows: rows, into: target)
            return (input, target)
        }
    }
}
