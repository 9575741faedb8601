internal import Dispatch
internal import Kernels
package import RunEvents
package import SpectralEdge
internal import Synchronization
internal import Transformer

/// Measures, again and again as a run goes on, how small steps along its directions change the head's input;
/// `FunctionProbe` says what is measured.
///
/// Threads share the directions, each direction whole on one thread, so their number changes no bit. Only one
/// measurement may run at a time.
package final class ResponseMeter: @unchecked Sendable {
    private let context: ProbeContext
    private let controls: Int
    /// One reader for each thread.
    private let readers: [StateReader]

    /// Makes a meter.
    ///
    /// - Parameters:
    ///   - threads: how many threads measure.
    ///   - controls: how many random directions are measured as controls.
    package init(_ context: ProbeContext, threads: Int, controls: Int) {
        precondition(threads >= 1, "\(threads) threads")
        self.context = context
        self.controls = controls
        readers = (0..<threads).map { _ in StateReader(model: context.model, sequences: context.readoutSequences) }
    }

    /// Measures the responses at a snapshot.
    ///
    /// - Parameters:
    ///   - isCancelled: called on every thread that measures.
    ///   - progress: receives the share that is done, on any thread but never on two at once.
    /// - Returns: nil if cancelled.
    package func measure(
        _ snapshot: EdgeSnapshot, isCancelled: () -> Bool, progress: (Double) -> Void = { _ in }
    ) -> FunctionRecord? {
        var generator = RandomGenerator(seed: context.config.seed, stream: .probes)
        let sample = ReadoutSample(
            coordinate: context.coordinate, classes: context.model.shape.classes, rows: readers[0].rows,
            from: &generator)
        let followed = numbered(snapshot.directions.map { $0.map { Double($0) } })
        let random = randomDirections(count: snapshot.trackedRange.count, from: &generator)
        let lanes = readers.map {
            Lane(reader: $0, parameters: MovableParameters(model: context.model, snapshot: snapshot))
        }
        let epsilon = FunctionProbe.relativeStep * lanes[0].parameters.trackedNorm
        let responses = responses(
            along: followed + random, by: epsilon, lanes, sample, isCancelled: isCancelled, progress: progress)
        guard let responses else { return nil }
        return FunctionRecord(
            step: snapshot.step, interval: context.config.spectrum.interval, window: context.config.spectrum.window,
            coordinate: sample.coordinate, sequences: readers[0].sequenceCount,
            fittedTokens: Int(sample.split.fit.total),
            scoredTokens: Int(sample.split.score.total), epsilon: epsilon,
            directions: Array(responses.prefix(followed.count)),
            controls: Array(responses.dropFirst(followed.count)))
    }

    /// A direction of length 1, and its number in the record.
    private typealias Numbered = (number: Int, vector: [Double])

    private func numbered(_ directions: [[Double]]) -> [Numbered] {
        directions.enumerated().map { ($0 + 1, $1) }
    }

    /// The controls' directions.
    private func randomDirections(count: Int, from generator: inout RandomGenerator) -> [Numbered] {
        numbered(
            (0..<controls).map { _ in
                let vector = Directions.random(count: count, from: &generator)
                let norm = Directions.norm(vector)
                return vector.map { $0 / norm }
            })
    }

    /// The responses to a step along each direction, in the order of the directions; nil if cancelled.
    private func responses(
        along directions: [Numbered], by epsilon: Double, _ lanes: [Lane], _ sample: ReadoutSample,
        isCancelled: () -> Bool, progress: (Double) -> Void
    ) -> [FunctionRecord.Response]? {
        if isCancelled() { return nil }
        let base = lanes[0].reader.readNormed(lanes[0].parameters.unmoved())
        let found = Mutex<[Int: FunctionRecord.Response]>([:])
        withoutActuallyEscaping(isCancelled) { isCancelled in
            nonisolated(unsafe) let isCancelled = isCancelled
            nonisolated(unsafe) let progress = progress
            DispatchQueue.concurrentPerform(iterations: lanes.count) { lane in
                for index in stride(from: lane, to: directions.count, by: lanes.count) {
                    if isCancelled() { return }
                    let moved = lanes[lane].reader.readNormed(
                        lanes[lane].parameters.moved(along: directions[index].vector, by: epsilon))
                    let response = response(directions[index].number, from: base, to: moved, sample)
                    found.withLock { found in
                        found[index] = response
                        progress(Double(found.count) / Double(directions.count))
                    }
                }
            }
        }
        let responses = found.withLock(\.self).sorted { $0.key < $1.key }.map(\.value)
        return responses.count == directions.count ? responses : nil
    }

    private struct Lane: @unchecked Sendable {
        let reader: StateReader
        let parameters: MovableParameters
    }

    private func response(
        _ direction: Int, from base: [Float], to moved: [Float], _ sample: ReadoutSample
    ) -> FunctionRecord.Response {
        let change = DoubleMatrix(
            rows: sample.rows.count, columns: context.model.shape.modelWidth,
            values: zip(moved, base).map { Double($0) - Double($1) })
        var squares = 0.0
        for row in 0..<change.rows {
            let length = change.values[row * change.columns..<(row + 1) * change.columns].reduce(0) { $0 + $1 * $1 }
            squares += Double(sample.rows.weights[row]) * length
        }
        let axis = FunctionRecord.Fourier.Axis(sample.coordinate)
        let fourier = ResponseSpectrum.measure(
            change, axis: axis, places: axis == .position ? sample.rows.positions : sample.rows.classes,
            weights: sample.rows.weights, classes: context.model.shape.classes)
        let ridge = LinearReadout(change, fit: sample.split.fit)
        return FunctionRecord.Response(
            direction: direction, size: (squares / Double(sample.rows.tokenCount)).squareRoot(),
            readout: sample.readout { ridge?.predictions(of: $0) },
            fourier: fourier,
            circularR2: fourier.flatMap { fourier in
                guard axis == .residue else { return nil }
                return CircularReadout.r2(
                    ridge, residues: sample.rows.classes, frequency: fourier.frequency, of: fourier.values,
                    over: sample.split.score)
            })
    }
}

extension FunctionRecord.Fourier.Axis {
    /// The axis for a coordinate. The order of token numbers means nothing, so a nominal coordinate uses positions.
    fileprivate init(_ coordinate: TaskCoordinate) {
        self =
            switch coordinate.scale {
            case .quantity: .depth
            case .cyclic: .residue
            case .nominal: .position
            }
    }
}
