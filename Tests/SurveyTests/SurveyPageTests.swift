import Replication
import RunEvents
import Survey
import Testing

@Suite("The page of a sweep")
struct SurveyPageTests {
    private static let page = SurveyPage(SurveySamples.survey).html(version: "0")

    @Test("every cell of the phase diagrams has its figure with its interval")
    func diagrams() throws {
        let page = Self.page
        #expect(page.contains("<h3>weight-decay × learning-rate</h3>"))
        // Four seeds grok at 1,250, 1,300, 1,350 and 1,400: with the second, half of them have.
        let survival = SurveySamples.survey.groups(by: ["weight-decay", "learning-rate"])[2].survival
        #expect(survival.median == 1_300 && survival.medianInterval.low == 1_250)
        #expect(page.contains(">1,300 [1,250, …]<"))
        #expect(page.contains(">1 of 4 [0.05, 0.70]<") && page.contains(">4 of 4 [0.51, 1.00]<"))
        #expect(page.contains("mixed: 2 of 4 [0.15, 0.85]"))
    }

    @Test("all pairs are compared, and corrected together")
    func comparisons() throws {
        let survey = SurveySamples.survey
        let groups = survey.groups(by: survey.parameters).map { $0.runs.compactMap(\.observation) }
        let tests = groups.indices.flatMap { first in
            groups.indices.dropFirst(first + 1).compactMap { LogRank(groups[first], groups[$0]) }
        }
        #expect(tests.count == 15)
        #expect(Self.page.contains("corrected for all 15 comparisons"))
        let smallest = try #require(Holm.adjusted(tests.map(\.p)).min())
        #expect(smallest > (tests.map(\.p).min() ?? 1))
    }

    @Test("nothing is loaded, no script runs, and all tags are closed")
    func alone() {
        let page = Self.page
        #expect(!page.contains("http://") && !page.contains("https://") && !page.contains("<script"))
        #expect(page.contains("default-src 'none'"))
        for tag in ["table", "figure", "svg", "ul", "li", "p", "h4", "tr", "td"] {
            let opened = page.matches(of: try! Regex("<\(tag)[ >]")).count
            #expect(opened == page.matches(of: try! Regex("</\(tag)>")).count && opened > 0, "\(tag)")
        }
    }

    @Test("text from outside stays text")
    func foreign() {
        let runs = (0..<2).map {
            SurveyedRun(name: "r\($0)", values: ["<b>": "</td><script>\u{1B}\($0)"], state: "<i>", isFinal: false)
        }
        let page = SurveyPage(Survey(name: "<u>&", axes: ["<b>"], runs: runs)).html(version: "0")
        #expect(!page.contains("<b>") && !page.contains("<script") && !page.contains("<u>") && !page.contains("\u{1B}"))
        #expect(!page.contains("<i>") && page.contains("No run has begun."))
    }

    @Test("many conditions are compared by each axis", arguments: [12, 60])
    func many(count: Int) {
        let runs = (0..<count).flatMap { value in
            (1...3).map { seed in
                var run = SurveyedRun(
                    name: "\(value)-\(seed)",
                    values: ["a": "\(value % (count / 2))", "b": "\(value / (count / 2))", "seed": "\(seed)"],
                    state: "done", isFinal: true)
                (run.step, run.figures.grokkedAt) = (500, 100 + value + seed)
                return run
            }
        }
        let page = SurveyPage(Survey(name: "many", axes: ["a", "b", "seed"], runs: runs)).html(version: "0")
        #expect(page.contains("By b, over all other values"))
        #expect(page.contains("9 of \(count / 2) are drawn") == (count / 2 > 9))
    }
}
