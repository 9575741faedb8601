import Kernels
import TestSupport
import Testing
import Transformer

/// The states between embedding and head against the naive twin's.
@Suite("Residual streams, looked at")
struct StreamReadingTests {
    /// The states of a sequence's tokens, in the order of `ForwardPass.streams`.
    private static func states(_ naive: NaiveTransformer, _ sequence: LabelledSequence) -> [Grid] {
        var observed = naive
        var seen: [String: Grid] = [:]
        observed.onStream = { seen[$0] = $1 }
        _ = observed.logits(sequence)
        let layers = naive.shape.decoder == nil ? "body.layers" : "body.decoder.layers"
        let names = (0..<naive.shape.layers).map { "\(layers).\($0)" } + [layers, "head"]
        let states = names.map { seen[$0]! }
        // Where first tokens are read out, nothing else is there after the last layer.
        guard naive.shape.readOut == .firstToken else { return states }
        return states.enumerated().map { $0.offset < naive.shape.layers ? $0.element : $0.element.rows(0..<1) }
    }

    @Test("of a sequence alone, token by token", arguments: ModelCase.all)
    func alone(test: ModelCase) {
        let model = TinyModel(test.shape)
        for sequence in test.sequences {
            let expected = Self.states(model.naive, sequence)
            let batch = model.batch([sequence])
            let workspace = model.workspace(batch, .inspection)
            model.model.forward(parameters: model.views, batch: batch, workspace: workspace)
            withExtendedLifetime(workspace) {
                let streams = ForwardPass(model: model.model, batch: batch, workspace: workspace).streams
                #expect(streams.count == test.shape.layers + 2)
                for (stream, twin) in zip(streams, expected) {
                    #expect(stream.positions == Array(0..<twin.rows))
                    #expect(stream.copies.allSatisfy { $0 == 1 })
                    let differences = zip(Grid(stream.states).values, twin.values).map { abs($0 - $1) }
                    #expect(stream.states.rows == twin.rows && differences.max()! < 1e-5)
                }
            }
        }
    }

    @Test("sums by position over sequences that share rows", arguments: ModelCase.all)
    func shared(test: ModelCase) {
        let model = TinyModel(test.shape)
        let naive = model.naive
        let sequences = test.sequences + ModelCase.random(test.shape, count: 40)
        let batch = model.batch(sequences)
        let workspace = model.workspace(batch, .inspection)
        model.model.forward(parameters: model.views, batch: batch, workspace: workspace)
        let expected = sequences.map { Self.states(naive, $0) }
        withExtendedLifetime(workspace) {
            let streams = ForwardPass(model: model.model, batch: batch, workspace: workspace).streams
            for (index, stream) in streams.enumerated() { check(stream, expected.map { $0[index] }) }
        }
    }

    private func check(_ stream: StreamReading, _ expected: [Grid]) {
        for position in 0...stream.positions.max()! {
            let rows = stream.positions.indices.filter { stream.positions[$0] == position }
            let twins = expected.filter { $0.rows > position }
            #expect(rows.reduce(0) { $0 + Int(stream.copies[$1]) } == twins.count)
            for column in 0..<stream.states.columns {
                let sum = rows.reduce(0.0) { $0 + Double(stream.copies[$1]) * Double(stream.states[$1, column]) }
                let twin = twins.reduce(0.0) { $0 + $1[position, column] }
                #expect(abs(sum - twin) < 1e-4, "position \(position), column \(column)")
            }
        }
    }
}
