import Foundation
import GRDB
import Recording
import RunEvents
import TestSupport
import Testing

/// Descriptions of other programs' runs that nobody's run can have.
@Suite("Recording: impossible descriptions")
struct ImpossibleDescriptionTests {
    struct Change: CustomTestStringConvertible {
        let problem: String?
        let make: @Sendable (inout WatchedRun) -> Void

        init(_ problem: String?, _ make: @escaping @Sendable (inout WatchedRun) -> Void) {
            (self.problem, self.make) = (problem, make)
        }

        var testDescription: String { problem ?? "possible" }
    }

    private static let long = String(repeating: "x", count: 1_001)

    static let changes: [Change] = [
        Change(nil) { _ in },
        Change(nil) { $0 = .leastSample },
        Change(nil) { $0.name = String(repeating: "x", count: 1_000) },
        Change(nil) { $0.steps = 0 },
        Change(nil) { $0.windows.window = 64 },
        Change("an empty name") { $0.name = "" },
        Change("a text of 1001 bytes") { $0.name = long },
        Change("a text of 1001 bytes") { $0.program = long },
        Change("a text of 1001 bytes") { $0.framework = long },
        Change("a text of 1001 bytes") { $0.device = long },
        Change("a text of 1001 bytes") { $0.optimizer = long },
        Change("a text of 1001 bytes") { $0.splitReason = long },
        Change("a text of 1001 bytes") { $0.tracked.selection = long },
        Change("a text of 1001 bytes") { $0.tracked.names = [long] },
        Change("a text of 1001 bytes") { $0.commands = [long] },
        Change("interval 0") { $0.windows.interval = 0 },
        Change("interval -5") { $0.windows.interval = -5 },
        Change("interval 7") { $0.windows.interval = 7 },
        Change("interval 2147483650") { $0.windows.interval = 2_147_483_650 },
        Change("window 1") { $0.windows.window = 1 },
        Change("window 65") { $0.windows.window = 65 },
        Change("steps -1") { $0.steps = -1 },
        Change("steps 1099511627777") { $0.steps = WatchedRun.lastStep + 1 },
        Change("a list too long") { $0.groups = Array(repeating: $0.groups[0], count: 10_001) },
        Change("a list too long") { $0.tracked.names = Array(repeating: "w", count: 65) },
        Change("a list too long") { $0.commands = Array(repeating: "stop", count: 65) },
        Change("learningRate -1.0") { $0.groups[0].learningRate = -1 },
        Change("learningRate inf") { $0.groups[0].learningRate = .infinity },
        Change("weightDecay nan") { $0.groups[0].weightDecay = .nan },
        Change("tensors -1") { $0.groups[0].tensors = -1 },
        Change("parameters -1") { $0.groups[0].parameters = -1 },
        Change("trackedTensors -1") { $0.groups[0].trackedTensors = -1 },
        Change("trackedParameters \(Int.max)") { $0.groups[0].trackedParameters = .max },
        Change("functional -0.5") { $0.thresholds.functional = -0.5 },
        Change("compression nan") { $0.thresholds.compression = .nan },
        Change("splitResidual inf") { $0.splitResidual = .infinity },
        Change("sketchError -1.0") { $0.sketchError = -1 },
        Change("tensors -1") { $0.tracked.tensors = -1 },
        Change("sketchLength -1") { $0.sketchLength = -1 },
    ]

    @Test("of a stream are named", arguments: changes)
    func stream(change: Change) {
        var run = WatchedRun.sample
        change.make(&run)
        let problem = WatchedEvents.started(run).problem(in: .watched(run))
        #expect(problem == change.problem.map { "the configuration holds \($0)" })
    }

    @Test("in a recording are damage, and its counts are not added up")
    func recording() throws {
        let runs = try TemporaryRuns()
        let folder = try runs.record(WatchedEvents.all, WatchedRunTests.newRun())
        let queue = try DatabaseQueue(path: folder.database.path)
        try queue.write {
            try $0.execute(sql: "UPDATE run SET config = replace(config, '\"window\":5', '\"window\":65')")
        }
        try queue.close()
        #expect(
            recordingError { _ = try RunReader(folder) }
                == RecordingError(.data, folder.database.path, "is damaged: config of run 1 holds window 65"))
    }
}
