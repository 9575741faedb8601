import Foundation
import RunEvents
import Testing

@Suite("Readout and function records")
struct ReadoutRecordTests {
    @Test("records come back from JSON as they were, figures that there are none of too") func roundTrips() throws {
        let readout = ReadoutRecord.Readout(r2: 0.98, unseenR2: nil, accuracy: 0.5)
        let readouts = ReadoutRecord.Readouts(
            linear: readout, quadratic: ReadoutRecord.Readout(r2: nil, unseenR2: nil, accuracy: nil), mlp: readout)
        let record = ReadoutRecord(
            step: 4, coordinate: .token, sequences: 3, fittedTokens: 7, scoredTokens: 3, unseenTokens: 1,
            sampledTokens: 5, sampledRows: 4, streams: [readouts, readouts], normed: readouts)
        let data = try JSONEncoder().encode(record)
        #expect(try JSONDecoder().decode(ReadoutRecord.self, from: data) == record)

        let fourier = FunctionRecord.Fourier(
            axis: .position, values: 5, shares: [0.25, 0.75], frequency: 2, concentration: 0.75)
        let function = FunctionRecord(
            step: 4, interval: 100, window: 5, coordinate: .token, sequences: 3, fittedTokens: 7, scoredTokens: 3,
            epsilon: 0.1,
            directions: [
                FunctionRecord.Response(direction: 1, size: 2, readout: readout, fourier: fourier, circularR2: 0.5)
            ],
            controls: [FunctionRecord.Response(direction: 1, size: 0, readout: readout, fourier: nil)])
        let functionData = try JSONEncoder().encode(function)
        #expect(try JSONDecoder().decode(FunctionRecord.self, from: functionData) == function)
    }
}
