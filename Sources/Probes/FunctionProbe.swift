internal import Kernels
package import RunEvents
package import SpectralEdge
internal import Transformer

/// Whether v_1…v_4 act on what the task is about.
///
/// With Δh the change of what the head reads under θ_S + ε v_k, ε = 0.005 ‖θ_S‖: *functional R²* is that of ridge (α = 1) from
/// Δh to the task's coordinate, and *Fourier concentration* how much of Δh's mean over tokens, as a function of the coordinate,
/// is in one frequency (`ResponseSpectrum`). Ridge is not free of scale: a response much smaller than α counts as none.
package enum FunctionProbe {
    /// ε in units of ‖θ_S‖.
    package static let relativeStep = 0.005
    /// Random directions measured beside.
    package static let controls = 3

    /// - Returns: nil if cancelled.
    package static func run(
        _ context: ProbeContext, _ snapshot: EdgeSnapshot, isCancelled: () -> Bool
    ) -> FunctionRecord? {
        let bench = ProbeBench(model: context.model, sequences: context.readoutSequences, snapshot: snapshot)
        let reader = StateReader(model: context.model, sequences: context.readoutSequences)
        var generator = RandomGenerator(seed: context.config.seed, stream: .probes)
        let sample = ReadoutSample(
            task: context.config.task, classes: context.model.shape.classes, rows: reader.rows, from: &generator)
        let base = reader.readNormed(bench.unmoved())
        let epsilon = relativeStep * bench.trackedNorm

        func responses(_ directions: [[Double]]) -> [FunctionRecord.Response]? {
            var responses: [FunctionRecord.Response] = []
            for (index, direction) in directions.enumerated() {
                if isCancelled() { return nil }
                let moved = reader.readNormed(bench.moved(along: direction, by: epsilon))
                let change = DoubleMatrix(
                    rows: reader.rows.count, columns: context.model.shape.modelWidth,
                    values: zip(moved, base).map { Double($0) - Double($1) })
                responses.append(response(index + 1, change, sample, context))
            }
            return responses
        }
        let random = (0..<controls).map { _ in
            let vector = Directions.random(count: snapshot.trackedRange.count, from: &generator)
            let norm = Directions.norm(vector)
            return vector.map { $0 / norm }
        }
        guard let directions = responses(snapshot.directions.map { $0.map { Double($0) } }),
            let controls = responses(random)
        else { return nil }
        return FunctionRecord(
            step: snapshot.step, interval: context.config.spectrum.interval, window: context.config.spectrum.window,
            coordinate: sample.coordinate, sequences: reader.sequenceCount, fittedTokens: Int(sample.split.fit.total),
            scoredTokens: Int(sample.split.score.total), epsilon: epsilon, directions: directions, controls: controls)
    }

    private static func response(
        _ direction: Int, _ change: DoubleMatrix, _ sample: ReadoutSample, _ context: ProbeContext
    ) -> FunctionRecord.Response {
        var squares = 0.0
        for row in 0..<change.rows {
            let length = change.values[row * change.columns..<(row + 1) * change.columns].reduce(0) { $0 + $1 * $1 }
            squares += Double(sample.rows.weights[row]) * length
        }
        let axis = axis(sample.coordinate)
        return FunctionRecord.Response(
            direction: direction, size: (squares / Double(sample.rows.tokenCount)).squareRoot(),
            readout: sample.readout(change) { LinearReadout.predictions($0, fit: sample.split.fit) },
            fourier: ResponseSpectrum.measure(
                change, axis: axis, places: axis == .position ? sample.rows.positions : sample.rows.classes,
                weights: sample.rows.weights, classes: context.model.shape.classes))
    }

    private static func axis(_ coordinate: TaskCoordinate) -> FunctionRecord.Fourier.Axis {
        switch coordinate {
        case .depth: .depth
        case .residue: .residue
        case .token: .position
        }
    }
}
