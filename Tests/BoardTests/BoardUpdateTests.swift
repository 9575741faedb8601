import Board
import Foundation
import Survey
import TerminalUI
import Testing

@Suite("The sweep screen: what keys do")
struct BoardUpdateTests {
    @Test("the first two conditions are the axes; keys go through the others, and the axis down may be none")
    func axes() {
        var model = BoardSamples.model()
        #expect(model.rowAxis == "weight-decay" && model.columnAxis == "learning-rate")
        model.type("x")
        #expect(model.columnAxis == "seed")
        model.type("y")
        #expect(model.rowAxis == "learning-rate")
        model.type("y")
        #expect(model.rowAxis == nil)
        model.type("y")
        #expect(model.rowAxis == "weight-decay")
    }

    @Test("f and F go through all figures, and back")
    func figures() {
        var model = BoardSamples.model()
        var seen: [BoardFigure] = []
        for _ in BoardFigure.allCases {
            seen.append(model.figure)
            model.type("f")
        }
        #expect(seen == BoardFigure.allCases && model.figure == seen[0])
        model.type("F")
        #expect(model.figure == seen.last)
    }

    @Test("what the map says of a cell: medians that count runs without grokking, shares, classes")
    func cells() {
        var model = BoardSamples.model()
        // Two of five grok without decay, so the median lies beyond the run.
        #expect(model.text.contains(">4,000"))
        model.type("f")
        #expect(model.text.contains("2/5") && model.text.contains("5/5"))
        model.type("fff")
        #expect(model.text.contains("funct 5/5") && model.text.contains("mixed 3/5"))
    }

    @Test("Enter in the map leaves the runs of the cell, Enter in the table opens one, Esc goes back")
    func enter() {
        var model = BoardSamples.model()
        #expect(model.names.count == 60)
        #expect(model.press(.down, .right, .enter).isEmpty)
        #expect(model.names == (1...5).map { "dyck-\($0)-7f3a0b11" } && model.focus == .table)
        #expect(model.press(.down, .enter) == [.open(path: "/home/somebody/sweeps/dyck/runs/dyck-2-7f3a0b11")])
        model.press(.escape)
        #expect(model.names.count == 60 && model.focus == .map && model.selected == "dyck-2-7f3a0b11")
    }

    @Test("a run that has not begun is not opened, and the reason is said")
    func pending() {
        var model = BoardSamples.model()
        model.type("/pending")
        model.press(.enter, .tab)
        #expect(model.press(.enter).isEmpty && model.text.contains("has not begun"))
    }

    @Test("the filter takes words of names, states, values and classes, and Esc forgets it")
    func filter() {
        var model = BoardSamples.model()
        for (words, count) in [
            ("seed=3", 12), ("seed=3 weight-decay=1", 4), ("grokked", 40 + 8 - 5), ("running", 1), ("functional", 20),
            ("nothing", 0),
        ] {
            model.type("/\(words)")
            #expect(model.names.count == count, "\(words)")
            model.press(.escape)
            #expect(model.names.count == 60)
        }
    }

    @Test("sorting by a column and back; what is not known stands last both ways")
    func sorting() throws {
        var model = BoardSamples.model(width: 160)
        while model.sorting != .grokked { model.type("s") }
        func steps() -> [Int?] { model.rows.map(\.figures.grokkedAt) }
        let ascending = steps()
        let known = ascending.compactMap(\.self)
        #expect(known == known.sorted() && ascending.prefix(known.count).allSatisfy { $0 != nil } && known.count < 60)
        model.type("S")
        #expect(steps().prefix(known.count).compactMap(\.self) == known.reversed())
        while model.sorting != .axis("learning-rate") { model.type("s") }
        #expect(
            model.rows.first?.values["learning-rate"] == "1e-4" && model.rows.last?.values["learning-rate"] == "3e-3")
    }

    @Test("a new state keeps cell, selection and order")
    func live() {
        var model = BoardSamples.model()
        model.press(.down, .right, .tab, .down, .down)
        let (cell, selected) = (model.cell, model.selected)
        var runs = BoardSamples.survey.runs
        (runs[59].state, runs[59].step) = ("running", 20)
        _ = model.update(.survey(Survey(name: "dyck", axes: BoardSamples.survey.axes, runs: runs)))
        #expect(model.cell == cell && model.selected == selected)
        #expect(model.text.contains("2 running"))
    }

    @Test("the header says how many runs have figures that are not read yet, until there are none")
    func unread() {
        var model = BoardSamples.model(survey: nil)
        let (axes, runs) = (BoardSamples.survey.axes, BoardSamples.survey.runs)
        _ = model.update(.survey(Survey(name: "dyck", axes: axes, runs: runs, unread: 1_234)))
        #expect(model.text.contains("grokked · reading 1,234 more …"))
        _ = model.update(.survey(BoardSamples.survey))
        #expect(!model.text.contains("reading"))
    }

    @Test("a click on a cell chooses it, two on a run open it")
    func mouse() throws {
        var model = BoardSamples.model(width: 200)
        func place(_ text: String) throws -> (Int, Int) {
            let lines = model.view().lines
            let y = try #require(lines.firstIndex { $0.contains(text) })
            let range = try #require(lines[y].range(of: text))
            let scalars = lines[y].unicodeScalars
            return (scalars.distance(from: scalars.startIndex, to: range.lowerBound), y)
        }
        func click(_ place: (Int, Int)) -> [BoardEffect] {
            model.update(.mouse(MouseReport(button: 0, column: place.0, row: place.1, isRelease: false)))
        }
        #expect(try click(place("1,180")).isEmpty)
        #expect(model.cell == (1, 2))
        let run = try place("dyck-3-7f3a0b00")
        #expect(click(run).isEmpty && click(run) == [.open(path: "/home/somebody/sweeps/dyck/runs/dyck-3-7f3a0b00")])
    }
}
