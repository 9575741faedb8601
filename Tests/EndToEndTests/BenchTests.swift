import Foundation
import Testing

/// `groktop bench` as a script sees it. Figures are looked at for sense, never for speed.
@Suite("groktop bench", .serialized)
struct BenchTests {
    @Test("one object with the machine and an entry for the task") func json() throws {
        let program = try Program.run("bench", "--task", "modadd", "--seconds", "0.2", "--json")
        #expect(program.exitCode == 0 && program.errors.isEmpty)
        let object = try #require(try program.objects().first)
        #expect((object["blasCore"] as? String)?.isEmpty == false)
        #expect((object["threads"] as? Int ?? 0) > 0)
        let tasks = try #require(object["tasks"] as? [[String: Any]])
        #expect(tasks.map { $0["task"] as? String } == ["modadd"])
        for key in ["msPerStep", "msPerStepP95", "usefulGflops", "sgemmGflops", "ratioToSgemm", "peakMemoryBytes"] {
            #expect((tasks[0][key] as? Double ?? 0) > 0, "\(key)")
        }
        let phases = try #require(tasks[0]["phases"] as? [String: Double])
        #expect(abs(phases.values.reduce(0, +) - 1) < 1e-6)
    }

    @Test("the screen on a stand-in terminal: keys show, frames are drawn") func screen() throws {
        let program = try Program.run(
            "bench", "--screen", "--seconds", "0.5", "--evaluations", "20000", "--json", environment: ["TERM": "dumb"])
        #expect(program.exitCode == 0, "\(program.errors)")
        let object = try #require(try program.objects().first)
        for key in ["keyLatencyMsP99", "frameTimeMsP99", "stepsPerSecondWithScreen", "stepsPerSecondWithout"] {
            #expect((object[key] as? Double ?? 0) > 0, "\(key)")
        }
        #expect((object["keys"] as? Int ?? 0) >= 3 && (object["frames"] as? Int ?? 0) >= 3)
        #expect(object["screenCostPercent"] is Double)
        #expect(object["frameBytesMean"] as? Double ?? 0 > 0)
        let longRun = try #require(object["longRun"] as? [String: Any])
        #expect(longRun["evaluations"] as? Int == 20_000 && longRun["width"] as? Int == 200)
        for part in ["live", "past", "zoomed"] {
            let figures = try #require(longRun[part] as? [String: Any])
            for key in ["msMedian", "processorMsMedian", "processorMsP99", "bytesMean", "bytesP99"] {
                #expect((figures[key] as? Double ?? 0) > 0, "\(part) \(key)")
            }
        }
        #expect(program.output.split(separator: "\n").count == 1)
    }
}
