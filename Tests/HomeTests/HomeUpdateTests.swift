import Home
import RunEvents
import TerminalUI
import Testing

@Suite("Home: what keys and the mouse do")
struct HomeUpdateTests {
    private let names = HomeSamples.runs.map(\.name)

    @Test func sortingWhereNoColumnIsShownSortsNothing() {
        var model = HomeSamples.model(width: 60, height: 16)
        let (sorting, names) = (model.sorting, model.rows.map(\.name))
        _ = model.update(.key(.tab))
        _ = model.update(.key(.character("s")))
        #expect(model.sorting == sorting && model.rows.map(\.name) == names)
        #expect(model.focus == .presets)
    }

    @Test("newest first; runs that cannot be read stand last")
    func order() {
        let model = HomeSamples.model()
        #expect(model.names == names)
        #expect(model.selected == names[0])
    }

    @Test("arrows, pages and ends; no further than there are runs")
    func moving() {
        var model = HomeSamples.model()
        model.press(.down, .down)
        #expect(model.selected == names[2])
        model.press(.up)
        #expect(model.selected == names[1])
        model.press(.end)
        #expect(model.selected == names.last)
        model.press(.down)
        #expect(model.selected == names.last)
        model.press(.home, .up)
        #expect(model.selected == names[0])
        model.press(.pageDown)
        #expect(model.selected == names.last)
    }

    @Test("of many runs those around the selected one are on the screen")
    func scrolling() {
        let runs = (0..<500).map {
            HomeSamples.run(
                "run-\($0)", "dyck", seed: UInt64($0), step: 1, of: 2, best: 0.5, grokked: nil, .stopped, 500 - $0)
        }
        var model = HomeSamples.model(width: 200, height: 24, runs: runs)
        model.press(.end)
        #expect(model.view().lines.contains { $0.contains("run-499") })
        #expect(!model.view().lines.contains { $0.contains("run-1 ") })
        model.press(.home)
        #expect(model.view().lines.contains { $0.contains("run-1 ") })
        #expect(model.view().lines[1].contains("1–"))
    }

    @Test("every key that opens something, with the run that it means")
    func effects() {
        var model = HomeSamples.model()
        #expect(model.press(.enter) == [.open(names[0])])
        #expect(model.type("p") == [.replay(names[0])])
        #expect(model.type("1") == [.start(preset: "first")])
        #expect(model.type("q") == [.quit])
        #expect(model.press(.control("c")) == [.quit])
        #expect(model.press(.control("l")) == [.repaint])
        #expect(model.press(.control("z")) == [.suspend])
        model.press(.tab, .down)
        #expect(model.press(.enter) == [.start(preset: "dyck")])
    }

    @Test("resume goes on with what was stopped or interrupted, and says why not with the others")
    func resuming() {
        var model = HomeSamples.model()
        for (index, run) in HomeSamples.runs.enumerated() {
            model.press(.home)
            for _ in 0..<index { model.press(.down) }
            let effects = model.type("r")
            let isResumed = [.stopped, .interrupted].contains(run.state)
            #expect(effects == (isResumed ? [.resume(run.name)] : []), "\(run.name)")
            #expect((model.notice == nil) == isResumed, "\(run.name)")
        }
    }

    @Test("a run that cannot be read says so, whatever is asked of it, and can be removed")
    func unreadable() {
        var model = HomeSamples.model()
        model.press(.end)
        for key in "prfx" {
            #expect(model.type(String(key)).isEmpty)
            #expect(model.notice?.text == "is no SQLite database" && model.notice?.isAlert == true)
        }
        #expect(model.press(.enter).isEmpty)
        model.type("d")
        #expect(model.type("y") == [.remove(["broken"])])
    }

    @Test("the filter counts while it is typed; Enter keeps it, Esc forgets it")
    func filtering() {
        var model = HomeSamples.model()
        model.type("/dyck seed137")
        #expect(model.names == [names[2]])
        #expect(model.selected == names[2])
        model.press(.enter)
        #expect(model.names == [names[2]])
        #expect(model.press(.enter) == [.open(names[2])])
        model.press(.escape)
        #expect(model.names == names)
        #expect(model.selected == names[2])
        model.type("/GROKKED")
        #expect(model.names == [names[0], names[1], names[4]])
        model.press(.escape)
        #expect(model.names == names)
        model.type("/nothing of that")
        #expect(model.names.isEmpty)
        model.press(.enter)
        #expect(model.press(.enter).isEmpty)
        #expect(model.notice?.text == "no run has what the filter says")
    }

    @Test("sorted by each column on the screen in turn, and the other way round")
    func sorting() {
        var model = HomeSamples.model()
        model.type("s")
        // After `made` comes the first column again where there is no room for another.
        var seen: Set<HomeColumn> = [model.sorting]
        for _ in 0..<12 {
            let values = model.rows.filter { $0.problem == nil }
            switch model.sorting {
            case .task: #expect(values.map(\.task) == values.map(\.task).sorted())
            case .best:
                let best = values.compactMap(\.bestTestAccuracy)
                #expect(best == best.sorted(by: >) && values.last?.bestTestAccuracy == nil)
            case .grokked:
                let steps = values.compactMap(\.grokkedAt)
                #expect(steps == steps.sorted() && values.first?.grokkedAt != nil && values.last?.grokkedAt == nil)
            case .state: #expect(values.map(\.state) == values.map(\.state).sorted())
            default: break
            }
            #expect(model.rows.last?.problem != nil)
            model.type("s")
            seen.insert(model.sorting)
        }
        #expect(seen.isSuperset(of: [.task, .seed, .weightDecay, .steps, .best, .grokked, .state]))
        while model.sorting != .best { model.type("s") }
        let before = model.names
        model.type("S")
        #expect(model.names != before)
        let known = model.rows.filter { $0.bestTestAccuracy != nil }.map(\.name)
        #expect(Array(known.reversed()) == Array(before.prefix(5)))
    }

    @Test("marked runs are compared, the first above the others; fewer than two are refused")
    func comparing() {
        var model = HomeSamples.model()
        #expect(model.type("c").isEmpty)
        #expect(model.notice?.text == "two runs or more can be compared: space marks them (marked: 0)")
        model.press(.end, .up)
        model.type(" ")
        model.press(.home)
        model.type(" ")
        #expect(model.marks == [names[5], names[0]])
        #expect(model.type("c") == [.compare([names[5], names[0]])])
        model.type(" ")
        #expect(model.marks.count == 3 && model.type("c") == [.compare(model.marks)])
        model.press(.escape)
        #expect(model.marks.isEmpty)
    }

    @Test("a fork asks for the step and for ω; what is wrong is said, and can be mended")
    func forking() {
        var model = HomeSamples.model()
        model.type("f2500")
        #expect(model.press(.enter).isEmpty)
        #expect(model.view().lines.last?.contains("there is no step 2,500: a whole number from 0 to 2,499") == true)
        model.press(.control("u"))
        model.type("1,000")
        model.press(.enter)
        model.type("x")
        #expect(model.press(.enter).isEmpty)
        #expect(model.view().lines.last?.contains("'x' is no number") == true)
        model.press(.backspace)
        model.type("0.5")
        #expect(model.press(.enter) == [.fork(names[0], step: 1_000, .value(0.5))])
        model.type("f0")
        model.press(.enter)
        #expect(model.press(.enter) == [.fork(names[0], step: 0, nil)])
        model.type("f")
        #expect(model.press(.escape).isEmpty)
        #expect(model.mode == .choosing)
    }

    @Test("an export asks for table and file, with what is usual")
    func exporting() {
        var model = HomeSamples.model()
        model.type("x")
        model.press(.enter)
        #expect(
            model.press(.enter) == [.export(names[0], table: "evaluation", file: "evaluation-\(names[0]).csv")])
        model.type("xnone")
        #expect(model.press(.enter).isEmpty)
        #expect(model.view().lines.last?.contains("there is no table 'none'") == true)
        model.press(.control("u"))
        model.type("probes")
        model.press(.enter)
        model.type("out.csv")
        #expect(model.press(.enter) == [.export(names[0], table: "probes", file: "out.csv")])
    }

    @Test("removing asks first; a run that is being recorded is not removed")
    func removing() {
        var model = HomeSamples.model()
        model.type("d")
        #expect(model.view().lines.last?.contains("Remove \(names[0])? y/n") == true)
        #expect(model.type("n").isEmpty)
        #expect(model.notice?.text == "kept")
        model.press(.down)
        #expect(model.type("d").isEmpty)
        #expect(model.notice?.isAlert == true)
        model.press(.end)
        model.type(" ")
        model.press(.home)
        model.type(" d")
        #expect(model.view().lines.last?.contains("Remove 2 runs? y/n") == true)
        #expect(model.type("y") == [.remove([names[6], names[0]])])
        _ = model.update(.runs(Array(HomeSamples.runs[1..<6])))
        #expect(model.marks.isEmpty)
        #expect(model.selected == names[1])
    }

    @Test("the selection stays on its run while others come and go")
    func stays() {
        var model = HomeSamples.model()
        model.press(.down, .down)
        let new = HomeSamples.run("new", "dyck", seed: 9, step: 1, of: 2, best: nil, grokked: nil, .running, 9)
        _ = model.update(.runs([new] + HomeSamples.runs))
        #expect(model.names.first == "new" && model.selected == names[2])
        _ = model.update(.runs([new] + HomeSamples.runs.filter { $0.name != names[2] }))
        #expect(model.selected == names[3])
        _ = model.update(.runs([]))
        #expect(model.selected == nil && model.press(.enter).isEmpty)
        _ = model.update(.runsUnreadable("/runs: cannot be read"))
        #expect(model.view().lines.joined().contains("/runs: cannot be read"))
    }

    @Test("click selects, a click on the selected one opens, headings sort, the wheel scrolls, presets start")
    func mouse() throws {
        var model = HomeSamples.model()
        let lines = model.view().lines
        func row(_ text: String) throws -> Int { try #require(lines.firstIndex { $0.contains(text) }) }
        #expect(model.click(20, try row("137")).isEmpty)
        #expect(model.selected == names[2])
        #expect(model.click(20, try row("137")) == [.open(names[2])])
        let heading = try row("grokked ")
        let column = try #require(lines[heading].unicodeScalars.firstIndex(of: "k"))
        model.click(lines[heading].unicodeScalars.distance(from: lines[heading].startIndex, to: column), heading)
        #expect(model.sorting == .task || model.sorting == .grokked)
        _ = model.update(.mouse(MouseReport(button: 65, column: 10, row: 5, isRelease: false)))
        #expect(model.selected != names[2])
        let preset = try row("modadd  a+b mod 97")
        #expect(model.click(100, preset).isEmpty)
        #expect(model.click(100, preset) == [.start(preset: "modadd")])
        #expect(model.click(0, 0).isEmpty)
    }

    @Test("a preset's time is told when it is measured")
    func measured() {
        var model = HomeSamples.model()
        #expect(model.view().lines.contains { $0.contains("scan") && $0.contains("measuring …") })
        _ = model.update(.measured(preset: "scan", .seconds(fastest: 7_300, paced: 7_300)))
        #expect(model.view().lines.contains { $0.contains("scan") && $0.contains("2:01:40") })
    }

    @Test("a paste is typed where something is typed, and is no row of keys elsewhere")
    func paste() {
        var model = HomeSamples.model()
        #expect(model.update(.paste(Paste(text: "dyq", byteCount: 3))).isEmpty)
        #expect(model.mode == .choosing && model.names == names)
        model.type("/")
        _ = model.update(.paste(Paste(text: "dy\nck", byteCount: 5)))
        #expect(model.filter == "dyck")
    }

    @Test("no key stands twice in the table, and every action has one")
    func keys() {
        let keys = HomeKey.table.flatMap(\.keys)
        #expect(Set(keys).count == keys.count)
        #expect(Set(HomeKey.table.map(\.action)) == Set(HomeAction.allCases))
    }

    @Test("nothing that is pressed ends the program but what says so")
    func anyKeys() {
        var model = HomeSamples.model(width: 80, height: 24)
        var generator = SystemRandomNumberGenerator()
        let keys: [Key] =
            (0x20..<0x7F).compactMap { Unicode.Scalar($0).map(Key.character) }
            + [.enter, .escape, .tab, .backspace, .up, .down, .pageUp, .pageDown, .home, .end, .control("u")]
        for _ in 0..<5_000 {
            let key = keys[Int(generator.next() % UInt64(keys.count))]
            let before = model.mode
            let effects = model.press(key)
            if effects.contains(.quit) { #expect(before == .choosing && key == .character("q")) }
            _ = model.view()
        }
    }
}
