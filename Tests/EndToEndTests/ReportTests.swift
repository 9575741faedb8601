import Foundation
import RunEvents
import TestSupport
import Testing

/// `groktop report`: a run as one HTML page.
@Suite("groktop report", .timeLimit(.minutes(20)))
struct ReportTests {
    private static let formats = ["format-1", "format-2", "format-3", "format-3-responses", "format-4"]

    private func page(_ format: String) throws -> String {
        let folder = try TemporaryFolder()
        let source = try #require(Bundle.module.url(forResource: "OldRuns/\(format)", withExtension: nil))
        try FileManager.default.copyItem(atPath: source.path, toPath: "\(folder.path)/\(format)")
        let before = try RecordedRunSample.contents(of: folder.path)
        let program = try Program.run("report", "\(folder.path)/\(format)")
        try #require(program.exitCode == 0 && program.errors == "", "\(program.errors)")
        #expect(try RecordedRunSample.contents(of: folder.path) == before)
        return program.output
    }

    private func headings(_ html: String) -> [String] {
        html.split(separator: "<h2>").dropFirst().compactMap { $0.split(separator: "</h2>").first.map(String.init) }
    }

    @Test("has every section, for recordings of every format", arguments: formats)
    func sections(format: String) throws {
        let html = try page(format)
        #expect(headings(html) == ["Curves", "Class of the edge", "Gap ledger", "Probes", "Events", "Settings"])
        let probes = [
            "format-1": "No probe was made.", "format-2": "No probe was made.",
            "format-3": "<b>intervention</b> at 190",
        ]
        #expect(html.contains(probes[format] ?? "<b>ablation</b> at 180"))
        #expect(html.contains("has no ledger") == (format != "format-4"))
        for title in ["accuracy per bracket", "loss, nats per token", "Gram eigenvalues, fine window"] {
            #expect(html.contains("<b>\(title)</b>"), "\(title)")
        }
        // Nothing is fetched.
        #expect(!html.contains("src=") && !html.contains("href=") && !html.contains("url("))
    }

    @Test("a run that another program trains has its numbers")
    func watched() throws {
        let recording = try WatchedRecording()
        let program = try recording.run(["report"])
        try #require(program.exitCode == 0, "\(program.errors)")
        #expect(program.output.contains("<b>loss</b>") && program.output.contains("val_loss"))
        #expect(program.output.contains("<dt>program</dt>"))
    }

    @Test("a long curve is thinned, and no peak and no gap of it is lost; accuracies in per cent have room")
    func long() throws {
        let name = "val_accuracy"
        let events: [RunEvent] = (1...20_000).map { step in
            let value = step == 4_321 ? 77.25 : (9_000...9_100).contains(step) ? .nan : 0.5
            return .metric(MetricRecord(step: step, name: name, value: value))
        }
        let recording = try WatchedRecording(Array(WatchedEvents.all.prefix(1)) + events)
        let html = try recording.run(["report"]).output
        #expect(html.contains(",77.25,") && html.contains(",null,") && html.utf8.count < 150_000)
        #expect(html.contains(">80</span>"))
    }

    @Test("a run that has not begun to say anything has a page")
    func empty() throws {
        let recording = try WatchedRecording(Array(WatchedEvents.all.prefix(1)))
        let program = try recording.run(["report"])
        #expect(program.exitCode == 0 && program.output.contains("Nothing was measured."), "\(program.errors)")
    }

    @Test(
        "the pointer and the arrow keys read every curve at a step", .enabled(if: Browser.path != nil, Browser.absence),
        arguments: [1280, 400])
    func reads(width: Int) throws {
        let sample = try RecordedRunSample()
        let html = try sample.run(["report"]).output
        let read = """
            const plot=document.querySelector('.plot'),box=plot.getBoundingClientRect(),texts=()=>[\
            ...document.querySelectorAll('figure:first-of-type output')].map(o=>o.textContent).join(' ');
            const x=box.left+box.width*200.2/420;
            plot.dispatchEvent(new PointerEvent('pointermove',{clientX:x,pointerType:'mouse'}));
            const at=document.getElementById('reading').textContent+'|'+texts();
            dispatchEvent(new KeyboardEvent('keydown',{key:'ArrowRight',shiftKey:true}));
            const next=document.getElementById('reading').textContent;
            dispatchEvent(new KeyboardEvent('keydown',{key:'Escape'}));
            const gone=getComputedStyle(document.querySelector('.cursor')).display;
            say([at,next,gone,document.documentElement.scrollWidth<=innerWidth,innerWidth].join('|'));
            """
        let rows = try sample.run(["export"], nil, ["--table", "evaluation"]).output.split(separator: "\n")
        let columns = try #require(rows.first).split(separator: ",", omittingEmptySubsequences: false)
        let step = try #require(columns.firstIndex(of: "step"))
        let cells = rows.map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        let row = try #require(cells.first { $0[step] == "200" })
        let accuracies = try ["train_accuracy", "test_accuracy"].map { name -> String in
            let column = try #require(columns.firstIndex { $0 == name })
            let value = try #require(Double(row[column]))
            return try Browser.number(value)
        }
        #expect(
            try Browser.answer(html, read, width: width)
                == "step 200|\(accuracies.joined(separator: " "))|step 221|none|true|\(width)")
    }

    @Test("what a run says of itself stays text", .enabled(if: Browser.path != nil, Browser.absence))
    func hostile() throws {
        let attack = "</script><img src=x onerror=document.title='taken'><script>document.title='taken'</script>"
        func poisoned(_ text: String) -> String {
            text.replacing("val_loss", with: String("\(attack)loss".prefix(80))).replacing(
                "\"message\":\"", with: "\"message\":\"\(attack)")
        }
        let folder = try TemporaryFolder()
        let text = try poisoned(WatchedRecording.text(WatchedEvents.all))
        try #require(text.contains("onerror"))
        _ = try FedProgram.run(["record", "-", "--runs", folder.path], input: text)
        let program = try Program.run("report", "@", "--runs", folder.path)
        try #require(program.exitCode == 0 && program.output.contains("onerror"), "\(program.errors)")
        let answer = try Browser.answer(
            program.output,
            "say(document.images.length+' '+document.scripts.length+' '+document.title.includes('taken'))")
        // Two of the page's own, one of which is its data, and two of the test's.
        #expect(answer == "0 4 false")
    }

    @Test("refusals are one line, and nothing is written")
    func refusals() throws {
        let sample = try RecordedRunSample()
        let folder = sample.file("nowhere/page.html")
        let lost = try sample.run(["report"], nil, ["--output", folder])
        lost.expectRefusal(74, "\(folder): cannot be written: No such file or directory")
        let unknown = try Program.run("report", "nosuch", "--runs", sample.runs)
        #expect(unknown.exitCode == 66 && unknown.said.count == 1 && unknown.output == "")
        let written = try sample.run(["report"], nil, ["--output", sample.file("page.html")])
        #expect(written.exitCode == 0 && written.output == "")
        #expect(try String(contentsOfFile: sample.file("page.html"), encoding: .utf8) == sample.run(["report"]).output)
    }
}

extension Browser {
    /// A number as the page's script writes it: four digits.
    fileprivate static func number(_ value: Double) throws -> String {
        let six = try #require(Double(String(format: "%.6g", value)))
        let four = try #require(Double(String(format: "%.4g", six)))
        return four == four.rounded() ? "\(Int(four))" : "\(four)"
    }
}
