import Foundation
import Lifecycle
import Replication
import RunEvents
import Tasks
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// From runs to the three files, on runs that were made up.
@Suite("Results and reports")
struct ResultsTests {
    private let results = Results(
        version: "0.1.0", command: "groktop replicate --task all",
        tasks: [.dyck, .scan, .modadd].map { task in
            TaskResults(task: task, seeds: [42, 137, 2024].map { MadeUp.seed(task, $0) })
        })

    private func row(_ id: String, _ task: Int = 0) throws -> RowResult {
        try #require(results.tasks[task].rows.first { $0.id == id }, "no row \(id)")
    }

    // MARK: Rows

    /// Rows that need what a run of another length or task has.
    private static let fixed: Set = ["removal-fixed", "linear-fixed", "mlp-fixed", "linear-normed-fixed"]
    private static let unmeasured: [Set<String>] = [[], fixed, fixed]

    @Test("every row has its figures, with run and step, and a rule where the paper has one", arguments: [0, 1, 2])
    func everyRow(_ task: Int) {
        let (task, unmeasured) = (results.tasks[task], Self.unmeasured[task])
        for row in task.rows {
            #expect((row.paper == nil) == (row.rule == nil), "\(row.id)")
            if unmeasured.contains(row.id) {
                #expect(row.verdict == .notMeasured && row.figures.isEmpty, "\(row.id)")
            } else {
                #expect(row.figures.map(\.seed) == [42, 137, 2024], "\(row.id)")
                #expect(
                    row.figures.allSatisfy { $0.run.hasPrefix(task.task.rawValue) || $0.run.hasPrefix("dyck") },
                    "\(row.id)")
                #expect((row.verdict == .noClaim) == (row.paper == nil), "\(row.id)")
            }
        }
        #expect(Set(task.rows.map(\.id)).count == task.rows.count)
    }

    @Test("figures are those of the records, and verdicts those of the rules")
    func figures() throws {
        #expect(try row("grok-step").text == "700 ± 0" && row("grok-step").verdict == .holds)
        #expect(try row("grokked").text == "3 of 3" && row("grokked-undecayed").text == "0 of 3")
        let late = try row("removal-late")
        let expected = -0.58 + (42.0 + 137 + 2024) / 3 / 1e5
        #expect(abs(try #require(late.mean) - expected) < 1e-12 && late.verdict == .holds)
        #expect(late.figures.map(\.step) == [2_000, 2_000, 2_000])
        #expect(try row("removal-at").verdict == .holdsInDirection)
        #expect(try row("removal-fixed").figures.map(\.step) == [1_000, 1_000, 1_000])
        #expect(try row("random-plane").text == "< 1/4000" && row("random-plane").verdict == .holds)
        #expect(try row("share-before").text == "96.0 % ± 0.0 %" && row("share-before").verdict == .holds)
        // The share is 0.04 from step 520 on, after grokking too, where the paper has 0.995.
        #expect(try row("share-after").verdict == .doesNotHold)
        #expect(try row("share-at", 1).verdict == .holds)
        #expect(try row("curvature-memorized").mean == 1.5)
        #expect(try row("window-fall").mean == 600 && row("window-fall-edge").mean == 0)
        #expect(try row("window-fall-grok").mean == -100)
        let windows = try #require(results.tasks[0].tables.first { $0.id == "windows" })
        #expect(
            windows.rows == [
                ["N = 100, W = 3", "400", "600", "600", "600"], ["N = 100, W = 5", "600", "600", "600", "600"],
                ["N = 20, W = 5", "120", "520", "520", "520"],
            ])
        #expect(try row("class-content").text == "mixed (3 of 3)" && row("class-content").verdict == .holds)
        #expect(try row("class-content", 1).verdict == .doesNotHold)
        #expect(try row("gap-flow-correlation").verdict == .holds)
        #expect(abs(try #require(row("gap-flow-correlation").mean) - 1) < 1e-12)
        // Seventeen intervals from step 300 on, six of them after a multiple of 300; after one of those it stays.
        #expect(abs(try #require(row("gap-repeat-sign").mean) - Double(12) / 17) < 1e-12)
        // g23 is 10/step: at its peak at the third interval's end.
        #expect(abs(try #require(row("g23-compression").mean) - 2_000.0 / 300) < 1e-12)
        // So many fine windows at a share of 0.04, the first of them at step 520.
        let called = 500 + 20 * LifecycleRule().patience
        #expect(try row("lifecycle-lead").mean == Double(700 - called) && row("lifecycle-false").text == "0 of 3")
        // 0.98 − 0.1 ω: 0.78 at ω = 2, where the paper has 0.709; less than at ω = 1.
        #expect(try row("intervention-linear-2").verdict == .holdsInDirection)
        #expect(try row("intervention-linear-2").figures.map(\.step) == [2_000, 2_000, 2_000])
    }

    @Test("without probes, rows that need them are not measured, and nothing else changes")
    func withoutProbes() throws {
        let bare = TaskResults(task: .dyck, seeds: [MadeUp.seed(.dyck, 42, probed: false)])
        let row = try #require(bare.rows.first { $0.id == "removal-late" })
        #expect(row.verdict == .notMeasured && row.text == "–" && row.mean == nil)
        #expect(bare.rows.first { $0.id == "grok-step" }?.text == "700")
        #expect(!bare.charts.contains { $0.id == "ablation" })
        let text = MarkdownReport.text(Results(version: "0.1.0", command: "", tasks: [bare]))
        #expect(text.contains("| Δ accuracy without v₁ and v₂ late | −0.580 ± 0.09 | – |  | **not measured** |  |"))
    }

    @Test("places: half the grok step, the first interval at or after it, ten intervals later, the end")
    func places() {
        let config = MadeUp.config(.dyck, seed: 1, weightDecay: 1)
        func steps(_ grokkedAt: Int?, last: Int = 2_000) -> [Int?] {
            let places = ProbePlaces(grokkedAt: grokkedAt, config: config, lastStep: last)
            return [places.before, places.at, places.after, places.late]
        }
        #expect(steps(700) == [400, 700, 1_700, 2_000])
        #expect(steps(750) == [400, 800, 1_800, 2_000])
        #expect(steps(650) == [300, 700, 1_700, 2_000])
        // Directions are there from the second interval on.
        #expect(steps(150) == [200, 200, 1_200, 2_000])
        #expect(steps(1_950) == [1_000, 2_000, 2_000, 2_000])
        #expect(steps(nil) == [nil, nil, nil, 2_000])
        func intervention(_ grokkedAt: Int) -> Int? {
            ProbePlaces(grokkedAt: grokkedAt, config: config, lastStep: 2_000).intervention
        }
        #expect([intervention(700), intervention(1_200), intervention(1_950)] == [1_700, 1_200, nil])
        #expect(ProbePlaces(grokkedAt: 700, config: config, lastStep: 2_000).steps == [400, 700, 1_000, 1_700, 2_000])
    }

    // MARK: Files

    @Test("results.json decodes to what was written")
    func json() throws {
        let data = try JSONEncoder().encode(results)
        #expect(try JSONDecoder().decode(Results.self, from: data) == results)
    }

    @Test("report.md has every row, every anchor, and no figure that is none")
    func markdown() {
        let text = MarkdownReport.text(results)
        for task in results.tasks {
            for row in task.rows {
                let start = ["", row.quantity, row.paper ?? "–", row.text].joined(separator: " | ").dropFirst()
                #expect(text.contains(start), "\(row.id)")
            }
            for row in task.rows { if let rule = row.rule { #expect(text.contains(rule)) } }
            for part in ["", "-runs", "-table", "-rules", "-classes", "-windows", "-lifecycle"] {
                #expect(text.contains("<a id=\"\(task.task.rawValue)\(part)\"></a>"))
            }
        }
        #expect(text.contains("D1@2000, D3@2000, D5@2000"))
        expectNoneMissing(text)
    }

    @Test("report.html is well-formed, loads nothing, and has every row and figure")
    func html() throws {
        let text = HTMLReport.text(results)
        let parser = XMLParser(data: Data(text.utf8))
        let elements = ElementCounter()
        parser.delegate = elements
        #expect(parser.parse(), "line \(parser.lineNumber): \(String(describing: parser.parserError))")
        let charts = results.tasks.flatMap(\.charts)
        #expect(elements.counts["svg"] == charts.count)
        #expect(elements.counts["figure"] == charts.count)
        #expect(
            (elements.counts["polyline"] ?? 0) > 50 && (elements.counts["rect"] ?? 0) > 30
                && (elements.counts["circle"] ?? 0) > 50)
        #expect(elements.counts["script"] == nil && elements.counts["img"] == nil && elements.counts["link"] == nil)
        #expect(!text.contains("http://") || text.components(separatedBy: "http").count == 2)
        #expect(text.contains("prefers-color-scheme: dark"))
        for row in results.tasks.flatMap(\.rows) { #expect(elements.text.contains(row.quantity), "\(row.id)") }
        expectNoneMissing(text)
    }

    @Test("figures of every kind", arguments: ["dyck", "scan", "modadd"])
    func charts(_ name: String) throws {
        let task = try #require(results.tasks.first { $0.task.rawValue == name })
        let ids = Set(task.charts.map(\.id))
        for id in ["ablation", "intervention", "gap-flow-literal", "gap-flow-scaled"] { #expect(ids.contains(id)) }
        for seed in [42, 137, 2024] {
            for id in ["lifecycle", "sweep", "readout", "windows"] { #expect(ids.contains("\(id)-\(seed)")) }
        }
        let scatter = try #require(task.charts.first { $0.id == "gap-flow-literal" })
        // k* changes at every 500 steps; what is predicted at the last has not come.
        #expect(scatter.series.filter { $0.style == .rings }.map(\.x.count) == [4, 4, 4])
        #expect(scatter.series.filter { $0.style == .dots }.map(\.x.count) == [15, 15, 15])
        #expect(task.charts.first { $0.id == "lifecycle-42" }?.marks.map(\.name) == ["grokked at 700"])
    }

    @Test("the printed table has a line for every row, in columns")
    func plain() throws {
        let lines = PlainReport.lines(results)
        #expect(lines[0] == "Dyck-1, 3 seeds")
        let line = try #require(lines.first { $0.hasPrefix("  at step, ω = 1") })
        #expect(line.contains("600–1,400") && line.contains("700 ± 0") && line.hasSuffix("holds"))
        for row in results.tasks[0].rows { #expect(lines.contains { $0.hasPrefix("  \(row.quantity)") }) }
        expectNoneMissing(lines.joined(separator: "\n"))
    }

    private func expectNoneMissing(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
        for word in [">nan", " nan", "-nan", "\"nan", ">inf", " inf<", "Optional("] {
            #expect(!text.contains(word), "\(word)", sourceLocation: sourceLocation)
        }
    }
}

/// Elements by name, and all text.
private final class ElementCounter: NSObject, XMLParserDelegate {
    var counts: [String: Int] = [:]
    var text = ""

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) { counts[name, default: 0] += 1 }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
}
