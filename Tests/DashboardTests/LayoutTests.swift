import Dashboard
import RunEvents
import TerminalUI
import Testing

/// Arrangements of the panels, the focus, and panels that are switched on and off.
@Suite struct LayoutTests {
    private static let sizes = [(60, 16), (80, 24), (120, 40), (160, 50), (80, 60), (240, 60)]

    private func model(_ name: LayoutName, width: Int, height: Int, in place: Place = .replay) -> Model {
        var model = makeModel(in: place, width: width, height: height)
        model.memory.arrangement = Arrangement(name: name)
        return model
    }

    private func layout(_ model: Model) throws -> Layout {
        try #require(Layout(size: model.size, isExpanded: false, arrangement: model.memory.arrangement))
    }

    @Test(arguments: LayoutName.allCases, [(80, 24), (120, 40), (160, 50), (80, 60)])
    func arrangements(name: LayoutName, size: (width: Int, height: Int)) throws {
        // The automatic one at these sizes is what other tests show.
        guard name != .automatic else { return }
        try expectScreen(
            model(name, width: size.width, height: size.height).view().lines,
            "layout-\(name.rawValue)-\(size.width)x\(size.height)")
    }

    /// A number takes its own panel away, and no other one with it; the same number brings it back.
    @Test(arguments: [(80, 24), (120, 40), (160, 50), (240, 60)], [3, 4, 5])
    func aNumberSwitchesItsOwnPanel(size: (width: Int, height: Int), number: Int) {
        let panels: [Panel] = [.eigenvalues, .drive, .ledger]
        func shown(_ model: Model) -> [Panel] {
            let lines = model.view().lines
            return panels.filter { panel in lines.contains { $0.contains("─ \(panel.name) ─") } }
        }
        var model = model(.automatic, width: size.width, height: size.height)
        let before = shown(model)
        let own = panels[number - 3]
        for _ in 0..<(before.contains(own) ? 1 : 2) {
            _ = model.update(.key(.character(Unicode.Scalar(UInt8(0x30 + number)))))
        }
        #expect(shown(model) == before.filter { $0 != own }, "\(own.name) at \(size)")
        _ = model.update(.key(.character(Unicode.Scalar(UInt8(0x30 + number)))))
        #expect(shown(model).contains(own), "\(own.name) at \(size)")
    }

    /// Nothing lies on anything else, nothing lies outside, and no place is too low for its panel.
    @Test(arguments: LayoutName.allCases, sizes)
    func placesAreApart(name: LayoutName, size: (width: Int, height: Int)) throws {
        for subject in [Panel.Subject.trained, .watched] {
            var switches: [[Panel: Bool]] = [[:]]
            for panel in Panel.numbered(subject) { switches += [[panel: true], [panel: false]] }
            for chosen in switches {
                let size = Size(width: size.width, height: size.height)
                let layout = try #require(
                    Layout(
                        size: size, isExpanded: false, hasPrediction: true, subject: subject,
                        arrangement: Arrangement(name: name, switches: chosen)))
                let rects =
                    [
                        layout.header, layout.accuracy, layout.fineRibbon, layout.coarseRibbon,
                        layout.predictionRibbon, layout.steps, layout.footer,
                    ].filter { !$0.isEmpty } + (layout.spectrum + layout.bottom).map(\.rect)
                var cells = Set<Int>()
                for rect in rects {
                    for y in rect.y..<rect.bottom {
                        for x in rect.x..<rect.right {
                            #expect(x >= 0 && x < size.width && y >= 0 && y < size.height, "\(name) \(size)")
                            #expect(cells.insert(y * size.width + x).inserted, "\(name) \(size): \(x), \(y)")
                        }
                    }
                }
                for place in layout.spectrum + layout.bottom {
                    #expect(place.rect.height >= 5 && place.rect.width >= 20, "\(name) \(size): \(place)")
                }
            }
        }
    }

    @Test func theNextLayoutIsUsedAndKept() throws {
        var model = model(.automatic, width: 120, height: 40)
        let before = model.view()
        var kept: [Effect] = []
        for name in LayoutName.allCases.dropFirst() + [.automatic] {
            let effects = model.update(.key(.character("l")))
            #expect(model.memory.arrangement.name == name)
            #expect(effects == [.remember(model.memory)])
            kept += effects
        }
        #expect(kept.count == LayoutName.allCases.count)
        #expect(model.view().lines.dropLast() == before.lines.dropLast())
    }

    @Test func panelsAreSwitchedByNumber() throws {
        var model = model(.automatic, width: 120, height: 40)
        func titles() -> String { model.view().lines.dropLast().joined(separator: "\n") }
        #expect(titles().contains("╭─ Gram eigenvalues") && titles().contains(" fine "))
        #expect(model.update(.key(.character("3"))) == [.remember(model.memory)])
        #expect(!titles().contains("╭─ Gram eigenvalues"))
        _ = model.update(.key(.character("2")))
        #expect(!titles().contains("\n fine "))
        _ = model.update(.key(.character("8")))
        #expect(titles().contains("╭─ loss"))
        _ = model.update(.key(.character("1")))
        #expect(!titles().contains("accuracy per bracket"))
        for key in "1238".unicodeScalars { _ = model.update(.key(.character(key))) }
        #expect(titles().contains("╭─ Gram eigenvalues") && titles().contains("accuracy per bracket"))
        #expect(!titles().contains("╭─ loss"))
    }

    @Test func theLastPanelStays() throws {
        var model = model(.projector, width: 80, height: 24)
        for key in "1234".unicodeScalars { _ = model.update(.key(.character(key))) }
        #expect(model.view().lines.last?.contains("what drives v₁ is the only panel") == true)
        #expect(model.view().lines.contains { $0.contains("what drives v₁") })
    }

    @Test func tabMovesTheFocusThroughAllPanelsAndBack() throws {
        var model = model(.automatic, width: 120, height: 40)
        let style = model.theme[.title]
        func focused() -> [Rect] {
            let (frame, layout) = (model.view(), try? layout(model))
            let rects =
                [layout?.accuracy].compactMap(\.self) + ((layout?.spectrum ?? []) + (layout?.bottom ?? [])).map(\.rect)
            return rects.filter { frame[$0.x, $0.y]?.style == style }
        }
        #expect(focused().isEmpty)
        var seen: [Rect] = []
        for _ in 0..<5 {
            _ = model.update(.key(.tab))
            let now = focused()
            #expect(now.count == 1)
            seen += now
        }
        #expect(Set(seen).count == 5)
        _ = model.update(.key(.tab))
        #expect(focused().isEmpty)
        _ = model.update(.key(.backTab))
        #expect(focused() == [seen[4]])
        _ = model.update(.key(.escape))
        #expect(focused().isEmpty)
    }

    @Test func aFocusedPanelIsEnlargedAndTabGoesOn() throws {
        var model = model(.automatic, width: 120, height: 40)
        for key in [Key.tab, .tab, .tab, .character("e")] { _ = model.update(.key(key)) }
        var lines = model.view().lines
        #expect(lines[1].contains("what drives v₁") && lines[38].hasPrefix("╰"))
        _ = model.update(.key(.tab))
        lines = model.view().lines
        #expect(lines[1].contains("events"))
        _ = model.update(.key(.escape))
        #expect(model.view().lines[1].contains("accuracy per bracket") && !model.isExpanded)
        // With the focus on nothing it is accuracy that is enlarged, as long ago.
        _ = model.update(.key(.escape))
        _ = model.update(.key(.character("e")))
        #expect(model.view().lines[35].hasPrefix("╰") && model.view().lines[1].contains("accuracy per bracket"))
    }

    @Test func aClickFocuses() throws {
        var model = model(.automatic, width: 120, height: 40)
        let place = try layout(model).bottom[1].rect
        _ = model.update(.mouse(MouseReport(button: 0, column: place.x + 3, row: place.y + 3, isRelease: false)))
        #expect(model.view()[place.x, place.y]?.style == model.theme[.title])
        _ = model.update(.key(.character("e")))
        #expect(model.view().lines[1].contains("ablation at 1,000"))
    }

    @Test(arguments: LayoutName.allCases) func noKeyTrapsInAnyLayout(name: LayoutName) throws {
        for (width, height) in Self.sizes {
            var model = model(name, width: width, height: height, in: .now)
            for scalar in "12345678987654321eoee\tsdveLv+-<>lyKKKo".unicodeScalars {
                _ = model.update(.key(scalar == "\t" ? .tab : .character(scalar)))
                #expect(model.view().lines.count == height)
            }
        }
    }
}
