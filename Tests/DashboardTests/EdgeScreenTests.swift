import Dashboard
import RunEvents
import TerminalUI
import Testing

/// What the edge, and the answers of measurements, look like.
@Suite struct EdgeScreenTests {
    private func run(_ width: Int, _ height: Int, symbols: Symbols = .braille, to step: Int = 1_600) -> Model {
        var model = makeModel(width: width, height: height, symbols: symbols)
        for event in SyntheticRun.history(to: step) { _ = model.update(.event(event)) }
        _ = model.update(.tick(elapsedSeconds: Double(step) / 60))
        return model
    }

    @Test(arguments: [(60, 16), (80, 24), (120, 40), (200, 60)]) func ledger(width: Int, height: Int) throws {
        var model = run(width, height)
        _ = model.update(.key(.character("d")))
        model.notice = nil
        #expect(model.side == .ledger)
        try expectScreen(model.view().lines, "ledger-\(width)x\(height)")
    }

    /// Where k* moves the parts alone do not add up to Δg.
    @Test(arguments: [(80, 24), (120, 40)]) func ledgerWhereTheGapMoves(width: Int, height: Int) throws {
        var model = run(width, height, to: 700)
        _ = model.update(.key(.character("d")))
        model.notice = nil
        let lines = model.view().lines
        // A narrow screen has the columns alone.
        #expect(width < 120 || lines.contains { $0.contains("k* +1.3e-1  rest g") })
        try expectScreen(lines, "ledger-moved-\(width)x\(height)")
    }

    @Test(arguments: [(60, 16), (80, 24), (120, 40), (200, 60)]) func gapFlow(width: Int, height: Int) throws {
        var model = run(width, height)
        for _ in 0..<2 { _ = model.update(.key(.character("d"))) }
        model.notice = nil
        #expect(model.side == .gapFlow)
        try expectScreen(model.view().lines, "gapflow-\(width)x\(height)")
    }

    @Test(arguments: [(80, 24), (120, 40), (160, 50)], [Panel.classes, .windows])
    func panelsOfTheEdge(size: (width: Int, height: Int), panel: Panel) throws {
        var model = run(size.width, size.height)
        model.panel = panel
        try expectScreen(model.view().lines, "\(panel.name)-\(size.width)x\(size.height)")
    }

    @Test func theLargestScreen() throws {
        var model = run(240, 70)
        _ = model.update(.event(.probe(ProbeRecord(SyntheticRun.attention(1_600)))))
        try expectScreen(model.view().lines, "run-240x70")
    }

    @Test(arguments: [(80, 24), (120, 40)]) func measurements(width: Int, height: Int) throws {
        var lines: [String] = []
        for record in SyntheticRun.measurements(1_600) + [ProbeRecord(SyntheticRun.fourier(1_600, isModular: true))] {
            var model = run(width, height)
            if record.kind == .progressMeasures {
                _ = model.update(.event(.command(.init(step: 1_600, command: .probe(record.kind), weightDecay: 1))))
            }
            _ = model.update(.event(.probe(record)))
            let layout = try #require(Layout(size: model.size, isExpanded: false))
            let bottom = try #require(layout.bottom.last).rect
            lines += model.view().lines[bottom.y..<bottom.bottom].map { String($0.dropFirst(bottom.x)) }
        }
        try expectScreen(lines, "measurements-\(width)x\(height)")
    }

    /// Where the coordinate is no quantity the share of right answers comes first; R² beside it where there is room.
    @Test func readoutsOfTokensSayTheShareThatIsRight() {
        func line(_ width: Int, _ height: Int) -> String {
            var model = makeModel(width: width, height: height)
            for event in SyntheticTask.scan.history(to: 6_400) { _ = model.update(.event(event)) }
            _ = model.update(.event(.probe(ProbeRecord(SyntheticRun.tokenReadout(6_400)))))
            #expect(model.view().lines.contains { $0.contains("right, R² of token ╮") })
            return model.view().lines.first { $0.contains("head reads") } ?? ""
        }
        #expect(line(80, 24).contains("head reads       0.512  0.634  0.756      0.982  0.986  0.988 "))
        #expect(line(120, 40).contains("head reads       0.512  0.634  0.756      "))
        #expect(!line(120, 40).contains("0.982"))
    }

    @Test func menu() throws {
        var model = makeModel(in: .past)
        _ = model.update(.key(.character("m")))
        try expectScreen(model.view().lines, "menu-past-80x24")
    }

    /// Glyphs of their own without colours, and each with a counterpart in ASCII.
    @Test func inASCIIEverythingIsToldApart() throws {
        var model = run(80, 24, symbols: .ascii)
        _ = model.update(.key(.character("d")))
        _ = model.update(.event(.probe(ProbeRecord(SyntheticRun.attention(1_600)))))
        model.notice = nil
        let lines = model.view().lines
        #expect(lines.allSatisfy { $0.utf8.count == 80 })
        #expect(lines.joined().filter { $0 == "?" }.count == 1, "\(lines)")
        try expectScreen(lines, "edge-ascii-80x24")
        let glyphs = ["░", "▒", "█", "─", "·"].compactMap { Unicode.Scalar($0) }.map(ASCIIFolding.fold)
        #expect(Set(glyphs).count == glyphs.count)
    }

    @Test(arguments: Panel.choices) func noSizeTraps(panel: Panel) {
        for step in [0, 150, 700] {
            var model = run(80, 24, to: step)
            if step == 700 { for record in SyntheticRun.measurements(700) { _ = model.update(.event(.probe(record))) } }
            model.panel = panel
            model.side = step == 150 ? .ledger : .gapFlow
            for width in [59, 60, 61, 80, 99, 100, 156, 208, 300] {
                for height in [15, 16, 22, 23, 24, 31, 40, 100] {
                    let frame = model.view(size: Size(width: width, height: height))
                    #expect(frame.width == width && frame.height == height)
                }
            }
        }
    }

    @Test(
        arguments: Panel.choices.filter {
            $0 != .newest && $0.measurement == nil && $0.subjects.contains(.trained)
        }, [60, 80, 100, 156, 208, 300])
    func aChosenPanelStandsInOnePlace(panel: Panel, width: Int) {
        for height in [24, 40] {
            var model = run(width, height)
            model.panel = panel
            let screen = model.view().lines.joined(separator: "\n")
            #expect(screen.ranges(of: "╭─ \(panel.name) ─").count == 1, "\(panel.name) \(width)")
        }
    }

    /// What the gap flow predicts has a row only where it is what is shown.
    @Test func thePredictedClassStandsWithTheGapFlow() {
        for (width, height) in [(80, 24), (120, 40), (200, 60)] {
            var model = run(width, height)
            let rows = Panel.sides.map { side -> Int in
                model.side = side
                return model.view().lines.filter { $0.hasPrefix(" pred ") }.count
            }
            #expect(rows == [0, 0, 1], "\(width)x\(height)")
        }
    }

    /// Where nothing is measured the panels say so, or what would fill them.
    @Test func emptyPanelsSayWhatWouldFillThem() {
        var started = SyntheticRun.started
        started.change { $0.spectrum.measurements = nil }
        var model = makeModel(width: 120, height: 40)
        _ = model.update(.event(.started(started)))
        model.side = .gapFlow
        func screen() -> String { model.view().lines.joined(separator: "\n") }
        #expect(screen().contains("this run does not measure it"))
        model.side = .ledger
        #expect(screen().contains("this recording has no ledger"))
        _ = model.update(.event(.started(SyntheticRun.started)))
        #expect(screen().contains("first account at step 300"))
        model.side = .gapFlow
        #expect(screen().contains("first window at step 500"))
        for (panel, hint) in [
            (Panel.classes, "first window at step 500"), (.windows, "first window at step 100"),
            (.measurement(.attention), "m opens the menu of measurements"),
        ] {
            model.panel = panel
            #expect(screen().contains(hint), "\(panel.name)")
        }
    }

    @Test func theLeadIsSignedAndOfTheStepsThatWereSaid() {
        func title(_ grokked: Int?) -> String {
            var model = makeModel(width: 120, height: 40)
            for event in SyntheticRun.history(to: 400) { _ = model.update(.event(event)) }
            if let grokked {
                _ = model.update(.event(.marker(.init(step: grokked, kind: .grokked, accuracy: 0.96, sequences: 1))))
            }
            return model.view().lines[1]
        }
        #expect(title(nil).contains("compression   ◇ 300           "))
        #expect(title(400).contains("◇ 300      +100"))
        #expect(title(220).contains("◇ 300       −80"))
        #expect(title(300).contains("◇ 300         0"))
    }

    @Test func figuresOfTheGapFlowKeepTheirPlaces() {
        func places(_ width: Int, _ step: Int) -> [Int?] {
            var model = run(width, 40, to: step)
            model.side = .gapFlow
            let title = model.view().lines.first { $0.contains("as published ") } ?? ""
            return ["pred", "meas", "k* "].map { name in
                title.firstRange(of: name).map { title.distance(from: title.startIndex, to: $0.lowerBound) }
            }
        }
        for width in [120, 160] {
            let all = [300, 700, 900, 1_300].map { places(width, $0) }
            #expect(Set(all.map { $0[0] }).count == 1 && Set(all.map { $0[1] }).count == 1)
            #expect(!all.contains { $0.contains(nil) })
        }
    }
}
