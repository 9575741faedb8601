import Dashboard
import RunEvents
import TerminalUI
import Testing

/// The panel of train and test loss.
@Suite struct LossPanelTests {
    private func run(_ width: Int, _ height: Int, symbols: Symbols = .braille) -> Model {
        var model = makeModel(width: width, height: height, symbols: symbols)
        for event in SyntheticRun.history(to: 1_600) { _ = model.update(.event(event)) }
        _ = model.update(.tick(elapsedSeconds: 27))
        model.panel = .loss
        return model
    }

    /// A run of evaluations with these losses on both sets, one every 20 steps.
    private func run(losses: [Double], norm: Double = 30) -> Model {
        var model = makeModel(width: 120, height: 40)
        _ = model.update(.event(.started(SyntheticRun.started)))
        for (index, loss) in losses.enumerated() {
            var record = SyntheticRun.evaluation(20 * (index + 1))
            (record.trainLoss, record.testLoss, record.parameterNorm) = (loss, loss, norm)
            _ = model.update(.event(.evaluation(record)))
        }
        model.panel = .loss
        return model
    }

    /// The lines of the panel, which stands at the left of the lower row.
    private func panel(_ model: Model) throws -> [String] {
        let layout = try #require(Layout(size: model.size, isExpanded: false))
        let rect = try #require(layout.bottom.first).rect
        return model.view().lines[rect.y..<rect.bottom].map { String($0.dropFirst(rect.x).prefix(rect.width)) }
    }

    private func hasCurve(_ lines: [String]) -> Bool {
        lines.contains { $0.unicodeScalars.contains { (0x2801...0x28FF).contains($0.value) } }
    }

    @Test(arguments: [(80, 24), (120, 40), (160, 50), (260, 60)])
    func chosen(width: Int, height: Int) throws {
        try expectScreen(run(width, height).view().lines, "loss-\(width)x\(height)")
    }

    @Test func inASCIIEveryCurveHasAMark() throws {
        let lines = run(80, 24, symbols: .ascii).view().lines
        #expect(lines.allSatisfy { $0.utf8.count == 80 })
        try expectScreen(lines, "loss-ascii-80x24")
    }

    /// Beside the others, without being chosen, and once only where it is.
    @Test func aWideScreenHasAPlaceForIt() {
        for (width, isThere) in [(259, false), (260, true)] {
            var model = run(width, 60)
            model.panel = .newest
            #expect(model.view().lines.contains { $0.contains("╭─ loss ") } == isThere)
            model.panel = .loss
            #expect(model.view().lines.reduce(0) { $0 + $1.ranges(of: "╭─ loss ").count } == 1)
        }
    }

    @Test func anotherRunLiesBeneathIt() throws {
        var model = run(120, 40)
        _ = model.update(.overlays([Overlay(run: EventfulRun.state(), name: "r", kind: .parent(forkStep: 800))]))
        try expectScreen(model.view().lines, "loss-overlay-120x40")
        // What can be seen of the other run lies within the axis.
        var other = RunState()
        var record = SyntheticRun.evaluation(400)
        (record.trainLoss, record.testLoss) = (1e-7, 1e-7)
        other.apply(.evaluation(record))
        _ = model.update(.overlays([Overlay(run: other, name: "r", kind: .other)]))
        #expect(try panel(model).contains { $0.contains("1e-4") })
        #expect(try panel(model)[0].contains("other  1.0e-7"))
    }

    @Test func thePastHasTheLossesOfThen() throws {
        var model = makeModel(in: .past, width: 120, height: 40)
        model.panel = .loss
        let then = SyntheticRun.evaluation(1_000)
        #expect(try panel(model)[0].contains("test " + NumberText.right(NumberText.length(then.testLoss), width: 7)))
        _ = model.update(.key(.end))
        #expect(try !panel(model)[0].contains(NumberText.length(then.testLoss)))
    }

    /// Without any loss that has a logarithm there is no curve, and the figures say what the losses are.
    @Test(arguments: [(Double.nan, "–"), (.infinity, "–"), (0, "0")])
    func lossesWithoutALogarithm(loss: Double, figure: String) throws {
        let lines = try panel(run(losses: Array(repeating: loss, count: 12)))
        #expect(lines[0].contains("test " + NumberText.right(figure, width: 7)))
        #expect(lines.contains { $0.contains("no loss that is finite and above zero") })
    }

    /// A gap in the curve, and an axis that spans the others.
    @Test(arguments: [Double.nan, .infinity, 0])
    func aSingleLossWithoutALogarithmIsAGap(loss: Double) throws {
        let losses = (0..<40).map { $0 == 20 ? loss : 0.1 * Double($0 + 1) }
        let lines = try panel(run(losses: losses, norm: .nan))
        #expect(lines.contains { $0.contains("1e0") } && hasCurve(lines))
        let whole = try panel(run(losses: (0..<40).map { 0.1 * Double($0 + 1) }, norm: .nan))
        #expect(lines.dropFirst() != whole.dropFirst())
        #expect(lines[0].contains("‖θ‖     –"))
    }

    /// Softmax collapse stands inside where there are rows for it, else on the edge, and nowhere for an older
    /// recording.
    @Test func softmaxCollapseStandsWhereThereIsRoom() throws {
        var tall = run(160, 50)
        #expect(try panel(tall).dropLast().last?.contains("zero loss 20.0 %  cos(−∇L, θ) −0.100") == true)
        #expect(try !panel(tall)[0].contains("zero loss"))
        let wide = run(80, 24)
        #expect(wide.view().lines.contains { $0.contains("╭─ loss ") && $0.contains("zero loss 20.0 %") })
        var record = SyntheticRun.evaluation(1_620)
        record.trainZeroLossShare = nil
        _ = tall.update(.event(.evaluation(record)))
        #expect(!tall.view().lines.contains { $0.contains("zero loss") })
    }

    @Test(arguments: [30.0, 55.8, 104, 1_926])
    func theAxisOfNormsHasNumbersNearTheNorm(norm: Double) throws {
        var model = run(losses: [1, 0.5, 0.2], norm: norm)
        model.panel = .norms
        let labels = try panel(model).dropFirst().compactMap { Double($0.dropFirst().prefix(4).filter { $0 != " " }) }
        #expect(!labels.isEmpty && labels.allSatisfy { $0 > norm / 2 && $0 < norm * 2 }, "\(labels)")
    }

    @Test func aNormThatStandsStillLiesInTheMiddle() throws {
        let lines = try panel(run(losses: Array(repeating: .leastNonzeroMagnitude, count: 12), norm: 30))
        #expect(hasCurve(lines) && lines[0].contains("‖θ‖  30.0"))
    }

    @Test func beforeThereIsAnEvaluationItSaysWhenThereIs() throws {
        var model = makeModel(width: 120, height: 40)
        model.panel = .loss
        #expect(try panel(model).contains { $0.contains("waiting for the run to begin") })
        _ = model.update(.event(.started(SyntheticRun.started)))
        #expect(try panel(model).contains { $0.contains("first evaluation at step 20") })
    }
}
