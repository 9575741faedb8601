import Foundation
import Testing

/// `groktop snapshot`, and the key that makes a picture of the screen.
@Suite("Pictures of the screen", .timeLimit(.minutes(20)))
struct SnapshotTests {
    private func write(_ sample: RecordedRunSample, _ name: String, _ options: [String] = []) throws -> String {
        let file = sample.file(name)
        let program = try sample.run(["snapshot"], nil, ["--output", file] + options)
        try #require(program.exitCode == 0 && program.output == "", "\(program.errors)")
        return try String(contentsOfFile: file, encoding: .utf8)
    }

    private func rows(_ text: String) -> [String] {
        var rows = text.split(separator: "\n", omittingEmptySubsequences: false).map { row in
            String(row.reversed().drop { $0 == " " }.reversed())
        }
        while rows.last == "" { rows.removeLast() }
        return rows
    }

    @Test("is the screen of a replay, cell by cell", arguments: [(80, 24), (120, 40), (160, 50)])
    func same(width: Int, height: Int) throws {
        let sample = try RecordedRunSample()
        let terminal = try PseudoTerminal(width: width, height: height)
        try terminal.wait(for: "the shell") { $0.contains("ready>") }
        try terminal.enter("'\(Program.url.path)' replay \(sample.name) --runs '\(sample.runs)'")
        try terminal.wait(for: "the replay") { $0.contains("replay") || $0.contains("▶") }
        for key in ["End", "g", "3", "0", "0", "Enter"] { try terminal.press(key) }
        let text = try write(sample, "a.txt", ["--at", "300", "--size", "\(width)x\(height)"])
        try terminal.wait(for: "the same screen as\n\(text)") { rows($0) == rows(text) }
        let newest = try write(sample, "b.txt", ["--size", "\(width)x\(height)"])
        try terminal.press("End")
        try terminal.wait(for: "the same screen as\n\(newest)") { rows($0) == rows(newest) }
    }

    @Test("SVG holds the text's characters, in the colours of the theme; a panel can be asked for")
    func picture() throws {
        let sample = try RecordedRunSample()
        let dark = try write(sample, "dark.svg")
        let light = try write(sample, "light.svg", ["--theme", "groktop-gruvbox-light"])
        #expect(dark.hasPrefix("<svg xmlns") && dark.contains("<title>groktop: \(sample.name) at step 420</title>"))
        #expect(dark.contains("fill=\"#000000\"") && light.contains("fill=\"#f9f5d7\"") && !light.contains("#000000"))
        #expect(dark.utf8.count < 60_000)
        for (name, title) in [("ledger", "╭─ ledger"), ("loss", "╭─ loss"), ("windows", "╭─ windows")] {
            #expect(try write(sample, "p.txt", ["--panel", name]).contains(title))
        }
        let ascii = try sample.run(["snapshot"], nil, ["--symbols", "ascii"])
        #expect(ascii.exitCode == 0 && ascii.output.utf8.count == ascii.output.unicodeScalars.count)
    }

    @Test(
        "in a browser every run of text stands on its cells", .enabled(if: Browser.path != nil, Browser.absence))
    func browser() throws {
        let svg = try write(try RecordedRunSample(), "a.svg", ["--size", "160x50"])
        let answer = try Browser.answer(
            "<html><head><style></style></head><body>\(svg)</body></html>",
            """
            let worst=0,count=0;const svg=document.querySelector('svg');
            for(const t of svg.querySelectorAll('text[textLength]')){
            const b=t.getBBox(),n=Number(t.getAttribute('textLength'));
            worst=Math.max(worst,Math.abs(b.x-t.getAttribute('x')),Math.abs(b.width-n));count++}
            const box=svg.viewBox.baseVal;
            say(count>50&&worst<4&&box.width==1280&&box.height==800?'good':worst+' of '+count)
            """)
        #expect(answer == "good")
    }

    static let refusals: [(options: [String], exitCode: Int32, message: String)] = [
        (["--size", "0x0"], 64, "it must be COLUMNSxROWS such as 120x40, from 60x16 to 500x200"),
        (["--size", "120"], 64, "it must be COLUMNSxROWS"),
        (["--size", "99999999999999999999x40"], 64, "COLUMNSxROWS"),
        (["--at", "421"], 64, "--at 421: "), (["--at", "-1"], 64, "it must be a whole number from 0 to 1000000000"),
        (["--theme", "nosuch"], 66, "--theme 'nosuch': there is no such theme"),
        (["--panel", "nosuch"], 64, "it must be ledger, gap flow as published, events"),
        (["--panel", "metrics"], 64, "is of a kind that has no such panel"),
        (["--output", "picture.png"], 64, "--output must end in .svg or .txt"),
        (["--output", "/dev/full.svg/a.svg"], 74, "cannot be written"),
    ]

    @Test("refusals are one line, and nothing is written", arguments: refusals)
    func refused(options: [String], exitCode: Int32, message: String) throws {
        let sample = try RecordedRunSample()
        let output = options.contains("--output") ? [] : ["--output", sample.file("a.svg")]
        let program = try sample.run(["snapshot"], nil, options + output)
        #expect(program.exitCode == exitCode && program.output == "")
        #expect(
            program.errors.contains(message) && program.errors.split(separator: "\n").count == 1, "\(program.errors)")
        #expect(!FileManager.default.fileExists(atPath: sample.file("a.svg")))
    }

    @Test("x writes the screen to the working directory, and never over a file")
    func key() throws {
        let sample = try RecordedRunSample()
        let folder = try TemporaryFolder()
        let terminal = try PseudoTerminal(width: 120, height: 40)
        try terminal.wait(for: "the shell") { $0.contains("ready>") }
        try terminal.enter("cd '\(folder.path)' && '\(Program.url.path)' replay \(sample.name) --runs '\(sample.runs)'")
        try terminal.wait(for: "the replay") { $0.contains("replay") || $0.contains("▶") }
        try terminal.press("End")
        let screen = try terminal.wait(for: "the end") { $0.contains("‖ replay") && $0.contains("stopped") }
        let name = "\(sample.name)-step-420"
        try terminal.press("x")
        try terminal.wait(for: "the notice") { $0.contains("picture: \(name).svg and .txt in ") }
        let text = try String(contentsOf: folder.file("\(name).txt"), encoding: .utf8)
        #expect(rows(text).dropLast() == rows(screen).dropLast())
        let svg = try Data(contentsOf: folder.file("\(name).svg"))
        try terminal.press("x")
        try terminal.wait(for: "the second notice") { $0.contains("picture: \(name)-2.svg and .txt in ") }
        #expect(try Data(contentsOf: folder.file("\(name).svg")) == svg)
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(files == ["-2.svg", "-2.txt", ".svg", ".txt"].map { name + $0 })
        // Where nothing can be written, it says so, and the screen stays.
        try FileManager.default.removeItem(at: folder.url)
        try terminal.press("x")
        try terminal.wait(for: "the reason") { $0.contains("picture: ") && $0.contains("cannot be written") }
    }
}
