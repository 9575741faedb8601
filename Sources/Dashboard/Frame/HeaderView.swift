import RunEvents
import Tasks
import TerminalUI

/// One row: which run this is, and how it goes. Every figure has a fixed place, wide enough for the largest that it can
/// become.
struct HeaderView: Widget {
    let model: Model

    private var run: RunState { model.run }
    private var theme: Theme { model.theme }

    func render(into frame: inout Frame, in rect: Rect) {
        // From the most that can be said to the least. The program's own name can best be missed, then the seed.
        let full = identity(hasName: true, hasSeed: true, gap: "  ")
        let tight = identity(hasName: true, hasSeed: true, gap: " ")
        let nameless = identity(hasName: false, hasSeed: true)
        let short = identity(hasName: true, hasSeed: false, gap: "  ")
        let least = identity(hasName: false, hasSeed: false)
        let choices = [
            (full + recording, wideFigures(withPossible: true)), (full, wideFigures(withPossible: true)),
            (tight, wideFigures(withPossible: true)),
            (full, wideFigures(withPossible: false)), (full, narrowFigures), (tight, narrowFigures),
            (nameless, narrowFigures), (short, narrowFigures), (short, shortFigures), (least, shortFigures),
        ]
        // A margin before, a space between.
        let fitting = choices.first { 1 + $0.0.width + 1 + $0.1.width <= rect.width }
        let (left, right) = fitting ?? (least, shortFigures)
        let used = frame.text(left, x: rect.x + 1, y: rect.y, limit: rect.width - 1) + 1
        let x = max(rect.x + used + 1, rect.right - right.width)
        frame.text(right, x: x, y: rect.y, limit: max(0, rect.right - x))
    }

    /// The name under which the run can be found again.
    private var recording: TextLine {
        let name: String? =
            switch (model.source.kind, model.recording) {
            case (.replay(let name), _), (.following(let name), _): name
            case (.live, .to(let name)): name
            case (.live, .off), (.live, .waiting), (.live, .failed), (.stream, _): nil
            }
        return TextLine(name.map { "  " + $0 } ?? "", theme[.inactive])
    }

    private func identity(hasName: Bool, hasSeed: Bool, gap: String = "") -> TextLine {
        let config = run.config
        var line = hasName ? TextLine("groktop" + gap, theme[.title]) : TextLine()
        line.append(model.taskText?.name ?? NumberText.unknown, theme[.text])
        if hasSeed {
            line.append(" · seed ", theme[.inactive])
            line.append(config.map { String($0.seed) } ?? NumberText.unknown, theme[.text])
        }
        line.append(" · ω ", theme[.inactive])
        guard let weightDecay = run.weightDecay else {
            line.append(NumberText.unknown, theme[.text])
            return line
        }
        let isOn = weightDecay > 0
        let style = isOn ? theme[.decay].adding(.bold) : theme[.inactive]
        line.append(NumberText.left(HeaderView.weightDecay(weightDecay) + " ", width: 4), style)
        if let asked = model.expected.weightDecay {
            line.append("→ " + NumberText.left(HeaderView.text(asked), width: 3), theme[.marker])
        } else {
            line.append(isOn ? "● on " : "○ off", style)
        }
        return line
    }

    /// What ω is on its way to: the value before it is still the one that the run has.
    private static func text(_ asked: RunCommand.WeightDecaySetting) -> String {
        switch asked {
        case .off, .value(0): "off"
        case .on: "on"
        case .value(let value): weightDecay(value)
        }
    }

    /// 1.0, 0.5, 0.25, 1e-4.
    private static func weightDecay(_ value: Double) -> String {
        let short = NumberText.short(value)
        return short.contains(".") || short.contains("e") ? short : short + ".0"
    }

    private func wideFigures(withPossible: Bool) -> TextLine {
        var line = TextLine("step ", theme[.inactive])
        line.append(stepText(separator: " / "), theme[.text])
        line.append("   ", theme[.text])
        line = line + state
        if withPossible { line.append(" " + NumberText.left(possible, width: 16), theme[.inactive]) }
        line.append("  ", theme[.text])
        line = line + grokked
        line.append("  ", theme[.text])
        line.append(elapsed + " ", theme[.text])
        return line
    }

    private var narrowFigures: TextLine {
        shortFigures + TextLine(" ", theme[.text]) + grokked
    }

    private var shortFigures: TextLine {
        var line = TextLine(stepText(separator: "/"), theme[.text])
        line.append(" ", theme[.text])
        return line + state
    }

    private var totalWidth: Int { NumberText.grouped(run.config?.steps ?? 0).unicodeScalars.count }

    private func stepText(separator: String) -> String {
        guard let config = run.config else { return NumberText.unknown + separator + NumberText.unknown }
        let total = NumberText.grouped(config.steps)
        return NumberText.right(NumberText.grouped(run.step), width: total.unicodeScalars.count) + separator + total
    }

    /// Nine columns. What is asked for is shown at once, and as that: a step may take a while.
    private var state: TextLine {
        switch model.place {
        case .past: return TextLine("◀ past   ", theme[.marker])
        case .following where model.cursor != nil: return TextLine("◀ past   ", theme[.marker])
        case .replay where model.isPlaying:
            return TextLine(
                "▶" + NumberText.left(" \(NumberText.short(model.playback.speed))×", width: 8), theme[.functional])
        case .replay: return TextLine("‖ replay ", theme[.marker])
        case .now, .following: break
        }
        if let finished = run.finished {
            switch finished.reason {
            case .completed: return TextLine("■ done   ", theme[.title])
            case .stopped: return TextLine("■ stopped", theme[.title])
            case .notFinite: return TextLine("■ ended  ", theme[.alert])
            }
        }
        if model.place == .following, model.recorderGone != nil { return TextLine("× cut off", theme[.alert]) }
        switch model.expected.going {
        case .paused?: return TextLine("‖ pausing", theme[.marker])
        case .resumed?: return TextLine("▶    …/s ", theme[.marker])
        case .steps(let count)?:
            let number = NumberText.right("\(count)", width: 2)
            return TextLine("▶\(number) step\(count == 1 ? " " : "s")", theme[.marker])
        case nil: if run.isPaused { return TextLine("‖ paused ", theme[.marker]) }
        }
        guard let progress = run.progress else {
            return model.place == .following
                ? TextLine("▶ follow ", theme[.functional]) : TextLine("–        ", theme[.inactive])
        }
        let rate = NumberText.right(NumberText.rate(progress.stepsPerSecond), width: 5)
        return TextLine("▶\(rate)/s", theme[.functional]) + TextLine(" ", theme[.text])
    }

    private var possible: String {
        guard let progress = run.progress, !run.isFinished else { return "" }
        guard let pace = model.wantedPace else { return "(no limit)" }
        // The machine cannot keep up: then what was asked for is the news.
        guard progress.possibleStepsPerSecond >= pace else { return "(\(NumberText.short(pace)) asked for)" }
        return "(\(NumberText.rate(progress.possibleStepsPerSecond)) possible)"
    }

    private var grokked: TextLine {
        let step = run.grokked.map { NumberText.grouped($0.step) } ?? NumberText.unknown
        return TextLine("grokked ", theme[.inactive])
            + TextLine(NumberText.left(step, width: totalWidth), run.grokked == nil ? theme[.text] : theme[.marker])
    }

    private var elapsed: String {
        NumberText.right(model.shownSeconds.map(NumberText.elapsed) ?? NumberText.unknown, width: 7)
    }
}
