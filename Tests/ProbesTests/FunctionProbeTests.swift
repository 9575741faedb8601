import Probes
import RunEvents
import SpectralEdge
import Testing

@Suite("Function probe")
struct FunctionProbeTests {
    @Test("a direction that moves states by the coordinate has R² near 1, one that does not near 0") func planted()
        throws
    {
        let planted = PlantedModel()
        let record = try #require(FunctionProbe.run(planted.context, planted.snapshot, isCancelled: { false }))
        #expect(record.step == 7 && record.interval == 100 && record.window == 5 && record.coordinate == .depth)
        #expect(record.sequences == 160 && record.fittedTokens == 560 && record.scoredTokens == 240)
        #expect(record.directions.map(\.direction) == [1, 2] && record.controls.map(\.direction) == [1, 2, 3])
        let (along, beside) = (record.directions[0], record.directions[1])
        #expect(try #require(along.readout.r2) > 0.99)
        #expect(abs(try #require(beside.readout.r2)) < 0.05)
        #expect(along.readout.accuracy == nil, "depth is a quantity")
        #expect(along.size > 0.1 && beside.size > 0.1, "both move the states")
    }

    @Test("ε is 0.005 ‖θ_S‖") func epsilon() throws {
        let planted = PlantedModel()
        let record = try #require(FunctionProbe.run(planted.context, planted.snapshot, isCancelled: { false }))
        let squares = planted.snapshot.parameters[planted.snapshot.trackedRange].reduce(0.0) { $0 + Double($1 * $1) }
        #expect(abs(record.epsilon - 0.005 * squares.squareRoot()) < 1e-6 * record.epsilon)
    }

    @Test("the mean response grows along the coordinate: its spectrum is of depths 0, 1, 2") func fourier() throws {
        let planted = PlantedModel()
        let record = try #require(FunctionProbe.run(planted.context, planted.snapshot, isCancelled: { false }))
        let fourier = try #require(record.directions[0].fourier)
        #expect(fourier.axis == .depth && fourier.values == 3 && fourier.shares == [1])
        #expect(fourier.frequency == 1 && fourier.concentration == 1)
    }

    @Test("the same each time; the snapshot's parameters stay") func deterministic() throws {
        let planted = PlantedModel()
        let before = planted.snapshot.parameters
        let first = FunctionProbe.run(planted.context, planted.snapshot, isCancelled: { false })
        #expect(first != nil && FunctionProbe.run(planted.context, planted.snapshot, isCancelled: { false }) == first)
        #expect(planted.snapshot.parameters == before)
    }

    @Test("cancelled at any place it answers nothing", arguments: 0..<5) func cancelled(after: Int) {
        let planted = PlantedModel(sequences: 5)
        var asked = 0
        let record = FunctionProbe.run(planted.context, planted.snapshot) {
            asked += 1
            return asked > after
        }
        #expect(record == nil && asked == after + 1)
    }
}
