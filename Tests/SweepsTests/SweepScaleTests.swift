import Foundation
import Survey
import Sweeps
import Testing

/// Ten thousand runs. Times are printed and not judged: they are the machine's.
@Suite("Sweeps: ten thousand runs", .serialized)
struct SweepScaleTests {
    /// `GROKTOP_SWEEP_DIR` names a folder that is not there yet: the sweep is made in it, and kept.
    private static let kept = ProcessInfo.processInfo.environment["GROKTOP_SWEEP_DIR"]
    private static let count = 10_000

    @Test("with an index and without, the same is read")
    func tenThousand() throws {
        let temporary = FileManager.default.temporaryDirectory.appendingPathComponent(
            "groktop-test-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: temporary) }
        let clock = ContinuousClock()
        let sweep = Self.kept.map { URL(fileURLWithPath: $0) } ?? temporary.appendingPathComponent("sweep")
        var made: SweptRuns?
        let making = try clock.measure { made = try SweptRuns(count: Self.count, in: sweep) }
        let folder = try #require(made).folder
        usleep(2_300_000)
        let cache = temporary.appendingPathComponent("cache").path
        let settings = WorkSettings(program: "", environment: ["XDG_CACHE_HOME": cache])

        var (all, opened, again): (Survey?, Survey?, Survey?)
        let opening = try clock.measure { opened = try SurveyReader(folder, settings).survey(patience: 1) }
        let cold = try clock.measure { all = try SurveyReader(folder, settings).survey() }
        let warm = try clock.measure { again = try SurveyReader(folder, settings).survey() }
        var states: [CellStatus] = []
        let status = try clock.measure {
            states = CellReader(folder, try folder.read(), indexFolder: settings.indexFolder).all()
        }
        #expect(all?.runs.count == Self.count && all?.unread == 0)
        #expect(all?.runs.allSatisfy { $0.isFinal } == true && states.allSatisfy { $0.state == .done })
        #expect(opened?.runs.map(\.state) == all?.runs.map(\.state) && all == again)
        print(
            "\(Self.count) runs: made in \(making); without an index the screen opens after \(opening), all figures "
                + "after \(cold) more; with it after \(warm), and status after \(status)")
    }
}
