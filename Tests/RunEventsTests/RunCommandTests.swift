import Foundation
import RunEvents
import Testing

@Suite("Run commands")
struct RunCommandTests {
    private static let spellings: [(RunCommand, String)] = [
        (.pause, "pause"), (.resume, "resume"), (.step, "step"), (.ablate, "ablate"), (.perturb, "perturb"),
        (.probe(.curvature), "curvature"), (.probe(.readout), "readout"), (.probe(.function), "function"),
        (.probe(.attention), "attention"), (.probe(.fourier), "fourier"), (.probe(.progressMeasures), "progress"),
        (.stop, "stop"), (.freshOptimizer, "fresh-optimizer"), (.cancelProbes, "cancel-probes"),
        (.weightDecay(.off), "weight-decay=off"), (.weightDecay(.on), "weight-decay=on"),
        (.weightDecay(.value(0)), "weight-decay=0.0"), (.weightDecay(.value(0.5)), "weight-decay=0.5"),
        (.weightDecay(.value(1e-30)), "weight-decay=1e-30"), (.pace(nil), "pace=unlimited"), (.pace(20), "pace=20.0"),
        (.pace(0.1), "pace=0.1"),
    ]

    @Test("spelled, read back, and through JSON", arguments: spellings.indices)
    func roundTrip(index: Int) throws {
        let (command, spelling) = Self.spellings[index]
        #expect(command.rawValue == spelling)
        #expect(RunCommand(rawValue: spelling) == command)
        let data = try JSONEncoder().encode([command])
        #expect(String(decoding: data, as: UTF8.self) == "[\"\(spelling)\"]")
        #expect(try JSONDecoder().decode([RunCommand].self, from: data) == [command])
    }

    @Test(
        "numbers as people write them",
        arguments: [
            ("weight-decay=1", .weightDecay(.value(1))), ("weight-decay=.5", .weightDecay(.value(0.5))),
            ("pace=1e2", .pace(100)),
        ] as [(String, RunCommand)])
    func accepted(text: String, command: RunCommand) {
        #expect(RunCommand(rawValue: text) == command)
    }

    @Test(
        "anything else is refused",
        arguments: [
            "", " ", "=", "Pause", "pause ", " pause", "pause=", "pause=1", "resume=on", "stop=now", "step=2",
            "fresh-optimizer=1", "fresh", "ablate=1",
            "weight-decay", "weight-decay=", "weight-decay=-1", "weight-decay=nan", "weight-decay=inf",
            "weight-decay=1e999",
            "weight-decay=ON", "weight-decay=1,5", "weight-decay=1=2", "weight-decay = 1", "weight-decay= 1",
            "weight_decay=1",
            "pace", "pace=", "pace=0", "pace=-5", "pace=nan", "pace=infinity", "pace=off", "pace=unlimited ", "fly",
            "pause\n",
        ])
    func refused(text: String) {
        #expect(RunCommand(rawValue: text) == nil)
    }
}
