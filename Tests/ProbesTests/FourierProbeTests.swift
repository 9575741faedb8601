import Foundation
import Kernels
import Probes
import RunEvents
import SpectralEdge
import Tasks
import Testing
import Transformer

@Suite("Fourier probe")
struct FourierProbeTests {
    private static func record(_ setting: ProbeSetting) throws -> FourierRecord {
        try #require(FourierProbe.run(setting.context, setting.snapshot, isCancelled: { false }))
    }

    /// Overwrites every row of a table.
    private static func plant(
        _ name: String, in parameters: inout [Float], _ table: ParameterTable,
        _ value: (_ row: Int, _ column: Int) -> Double
    ) {
        let entry = table[name]
        let columns = entry.shape[1]
        for index in 0..<entry.count {
            parameters[entry.offset + index] = Float(value(index / columns, index % columns))
        }
    }

    private static func wave(_ frequency: Int, _ row: Int, of count: Int, phase: Double = 0) -> Double {
        cos(2 * Double.pi * Double(frequency * row) / Double(count) + phase)
    }

    @Test("a frequency planted in the embedding of residues is the key frequency") func embedding() throws {
        let record = try Self.record(
            ProbeSetting(.modadd) { parameters, table in
                Self.plant("tok.weight", in: &parameters, table) { row, column in
                    Self.wave(4, row, of: 11, phase: Double(column)) + 0.5 * Self.wave(2, row, of: 11) + 3
                }
            })
        let spectrum = try #require(record.embedding)
        #expect(spectrum.length == 11 && spectrum.shares.count == 5)
        #expect(spectrum.top[0].frequency == 4 && abs(spectrum.top[0].share - 0.8) < 1e-6)
        #expect(spectrum.top[1].frequency == 2 && abs(spectrum.top[1].share - 0.2) < 1e-6)
        #expect(record.positional.isEmpty)
    }

    @Test("a frequency planted in the positions is that of the stream") func positions() throws {
        let record = try Self.record(
            ProbeSetting(.dyck) { parameters, table in
                Self.plant("tok.weight", in: &parameters, table) { _, column in Double(column) }
                Self.plant("pos.weight", in: &parameters, table) { row, column in
                    Self.wave(7, row, of: 24, phase: Double(column))
                }
            })
        #expect(record.embedding == nil)
        #expect(record.positional.map(\.layers) == [0, 1, 2, nil])
        #expect(record.positional.allSatisfy { $0.spectrum.length == 24 && $0.spectrum.shares.count == 12 })
        let spectrum = record.positional[0].spectrum
        #expect(spectrum.top[0].frequency == 7 && spectrum.top[0].share > 1 - 1e-10)
        #expect(abs(spectrum.varyingPower - 8) < 1e-5)
        // The constant is the mean of the squares of 0 … 15, over 16 columns.
        #expect(abs(spectrum.constantPower - 1240) < 1e-3)
    }

    @Test("the embedding's stream, position by position from the tables", arguments: [TaskName.dyck, .scan])
    func means(task: TaskName) throws {
        let setting = ProbeSetting(task)
        let (table, parameters) = (setting.context.model.table, setting.snapshot.parameters)
        let prefix = task == .scan ? "tgt_" : ""
        let (tokens, positions) = (table[prefix + "tok.weight"], table[prefix + "pos.weight"])
        let longest = setting.context.sequences.map(\.tokens.count).max()!
        let means = (0..<longest).map { position in
            let reach = setting.context.sequences.filter { $0.tokens.count > position }
            return (0..<16).map { column in
                reach.reduce(0.0) { sum, sequence in
                    sum + Double(parameters[tokens.offset + Int(sequence.tokens[position]) * 16 + column])
                        + Double(parameters[positions.offset + position * 16 + column])
                } / Double(reach.count)
            }
        }
        let power = FourierTransform.power(means)
        let spectrum = try Self.record(setting).positional[0].spectrum
        #expect(spectrum.length == longest)
        #expect(abs(spectrum.constantPower - power[0]) < 1e-5 * power[0])
        for (share, value) in zip(spectrum.shares, power[1...]) {
            #expect(abs(share * spectrum.varyingPower - value) < 1e-5 * (value + spectrum.varyingPower / 10))
        }
    }

    @Test("the same snapshot gives the same record, and stays as it is", arguments: ProbeSetting.tasks)
    func determinism(task: TaskName) throws {
        let setting = ProbeSetting(task)
        let parameters = setting.snapshot.parameters
        let record = try Self.record(setting)
        #expect(try Self.record(setting) == record)
        #expect(setting.snapshot.parameters == parameters)
        #expect(record.step == 500 && record.sequences == 60)
        #expect((record.embedding == nil) == (task != .modadd))
        #expect(record.positional.count == (task == .modadd ? 0 : 4))
    }

    @Test("cancelled before or after its pass it answers nothing", arguments: [0, 1])
    func cancelled(calls: Int) {
        let setting = ProbeSetting(.dyck)
        var asked = 0
        #expect(
            FourierProbe.run(setting.context, setting.snapshot) {
                defer { asked += 1 }
                return asked >= calls
            } == nil)
    }
}
