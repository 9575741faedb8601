internal import Kernels

/// A layer's attention to its own stack, on every row of its residual stream: middle = x + W_O attention(norm1(x)).
///
/// The first layer finds its projections done (`StackInput`).
struct SelfAttentionLayer {
    let attention: Attention
    let spans: AttentionSpans
    /// The number of the layer, from 0.
    let index: Int

    /// Leaves the residual stream after attention in the layer's `middle` [N, D].
    func forward(_ pass: StackForward) {
        let layer = pass.activations.layers[index]
        let stream = layer.input.prefix(spans.queryCount)
        let projections = layer.projections.prefix(spans.queryCount)
        if index > 0 {
            projection(pass.parameters, layer).forward(stream: stream, output: projections)
        }
        block(pass.parameters, pass.activations).forward(
            input: ProjectionParts(projections).all, residual: stream, output: layer.middle.prefix(spans.queryCount))
    }

    /// Takes the gradient of `middle` in `streamGradient` [N, D] and leaves that of the layer's input there. The first
    /// layer's is left with the gradient of the projections, for `StackInput`.
    func backward(_ pass: StackBackward, streamGradient: Matrix) {
        let rows = streamGradient.rows
        let layer = pass.activations.layers[index]
        let gradients = pass.gradients.layers[index].selfAttention
        let branch = pass.scratch.branch.prefix(rows)
        let projectionsGradient = pass.scratch.projections.prefix(rows)
        block(pass.parameters, pass.activations).backward(
            input: ProjectionParts(layer.projections.prefix(rows)).all, gradients: gradients,
            outputGradient: streamGradient, branch: branch, inputGradient: ProjectionParts(projectionsGradient).all)
        guard index > 0 else { return }
        projection(pass.parameters, layer).backward(
            stream: layer.input.prefix(rows), gradients: gradients, outputGradient: projectionsGradient, branch: branch,
            streamGradient: streamGradient)
    }

    private func projection(_ parameters: StackParameters, _ layer: StackActivations.Layer) -> NormedLinear {
        NormedLinear(
            parameters: parameters.layers[index].selfAttention, statistics: layer.statistics, normed: layer.normed)
    }

    private func block(_ parameters: StackParameters, _ activations: StackActivations) -> AttentionBlock {
        AttentionBlock(
            attention: attention, spans: spans, parameters: parameters.layers[index].selfAttention,
            activations: activations.layers[index].selfAttention, scratch: activations.attentionScratch)
    }
}
