import Dashboard
import Foundation
import RunEvents
import TerminalUI
import Testing

/// Zoom, pan, reading and the pointer.
@Suite("Looking at a part of the time axis") struct TimeViewTests {
    private func model(in place: Place = .replay, width: Int = 120, height: Int = 40) -> Model {
        var model = makeModel(in: place, width: width, height: height)
        _ = model.update(.key(.end))
        return model
    }

    private func press(_ keys: [Key], _ model: inout Model) {
        for key in keys { _ = model.update(.key(key)) }
    }

    private func span(_ model: Model) -> StepRange { TimeSpan(run: model.run, view: model.timeView).steps }

    @Test("zooming in keeps the step that is read where it is, and 0 shows all again")
    func zoom() throws {
        var model = model()
        let whole = span(model)
        press([.character("v"), .pageUp, .pageUp], &model)
        let reading = try #require(TimeSpan(run: model.run, view: model.timeView).reading)
        let place = whole.place(of: reading)
        press([.character("+"), .character("+")], &model)
        let part = span(model)
        #expect(part.length == whole.length / 4)
        #expect(abs(part.place(of: reading) - place) < 0.01)
        press([.character("0")], &model)
        #expect(span(model) == whole)
    }

    @Test("nothing lies outside the run, however far one pans or zooms", arguments: 0..<40)
    func bounds(seed: Int) {
        var random = RandomKeys(seed: seed)
        var model = model()
        let keys: [Key] =
            "+-<>0Lvzn.N".unicodeScalars.map(Key.character) + [.left, .right, .home, .end, .escape, .enter]
        for _ in 0..<60 {
            press([keys[random.below(keys.count)]], &model)
            let steps = span(model)
            #expect(steps.first >= 0 && steps.length >= 10)
            #expect(model.view().lines.count == 40)
        }
    }

    @Test("a part at the newest step follows the run; one before it stays")
    func follows() {
        var model = makeModel(width: 120, height: 40)
        for event in SyntheticRun.history(to: 400) { _ = model.update(.event(event)) }
        press([.character("+"), .character("+")], &model)
        let before = span(model)
        #expect(before.contains(400))
        var stays = model
        press([.character("<"), .character("<"), .character("<")], &stays)
        let earlier = span(stays)
        for event in SyntheticRun.history(to: 900).drop(while: { $0.step <= 400 }) {
            _ = model.update(.event(event))
            _ = stays.update(.event(event))
        }
        #expect(span(model).contains(model.run.step) && span(model).length == before.length)
        #expect(span(stays) == earlier)
    }

    @Test("the reading shows each series at its step, and at the mark, and the difference")
    func reading() throws {
        var model = model(width: 160, height: 50)
        press([.character("v"), .home], &model)
        press([.character("n"), .character("v"), .pageDown], &model)
        let text = model.view().lines.joined(separator: "\n")
        let step = try #require(TimeSpan(run: model.run, view: model.timeView).reading)
        let mark = try #require(TimeSpan(run: model.run, view: model.timeView).mark)
        #expect(step > mark)
        #expect(text.contains("+\(NumberText.grouped(step - mark)) steps"))
        let here = try #require(model.run.state(at: step).evaluations.newest)
        let there = try #require(model.run.state(at: mark).evaluations.newest)
        let row = try #require(
            text.split(separator: "\n").first {
                $0.contains("test loss ") && $0.contains("+") || $0.contains("test loss  ")
            })
        for value in [here.testLoss, there.testLoss] { #expect(row.contains(NumberText.length(value)), "\(row)") }
        press([.escape, .escape], &model)
        #expect(TimeSpan(run: model.run, view: model.timeView).reading == nil)
        #expect(!model.view().lines.joined().contains("╭─ reading"))
    }

    @Test("screens", arguments: [(80, 24), (120, 40)])
    func screens(width: Int, height: Int) throws {
        var model = model(width: width, height: height)
        press([.character("v"), .pageUp, .pageUp, .character("v"), .pageUp, .pageUp, .pageUp], &model)
        try expectScreen(model.view().lines, "reading-\(width)x\(height)")
        press([.character("z"), .escape, .escape], &model)
        try expectScreen(model.view().lines, "zoomed-\(width)x\(height)")
        press([.character("0"), .character("L")], &model)
        try expectScreen(model.view().lines, "logarithmic-\(width)x\(height)")
    }

    // MARK: The pointer

    private func report(_ button: Int, _ column: Int, _ row: Int, isRelease: Bool = false) -> Message {
        .mouse(MouseReport(button: button, column: column, row: row, isRelease: isRelease))
    }

    @Test("a click reads the column under the pointer; a drag selects, and Esc lets go")
    func click() throws {
        var model = model()
        _ = model.update(report(0, 60, 5))
        let first = try #require(TimeSpan(run: model.run, view: model.timeView).reading)
        _ = model.update(report(32, 90, 5))
        _ = model.update(report(0, 90, 5, isRelease: true))
        let span = TimeSpan(run: model.run, view: model.timeView)
        #expect(span.mark == first)
        #expect(try #require(span.reading) > first)
        _ = model.update(report(32, 100, 5))
        #expect(TimeSpan(run: model.run, view: model.timeView).reading == span.reading)
    }

    @Test("the wheel zooms around the pointer, and the right button pans")
    func wheel() {
        var model = model()
        let whole = span(model)
        for _ in 0..<4 { _ = model.update(report(64, 60, 5)) }
        let part = span(model)
        #expect(part.length < whole.length / 2)
        _ = model.update(report(2, 60, 5))
        _ = model.update(report(34, 80, 5))
        _ = model.update(report(2, 80, 5, isRelease: true))
        #expect(span(model).first < part.first || part.first == 0)
        for _ in 0..<12 { _ = model.update(report(65, 60, 5)) }
        #expect(span(model) == whole)
    }

    @Test("a click on an event goes to its step")
    func event() throws {
        var model = model()
        let lines = model.view().lines
        let row = try #require(lines.firstIndex { $0.hasPrefix("╭─ events") }) + 2
        _ = model.update(report(0, 20, row))
        let entries = model.run.log.entries
        #expect(model.shownStep == entries[entries.count - 2].step)
    }

    @Test("any report, anywhere, on any screen, leaves a model that can be drawn", arguments: 0..<60)
    func anything(seed: Int) {
        var random = RandomKeys(seed: seed)
        for place in Place.allCases {
            var model = makeModel(in: place, width: 40 + random.below(120), height: 10 + random.below(40))
            for _ in 0..<40 {
                let report = MouseReport(
                    button: random.below(130), column: random.below(200) - 5, row: random.below(70) - 5,
                    isRelease: random.below(2) == 0)
                _ = model.update(.mouse(report))
            }
            #expect(model.view().height == model.size.height)
        }
    }
}

/// Numbers that are the same in every run of the tests.
private struct RandomKeys {
    private var state: UInt64

    init(seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func below(_ count: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(count))
    }
}
