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

    /// Rows that need what these runs do not have: SCAN's steps from 5,000 on.
    private static func isMeasured(_ row: RowResult, _ task: Int) -> Bool {
        task != 1 || row.part == .reading
            || ["published-grok-step", "published-share-before"].contains(row.id)
    }

    @Test("every row has its figures, with run and step, and a claim where the paper has one", arguments: [0, 1, 2])
    func everyRow(_ index: Int) {
        let task = results.tasks[index]
        for row in task.rows where row.section != "Other weight decay from here" && !row.id.hasPrefix("published-g23") {
            #expect((row.paper == nil) == (row.claim == nil), "\(row.id)")
            if !Self.isMeasured(row, index) {
                #expect(
                    row.verdict == .notMeasured && row.figures.isEmpty || row.figures.map(\.seed) == [42, 137, 2024],
                    "\(row.id)")
            } else {
                #expect(row.figures.map(\.seed) == [42, 137, 2024], "\(row.id)")
                #expect(row.figures.allSatisfy { $0.run.hasPrefix(task.task.rawValue) }, "\(row.id)")
                #expect((row.verdict == .noClaim) == (row.paper == nil), "\(row.id)")
            }
        }
        #expect(Set(task.rows.map(\.id)).count == task.rows.count)
    }

    @Test("a published figure is judged once in each table at most", arguments: [0, 1, 2])
    func judgedOnce(_ index: Int) {
        for part in ReportPart.allCases {
            let figures = results.tasks[index].rows.filter { $0.part == part }.compactMap { row in
                row.paper.map { "\(row.section): \($0)" }
            }
            let arms = figures.filter { $0.hasPrefix("Other weight decay") }
            #expect(Set(figures).count == figures.count - (arms.count - Set(arms).count), "\(figures)")
        }
    }

    @Test("figures are those of the records")
    func figures() throws {
        #expect(try row("grok-step").text == "700 ± 0")
        #expect(try row("grokked").text == "3 of 3" && row("grokked-undecayed").text == "0 of 3")
        let late = try row("removal-late")
        let expected = -0.58 + (42.0 + 137 + 2024) / 3 / 1e5
        #expect(abs(try #require(late.figures.mean) - expected) < 1e-12)
        #expect(late.figures.map(\.step) == [4_200, 4_200, 4_200])
        #expect(try row("published-removal-early").figures.map(\.step) == [500, 500, 500])
        #expect(try row("published-removal-late").figures.map(\.step) == [3_900, 3_900, 3_900])
        #expect(try row("random-plane").text == "< 1/4000")
        // −0.58 + 0.00042 over 0.0001 and 10⁻⁸.
        #expect(abs(try #require(row("published-ratio").figures.first?.value) - 0.57958 / 0.00010001) < 1e-6)
        #expect(try row("edge-less-bulk").text == "−0.473 ± 0.011")
        #expect(try row("matched-late").text == "−0.500 ± 0.000" && row("matched-bulk").text == "−0.020 ± 0.000")
        #expect(try row("matched-difference-late").text == "−0.073 ± 0.011")
        #expect(try row("published-matched-3900").figures.map(\.step) == [3_900, 3_900, 3_900])
        #expect(try row("published-matched-3900").text == "−0.073 ± 0.011")
        // 0.3 of 0.1 + 0.1 + 0.3.
        #expect(try row("ledger-alignment").text == "60.0 % ± 0.0 %" && row("ledger-driving").text == "20.0 % ± 0.0 %")
        // Of the 33 changes from step 200 on over which k* stays, those at even hundreds come as they were forecast.
        let rising = stride(from: 200, through: 4_200, by: 100).filter { $0 % 500 != 0 }
        let right = Double(rising.count { $0 % 200 == 0 }) / Double(rising.count)
        #expect(try rising.count == 33 && abs(#require(row("gap-repeat-sign").figures.mean) - right) < 1e-12)
        #expect(try row("ledger-rest").text == "2.0e−07 ± 0")
        #expect(try row("share-before").text == "96.0 % ± 0.0 %")
        #expect(try row("published-share-before").figures.map(\.step) == [300, 300, 300])
        #expect(try row("published-share-before").text == "96.0 % ± 0.0 %")
        #expect(try row("published-share-late").text == "4.0 % ± 0.0 %")
        #expect(try row("curvature-memorized").figures.mean == 1.5)
        #expect(try row("published-curvature-memorized").figures.mean == 1.7)
        #expect(try row("published-rotation-2").text == "30° ± 0°")
        // 10 over 2 at step 600, the last window that ends by step 700; 10 over 0.5 at the end.
        #expect(try row("published-g23").text == "5.0× ± 0.0×" && row("published-g23-undecayed").text == "20× ± 0.0×")
        #expect(try row("window-fall").figures.mean == 600 && row("window-fall-edge").figures.mean == 0)
        #expect(try row("window-fall-grok").figures.mean == -100)
        #expect(try row("class-content").text == "mixed (3 of 3)")
        #expect(abs(try #require(row("gap-flow-correlation").figures.mean) - 1) < 1e-12)
        // g23 is 10/step: at its peak at the third interval's end.
        #expect(abs(try #require(row("g23-compression").figures.mean) - 4_200.0 / 300) < 1e-12)
        // So many fine windows at a share of 0.04, the first of them at step 520.
        let called = 500 + 20 * LifecycleRule().patience
        #expect(try row("lifecycle-lead").figures.mean == Double(700 - called))
        // Memorized at the first evaluation, at 100.
        #expect(try row("naive-lead").figures.mean == 500)
        #expect(try row("intervention-linear-2").figures.map(\.step) == [2_000, 2_000, 2_000])
        #expect(try row("published-intervention-linear-2").figures.map(\.step) == [1_300, 1_300, 1_300])
        // v₁ and v₂ are aligned in every window, v₃ in none.
        #expect(try row("aligned-at-1").text == "3 of 3" && row("aligned-after-2").text == "100.0 % ± 0.0 %")
        #expect(try row("aligned-at-3").text == "0 of 3" && row("aligned-after-3").text == "0.0 % ± 0.0 %")
    }

    // MARK: Verdicts

    @Test("three seeds decide nothing")
    func tooFew() {
        let verdicts = Set(results.tasks.flatMap(\.rows).map(\.verdict))
        #expect(verdicts == [.tooFewSeeds, .noClaim, .notMeasured])
    }

    private static let seeds = [MadeUp.seed(.dyck, 42)]
    private static let decided = TaskResults(
        task: .dyck, seeds: seeds, unselected: (4...23).map { MadeUp.seed(.dyck, $0) })

    @Test("twenty seeds that were not selected decide, whatever the published ones have")
    func decided() throws {
        func row(_ id: String) throws -> RowResult { try #require(Self.decided.rows.first { $0.id == id }) }
        #expect(try row("removal-late").figures.count == 1 && row("removal-late").unselected.count == 20)
        // All twenty grok, and none does without weight decay.
        #expect(try row("grokked").verdict == .holds && row("grokked").interval == "83.2 % … 100.0 %")
        #expect(try row("grokked-undecayed").verdict == .holds)
        // 96.0 % where the paper has 97.6 %; 4 % where it has 99.5 %; 4 % on the side of ½ where it has 5.3 %.
        #expect(try row("share-before").verdict == .holds && row("share-after").verdict == .doesNotHold)
        // −0.58 for the paper's −0.26: another figure, the same sign.
        #expect(try row("removal-at").verdict == .holdsInDirection)
        #expect(try row("published-removal-late").verdict == .holds)
        // 700 in every seed is within a factor of two of the geometric mean of 600, 1,400 and 1,000.
        #expect(try row("published-grok-step").verdict == .holds)
        #expect(try row("published-random").verdict == .holds)
        #expect(try row("published-functional-r2").verdict == .holds)
        #expect(try row("class-content").verdict == .holds)
        // −0.58 for the edge and −0.5 for its control; 60 % where the equation has no term.
        #expect(try row("matched-difference-late").verdict == .holds)
        #expect(try row("ledger-alignment").verdict == .doesNotHold)
        #expect(try row("accuracy").verdict == .noClaim)
        let evidence = try #require(row("share-before").figureEvidence)
        #expect(evidence.agrees <= 0.05 && evidence.differs == 1)
        #expect(Self.decided.runs.count { $0.isUnselected } == 40 && Self.decided.runs.count == 42)
    }

    @Test("the calls of the estimate and of the naive rule, with intervals")
    func calls() throws {
        let calls = Self.decided.calls
        // The estimate calls the runs that grok; the naive rule calls every run.
        #expect(calls.estimate.trueCalls == 20 && calls.estimate.falseCalls == 0 && calls.estimate.ungrokked == 20)
        #expect(calls.naive.trueCalls == 20 && calls.naive.falseCalls == 20 && calls.naive.earlyCalls == 20)
        #expect(calls.estimateAlone == 20 && calls.naiveAlone == 0 && calls.words.hasSuffix("is the better one."))
        let table = try #require(Self.decided.tables.first { $0.id == "calls" })
        #expect(
            table.rows.map { $0[0] } == Array(repeating: "1 published", count: 4)
                + Array(repeating: "20 not selected", count: 4))
        #expect(
            table.rows[4] == [
                "20 not selected", "ω = 1 and 0", "lifecycle estimate", "20 of 20 (83.2 % … 100.0 %)", "20 of 20",
                "+160",
                "0 of 20 (0.0 % … 16.8 %)",
            ])
        #expect(table.rows[5][6] == "20 of 20 (83.2 % … 100.0 %)")
        // Of the runs with weight decay both rules say the same.
        #expect(table.rows[6][1] == "ω = 1" && table.rows[6][3] == table.rows[7][3] && table.rows[7][6] == "–")
        #expect(table.caption.hasSuffix("the naive rule is as good."))
    }

    @Test("where both rules are right about the same runs, the words say so")
    func naive() {
        let undecayed = SeedRuns(
            seed: 1, decayed: MadeUp.run(.dyck, 1, weightDecay: 1, steps: []), undecayed: nil, intervention: nil)
        let calls = TaskResults(task: .dyck, seeds: [undecayed]).calls
        #expect(calls.signTest == nil && calls.words.hasSuffix("the naive rule is as good."))
    }

    @Test("alignment by window and span of steps")
    func alignment() throws {
        let table = try #require(Self.decided.tables.first { $0.id == "alignment" })
        let own = table.rows.filter { $0[0] == "dyck-42-1" }
        // Windows of three updates and more: 300 to 500, then 600, then 700 to 4,200.
        #expect(own.filter { $0[1] == "N = 100, W = 5" }.map { $0[3] } == ["3", "1", "36"])
        #expect(own[0][4...] == ["100.0 %", "100.0 %", "0.0 %"])
        #expect(table.rows.contains { $0[0].hasPrefix("20 seeds not selected") && $0[3] == "720" })
    }

    @Test("without probes, rows that need them are not measured, and nothing else changes")
    func withoutProbes() throws {
        let bare = TaskResults(task: .dyck, seeds: [MadeUp.seed(.dyck, 42, probed: false)])
        let row = try #require(bare.rows.first { $0.id == "removal-late" })
        #expect(row.verdict == .notMeasured && row.text == "–")
        #expect(bare.rows.first { $0.id == "grok-step" }?.text == "700")
        #expect(!bare.charts.contains { $0.id == "ablation" })
        let text = MarkdownReport.text(Results(version: "0.1.0", command: "", tasks: [bare]))
        #expect(text.contains("| Δ accuracy without v₁ and v₂ late | −0.580 ± 0.09 | – |  |  | **not measured** |  |"))
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
        #expect(ProbePlaces(grokkedAt: 700, config: config, lastStep: 2_000).steps == [400, 500, 700, 1_700, 2_000])
    }

    // MARK: Files

    @Test("results.json is JSON, has every row on a line of its own, and little else")
    func json() throws {
        let whole = Results(version: "0.1.0", command: "groktop replicate", tasks: [Self.decided])
        let text = try ResultsFile.text(whole)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let task = try #require((object["tasks"] as? [[String: Any]])?.first)
        let rows = try #require(task["rows"] as? [[String: Any]])
        #expect(rows.compactMap { $0["id"] as? String } == Self.decided.rows.map(\.id))
        let lines = text.split(separator: "\n")
        for row in Self.decided.rows { #expect(lines.count { $0.contains("\"id\":\"\(row.id)\"") } == 1, "\(row.id)") }
        // Three such tasks fit.
        #expect(text.utf8.count < 100_000, "\(text.utf8.count) bytes")
        let figure = try #require((rows.first { $0["id"] as? String == "removal-late" }?["figures"] as? [[Any]])?.first)
        #expect(figure[0] as? String == "D1@4200" && figure[1] as? Double == -0.57958)
    }

    @Test("numbers keep five digits")
    func rounding() {
        #expect(ResultsFile.rounded(1.234567e-8) == 1.2346e-8 && ResultsFile.rounded(-123_456) == -123_460)
        #expect(ResultsFile.rounded(0) == 0 && ResultsFile.rounded(.infinity) == .infinity)
    }

    @Test("report.md has every row, every anchor, and no figure that is none")
    func markdown() {
        let text = MarkdownReport.text(results)
        for task in results.tasks {
            for row in task.rows {
                let start = ["", row.quantity, row.paper ?? "–", row.text].joined(separator: " | ").dropFirst()
                #expect(text.contains(start), "\(row.id)")
            }
            for claim in task.rows.compactMap(\.claim) { #expect(text.contains(claim)) }
            for part in [
                "", "-runs", "-reading", "-claims", "-classes", "-windows", "-lifecycle", "-calls", "-alignment",
            ] {
                #expect(text.contains("<a id=\"\(task.task.rawValue)\(part)\"></a>"))
            }
        }
        #expect(text.contains("D1@4200, D3@4200, D5@4200") && text.contains("<a id=\"dyck-figures\"></a>"))
        for margin in Margin.all { #expect(text.contains(margin.reason)) }
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
        // k* changes at every 500 steps.
        #expect(scatter.series.filter { $0.style == .rings }.map(\.x.count) == [8, 8, 8])
        #expect(scatter.series.filter { $0.style == .dots }.map(\.x.count) == [33, 33, 33])
        #expect(task.charts.first { $0.id == "lifecycle-42" }?.marks.map(\.name) == ["grokked at 700"])
    }

    @Test("the printed table has a line for every row, in columns")
    func plain() throws {
        let lines = PlainReport.lines(results)
        #expect(lines[0] == "Dyck-1, 3 seeds")
        let line = try #require(lines.first { $0.hasPrefix("  groks at step, ω = 1") })
        #expect(line.contains("600–1,400") && line.contains("700 ± 0") && line.hasSuffix("too few seeds to tell"))
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

extension [Figure] {
    fileprivate var mean: Double? { Statistics.mean(map(\.value)) }
}
