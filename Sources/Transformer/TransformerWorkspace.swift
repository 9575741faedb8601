package import Kernels

/// The activations of one shard: memory for batches up to a size, made once and used for every step.
package final class TransformerWorkspace: @unchecked Sendable {
    /// What it has room for.
    package let room: PackedRowCounts
    let purpose: Purpose
    /// Set it to learn where the time goes.
    package var clock: PhaseClock?

    let encoder: StackActivations
    let decoder: StackActivations?
    /// The LayerNorm between decoder and head.
    let outputStatistics: LayerNorm.Statistics
    let outputNormed: Matrix
    /// [M, C]; log-probabilities or the loss's gradient once scored.
    package let logits: Matrix
    let gradients: Gradients?

    private let arena: Arena

    struct Gradients {
        let encoder: StackGradients
        let decoder: StackGradients?
        /// The gradient of what the encoder hands to the head or to the decoder, [N, D].
        let encoderHidden: Matrix
        /// The gradients of what the decoder hands to the last LayerNorm, and of what that hands to the head, [N, D].
        let decoderHidden: Matrix
        let outputNormed: Matrix
    }

    /// What is going to be done with the activations.
    package enum Purpose: Sendable {
        /// Every layer's activations are kept for backward.
        case training
        /// All layers share the memory of one, which then stays in the cache.
        case evaluation
        /// Every layer's activations are kept to be looked at (`ForwardPass`, `StateReader`); there is no backward.
        case inspection
    }

    private struct Parts {
        let encoder: StackActivations
        let decoder: StackActivations?
        let outputStatistics: LayerNorm.Statistics
        let outputNormed: Matrix
        let logits: Matrix
        let gradients: Gradients?

        init(_ carver: inout Carver, shape: TransformerShape, room: PackedRowCounts, purpose: Purpose) {
            let keptLayers = purpose == .evaluation ? 1 : shape.layers
            let width = shape.modelWidth
            encoder = StackActivations(
                &carver, shape: shape, rows: room.encoder, memory: nil, keptLayers: keptLayers)
            if let rows = room.decoder {
                decoder = StackActivations(
                    &carver, shape: shape, rows: rows, memory: room.encoder, keptLayers: keptLayers)
            } else {
                decoder = nil
            }
            let decoderRows = room.decoder?.rows ?? 0
            outputStatistics = carver.statistics(decoderRows)
            outputNormed = carver.matrix(decoderRows, width)
            logits = carver.matrix(room.logits, shape.classes)
            guard purpose == .training else {
                gradients = nil
                return
            }
            let encoderGradients = StackGradients(&carver, shape: shape, rows: room.encoder, memoryRows: 0)
            var decoderGradients: StackGradients?
            if let rows = room.decoder {
                decoderGradients = StackGradients(
                    &carver, shape: shape, rows: rows, memoryRows: room.encoder.rows)
            }
            gradients = Gradients(
                encoder: encoderGradients, decoder: decoderGradients,
                encoderHidden: carver.matrix(room.encoder.rows, width),
                decoderHidden: carver.matrix(decoderRows, width), outputNormed: carver.matrix(decoderRows, width))
        }
    }

    /// - Precondition: there is room for a decoder if and only if the shape has one, and sequences fit their contexts.
    package init(shape: TransformerShape, room: PackedRowCounts, purpose: Purpose) {
        precondition((shape.decoder == nil) == (room.decoder == nil), "a decoder without room, or room without one")
        precondition(
            room.encoder.longestSequence <= shape.encoder.contextLength
                && (room.decoder?.longestSequence ?? 0) <= (shape.decoder?.contextLength ?? 0),
            "sequences of \(room.encoder.longestSequence) and \(room.decoder?.longestSequence ?? 0) "
                + "do not fit the contexts"
        )
        self.room = room
        self.purpose = purpose
        var measure = Carver.measuring()
        _ = Parts(&measure, shape: shape, room: room, purpose: purpose)
        arena = Arena(count: measure.count)
        var carver = Carver(base: arena.base)
        let parts = Parts(&carver, shape: shape, room: room, purpose: purpose)
        encoder = parts.encoder
        decoder = parts.decoder
        outputStatistics = parts.outputStatistics
        outputNormed = parts.outputNormed
        logits = parts.logits
        gradients = parts.gradients
    }
}
