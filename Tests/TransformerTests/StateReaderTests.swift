import Kernels
import TestSupport
import Testing
import Transformer

@Suite("State reader")
struct StateReaderTests {
    /// Some 1,500 tokens: several chunks.
    private static func sequences(_ test: ModelCase) -> [LabelledSequence] {
        test.sequences + ModelCase.random(test.shape, count: 400)
    }

    /// A token that is scored, with all that is read there.
    private struct Token {
        let target: Int32
        let position: Int32
        /// Streams and normed, one after the other.
        let states: [Double]
    }

    private static func naive(_ test: ModelCase, _ model: borrowing TinyModel) -> [Token] {
        let twin = model.naive
        return sequences(test).flatMap { sequence in
            let (streams, normed) = twin.states(sequence)
            return (0..<normed.rows).filter { sequence.targets[$0] >= 0 }.map { row in
                Token(
                    target: sequence.targets[row], position: Int32(row),
                    states: (streams + [normed]).flatMap { $0.row(row) })
            }
        }
    }

    @Test("every scored token's states as the naive twin's, in a row of its weight", arguments: ModelCase.all)
    func states(test: ModelCase) throws {
        let model = TinyModel(test.shape)
        let reader = StateReader(model: model.model, sequences: Self.sequences(test))
        let states = reader.read(model.views)
        let (rows, width) = (reader.rows, test.shape.modelWidth)
        #expect(states.width == width && states.streams.count == test.shape.layers + 1)
        #expect(reader.sequenceCount == Self.sequences(test).count)
        #expect((states.streams + [states.normed]).allSatisfy { $0.count == rows.count * width })
        let read = (0..<rows.count).map { row in
            (states.streams + [states.normed]).flatMap { $0[row * width..<(row + 1) * width].map { Double($0) } }
        }

        var found = [Int32](repeating: 0, count: rows.count)
        let tokens = Self.naive(test, model)
        for token in tokens {
            // Equal sequences may lie in two chunks: then either row will do, as long as all tokens find room.
            let row = (0..<rows.count).first { row in
                rows.classes[row] == token.target && rows.positions[row] == token.position
                    && found[row] < rows.weights[row] && relativeError(read[row], token.states) < 1e-5
            }
            found[try #require(row, "no row for \(token)")] += 1
        }
        #expect(found == rows.weights && rows.tokenCount == tokens.count)
        #expect(rows.count < tokens.count, "nothing was shared")
    }

    @Test("the normed states alone are the same bits", arguments: ModelCase.all) func normedAlone(test: ModelCase) {
        let model = TinyModel(test.shape)
        let reader = StateReader(model: model.model, sequences: Self.sequences(test))
        let states = reader.read(model.views)
        #expect(reader.readNormed(model.views) == states.normed)
        let other = TinyModel(test.shape, seed: 9)
        #expect(reader.readNormed(other.views) != states.normed)
        #expect(reader.readNormed(model.views) == states.normed, "something was left behind")
    }

    @Test("reading changes no parameter") func untouched() {
        let model = TinyModel(ModelCase.causal.shape)
        let before = model.parameters.contents()
        _ = StateReader(model: model.model, sequences: ModelCase.causal.sequences).read(model.views)
        #expect(model.parameters.contents() == before)
    }
}
