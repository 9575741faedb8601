import Dashboard
import RunEvents
import TerminalUI
import Testing

/// Every panel of the lower row with something in it, at four sizes: in its place, and as large as the screen.
@Suite struct EveryPanelTests {
    private static let sizes = [(80, 24), (120, 40), (160, 50), (240, 60)]

    /// A run that has all that panels show.
    private static func model(_ subject: Panel.Subject, width: Int, height: Int) -> Model {
        guard subject == .trained else {
            return SyntheticWatched.accuracies.model(isFollowed: false, width: width, height: height)
        }
        var model = makeModel(width: width, height: height)
        for event in SyntheticRun.history(to: 1_600) { _ = model.update(.event(event)) }
        for record in SyntheticRun.measurements(1_600) { _ = model.update(.event(.probe(record))) }
        _ = model.update(.event(.intervention(SyntheticRun.intervention(1_000))))
        _ = model.update(.tick(elapsedSeconds: 27))
        return model
    }

    @Test(arguments: Panel.choices, sizes)
    func panel(_ panel: Panel, size: (width: Int, height: Int)) throws {
        let subject: Panel.Subject = panel.subjects.contains(.trained) ? .trained : .watched
        var model = Self.model(subject, width: size.width, height: size.height)
        model.panel = panel
        if panel == .knowledge {
            // The key asks the network, and this is its answer.
            _ = model.update(.key(.character("K")))
            _ = model.update(.knowledge(.now, .success(SyntheticKnowledge.brackets(1_600))))
        }
        model.notice = nil
        let name = panel.name.map { $0.isLetter || $0.isNumber ? String($0) : "-" }.joined()
        let layout = try #require(Layout(size: model.size, isExpanded: false))
        let row = try #require(layout.bottom.first).rect
        try expectScreen(Array(model.view().lines[row.y..<row.bottom]), "panel-\(name)-\(size.width)x\(size.height)")
        // The focus goes round until it is on the panel.
        for _ in 0..<12 where !isFocused(panel, model) { _ = model.update(.key(.tab)) }
        guard isFocused(panel, model) else { return }
        _ = model.update(.key(.character("e")))
        model.notice = nil
        let large = model.view().lines
        #expect(large.contains { $0.contains("─ \(panel.name)") }, "\(panel.name)")
        try expectScreen(large, "panel-\(name)-large-\(size.width)x\(size.height)")
    }

    private func isFocused(_ panel: Panel, _ model: Model) -> Bool {
        var large = model
        _ = large.update(.key(.character("e")))
        return large.focus != nil && large.view().lines.dropFirst().first?.contains("─ \(panel.name)") == true
    }
}
