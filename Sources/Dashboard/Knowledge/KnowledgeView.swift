import RunEvents
import TerminalUI

/// What the network knows at a step: answers to all pairs, or to some test sequences, and the embedding of residues.
struct KnowledgeView: Widget {
    let panel: AnswerPanel
    let record: KnowledgeRecord?
    /// What the panel says without a record.
    let hint: String
    /// Why the newest look failed; nil where it did not.
    let problem: String?

    private var theme: Theme { panel.theme }

    func render(into frame: inout Frame, in rect: Rect) {
        guard let record else { return panel.renderEmpty(problem ?? hint, into: &frame, in: rect) }
        var inside = panel.render(record.step, values(record), into: &frame, in: rect)
        if let problem {
            let row = inside.takeTop(1)
            frame.text(problem, x: row.x, y: row.y, style: theme[.alert], limit: row.width)
        }
        if let table = record.table {
            render(table, record, into: &frame, in: inside)
        } else {
            SampleAnswers(answers: record.samples, theme: theme).render(into: &frame, in: inside)
        }
    }

    private func values(_ record: KnowledgeRecord) -> [PanelBox.Value] {
        guard let table = record.table else {
            let right = record.samples.count { $0.isRight == true }
            return [
                PanelBox.Value(
                    TextLine("\(right) of \(record.samples.count) test sequences right", theme[.text]), importance: 1)
            ]
        }
        return [(true, Theme.Role.train), (false, .test)].map { trained, role in
            let (right, all) = table.count(trained: trained)
            let share = all == 0 ? NumberText.unknown : NumberText.fixed(Double(right) / Double(all), decimals: 3)
            return PanelBox.Value(
                TextLine("\(PairLook.name(trained: trained)) \(share)", theme[role]), importance: trained ? 1 : 2)
        }
    }

    /// From the left: the table, the circle, the spectrum; the latter two where there is room.
    private func render(
        _ table: KnowledgeRecord.Table, _ record: KnowledgeRecord, into frame: inout Frame, in rect: Rect
    ) {
        let map = PairTable(table: table, theme: theme)
        // The embedding has a share of a wide panel that is high enough, and elsewhere what the table leaves.
        let isShared = record.spectrum != nil && rect.height >= Self.leastStack
        let room = isShared ? rect.inset(right: min(rect.width / 2, 44)) : rect
        let width = map.width(in: room)
        map.render(into: &frame, in: Rect(x: rect.x, y: rect.y, width: width, height: rect.height))
        var rest = rect.inset(left: width + 3)
        guard rest.width >= Self.leastSpectrum, let spectrum = record.spectrum else { return }
        if let circle = record.circle {
            let isStacked = rest.height >= Self.leastStack
            let height = isStacked ? rest.height - Self.spectrumRows - 1 : rest.height
            let circleWidth = min(rest.width, 2 * (height - 1))
            if isStacked || rest.width >= circleWidth + 2 + Self.leastSpectrum, height >= Self.leastCircle {
                let place = Rect(
                    x: rest.x, y: rest.y, width: isStacked ? rest.width : circleWidth, height: height)
                EmbeddingPlot(circle: circle, theme: theme, symbols: panel.symbols).render(into: &frame, in: place)
                rest = isStacked ? rest.inset(top: height + 1) : rest.inset(left: circleWidth + 2)
            }
        }
        SpectrumBars(spectrum: spectrum, theme: theme, symbols: panel.symbols).render(into: &frame, in: rest)
    }

    private static let leastSpectrum = 14
    private static let spectrumRows = 7
    private static let leastStack = 16
    private static let leastCircle = 5
}

extension KnowledgeView {
    init(_ model: Model) {
        var panel = AnswerPanel(model, .knowledge)
        let isNow = model.cursor == nil && model.source.isLive && !model.run.isFinished
        panel.isAboutPast = !isNow
        self.init(
            panel: panel, record: model.knowledge.record,
            hint: isNow || !model.checkpoints.isEmpty ? "asking the network" : "there is no checkpoint to look at yet",
            problem: model.knowledge.problem)
    }
}
