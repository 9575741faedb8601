internal import Kernels

/// The network ŷ = W₂ relu(W₁x + b₁) + b₂ in single precision, with its own Adam. It has rows of B tokens, I inputs, H
/// hidden units and K outputs.
final class ReadoutNetwork {
    private let layout: Layout
    private let parameters: Arena
    private let gradients: Arena
    private let moments: AdamW.Moments
    private var steps = 0
    private let learningRate: Double
    /// The buffers of one batch: hidden [B, H] and its gradient, outputs [B, K].
    private let batch: Arena
    private let batchRows: Int

    /// The places of W₁ [H, I], b₁ [H], W₂ [K, H] and b₂ [K].
    private struct Layout {
        let inputs: Int
        let hidden: Int
        let outputs: Int

        var count: Int { hidden * (inputs + 1) + outputs * (hidden + 1) }
        func inner(_ base: UnsafeMutablePointer<Float>) -> Matrix { Matrix(base: base, rows: hidden, columns: inputs) }
        func innerBias(_ base: UnsafeMutablePointer<Float>) -> UnsafeMutablePointer<Float> { base + hidden * inputs }
        func outer(_ base: UnsafeMutablePointer<Float>) -> Matrix {
            Matrix(base: innerBias(base) + hidden, rows: outputs, columns: hidden)
        }
        func outerBias(_ base: UnsafeMutablePointer<Float>) -> UnsafeMutablePointer<Float> {
            innerBias(base) + hidden + outputs * hidden
        }
    }

    /// Draws every parameter uniformly from ±1/√fan-in.
    ///
    /// - Parameter batchRows: the most rows of a step or a prediction.
    init(
        inputs: Int, hidden: Int, outputs: Int, batchRows: Int, learningRate: Double,
        from generator: inout RandomGenerator
    ) {
        layout = Layout(inputs: inputs, hidden: hidden, outputs: outputs)
        parameters = Arena(count: layout.count)
        gradients = Arena(count: layout.count)
        moments = AdamW.Moments(count: layout.count)
        batch = Arena(count: batchRows * (2 * hidden + outputs))
        self.batchRows = batchRows
        self.learningRate = learningRate
        let innerCount = hidden * (inputs + 1)
        for index in 0..<layout.count {
            let bound = 1 / Double(index < innerCount ? inputs : hidden).squareRoot()
            parameters.base[index] = Float(bound * (2 * generator.uniform() - 1))
        }
    }

    /// The parameters, to save and restore them.
    var contents: [Float] {
        get { parameters.contents() }
        set { parameters.replaceContents(with: newValue) }
    }

    /// The outputs [B, K], in memory that the next call overwrites.
    func forward(_ input: Matrix) -> Matrix {
        precondition(input.rows <= batchRows, "\(input.rows) rows, room for \(batchRows)")
        let (base, hidden, outputs) = (parameters.base, hidden(input.rows), outputs(input.rows))
        Linear.forward(input: input, weight: layout.inner(base), bias: layout.innerBias(base), output: hidden)
        for index in 0..<hidden.count { hidden.base[index] = max(hidden.base[index], 0) }
        Linear.forward(input: hidden, weight: layout.outer(base), bias: layout.outerBias(base), output: outputs)
        return outputs
    }

    /// Σ over rows and outputs of (ŷ − y)², in double.
    func squaredError(_ input: Matrix, _ targets: Matrix) -> Double {
        let outputs = forward(input)
        var sum = 0.0
        for index in 0..<outputs.count {
            let error = Double(outputs.base[index] - targets.base[index])
            sum += error * error
        }
        return sum
    }

    /// One step of Adam on the mean over rows of Σ_k (ŷ_k − y_k)².
    func step(_ input: Matrix, _ targets: Matrix) {
        let outputs = forward(input)
        let scale = 2 / Float(input.rows)
        for index in 0..<outputs.count { outputs.base[index] = scale * (outputs.base[index] - targets.base[index]) }
        backward(input, outputGradient: outputs)
        steps += 1
        let update = AdamW(
            step: steps, learningRate: learningRate, weightDecay: 0, beta1: 0.9, beta2: 0.999, epsilon: 1e-8,
            clipFactor: 1)
        update.update(
            parameters, gradient: gradients, moments: moments, range: 0..<layout.count, gradientLedger: nil,
            decayLedger: nil)
    }

    private func backward(_ input: Matrix, outputGradient: Matrix) {
        let (hidden, hiddenGradient, base) = (hidden(input.rows), hiddenGradient(input.rows), gradients.base)
        gradients.fill(0)
        Linear.backward(
            input: hidden, weight: layout.outer(parameters.base), outputGradient: outputGradient,
            inputGradient: hiddenGradient, weightGradient: layout.outer(base), biasGradient: layout.outerBias(base))
        for index in 0..<hidden.count where hidden.base[index] <= 0 { hiddenGradient.base[index] = 0 }
        MatrixProduct.transposedTimes(hiddenGradient, input, into: layout.inner(base), .overwritten)
        let bias = layout.innerBias(base)
        for row in 0..<hiddenGradient.rows {
            for unit in 0..<hiddenGradient.columns { bias[unit] += hiddenGradient[row, unit] }
        }
    }

    private func hidden(_ rows: Int) -> Matrix { Matrix(base: batch.base, rows: rows, columns: layout.hidden) }

    private func hiddenGradient(_ rows: Int) -> Matrix {
        Matrix(base: batch.base + batchRows * layout.hidden, rows: rows, columns: layout.hidden)
    }

    private func outputs(_ rows: Int) -> Matrix {
        Matrix(base: batch.base + 2 * batchRows * layout.hidden, rows: rows, columns: layout.outputs)
    }
}
