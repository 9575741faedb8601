import RunEvents
import Tasks
import TerminalUI

/// One row: which run this is, and how it goes. Every figure has a fixed place, wide enough for the largest that it can
/// become.
struct HeaderView: Widget {
    let theme: Theme
    /// The name under which the run can be found again; nil where it is not recorded.
    let name: String?
    /// The task in words; nil before the run has begun, as with the figures below.
    let taskName: String?
    let seed: UInt64?
    /// Optimizer steps of the whole run.
    let steps: Int?
    /// The step on the screen.
    let step: Int
    let weightDecay: Double?
    /// ω that was asked for and is not the run's yet; nil where none was.
    let askedWeightDecay: RunCommand.WeightDecaySetting?
    let state: State
    /// The newest report of the run's rates; nil before one has come.
    let progress: ProgressRecord?
    /// Steps a second that were asked for; nil for no limit.
    let wantedPace: Double?
    /// The step at which the run grokked; nil where it has not.
    let grokkedAt: Int?
    /// Seconds that the run has been trained for; nil where they are not known.
    let seconds: Double?
    /// Steps a second of the fork that is trained beside the run; nil where there is none.
    let otherRate: Double?
    /// Whether the run had ended at the step on the screen.
    let isFinished: Bool

    /// What the run is doing, or how the screen looks at it.
    enum State {
        /// An earlier step is shown.
        case past
        /// A replay stands still.
        case replay
        /// A replay goes on by itself at this many times the run's own speed.
        case playing(speed: Double)
        case finished(FinishedRecord.Reason)
        /// The process that recorded the run is gone.
        case cutOff
        /// The run has been asked for this and has not answered.
        case asked(Expected.Going)
        case paused
        /// The run goes on; it is trained here or, where it is followed, elsewhere.
        case running(isFollowed: Bool)
    }

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

    private var recording: TextLine { TextLine(name.map { "  " + $0 } ?? "", theme[.inactive]) }

    private func identity(hasName: Bool, hasSeed: Bool, gap: String = "") -> TextLine {
        var line = hasName ? TextLine("groktop" + gap, theme[.title]) : TextLine()
        line.append(taskName ?? NumberText.unknown, theme[.text])
        // Another program need not say its seed.
        if hasSeed, seed != nil || taskName == nil {
            line.append(" · seed ", theme[.inactive])
            line.append(seed.map { String($0) } ?? NumberText.unknown, theme[.text])
        }
        line.append(" · ω ", theme[.inactive])
        guard let weightDecay else {
            line.append(NumberText.unknown, theme[.text])
            return line
        }
        let isOn = weightDecay > 0
        let style = isOn ? theme[.decay].adding(.bold) : theme[.inactive]
        line.append(NumberText.left(HeaderView.weightDecay(weightDecay) + " ", width: 4), style)
        if let asked = askedWeightDecay {
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
        line = line + stateText
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
        return line + stateText
    }

    private var totalWidth: Int { NumberText.grouped(steps ?? 0).unicodeScalars.count }

    private func stepText(separator: String) -> String {
        guard let steps else {
            return taskName == nil ? NumberText.unknown + separator + NumberText.unknown : NumberText.grouped(step)
        }
        let total = NumberText.grouped(steps)
        return NumberText.right(NumberText.grouped(step), width: total.unicodeScalars.count) + separator + total
    }

    /// Nine columns. What is asked for is shown at once, and as that: a step may take a while.
    private var stateText: TextLine {
        switch state {
        case .past: TextLine("◀ past   ", theme[.marker])
        case .playing(let speed):
            TextLine("▶" + NumberText.left(" \(NumberText.short(speed))×", width: 8), theme[.functional])
        case .replay: TextLine("‖ replay ", theme[.marker])
        case .finished(.completed): TextLine("■ done   ", theme[.title])
        case .finished(.stopped): TextLine("■ stopped", theme[.title])
        case .finished(.notFinite): TextLine("■ ended  ", theme[.alert])
        case .finished(.failed): TextLine("■ failed ", theme[.alert])
        case .cutOff: TextLine("× cut off", theme[.alert])
        case .asked(.paused): TextLine("‖ pausing", theme[.marker])
        case .asked(.resumed): TextLine("▶    …/s ", theme[.marker])
        case .asked(.steps(let count)):
            TextLine(
                "▶\(NumberText.right("\(count)", width: 2)) step\(count == 1 ? " " : "s")", theme[.marker])
        case .paused: TextLine("‖ paused ", theme[.marker])
        case .running(let isFollowed): rateText(isFollowed)
        }
    }

    private func rateText(_ isFollowed: Bool) -> TextLine {
        guard let progress else {
            return isFollowed ? TextLine("▶ follow ", theme[.functional]) : TextLine("–        ", theme[.inactive])
        }
        let rate = NumberText.right(NumberText.rate(progress.stepsPerSecond), width: 5)
        return TextLine("▶\(rate)/s", theme[.functional]) + TextLine(" ", theme[.text])
    }

    private var possible: String {
        if let otherRate { return "what if \(NumberText.rate(otherRate))/s" }
        guard let progress, !isFinished else { return "" }
        guard let pace = wantedPace else { return "(no limit)" }
        // The machine cannot keep up: then what was asked for is the news.
        guard progress.possibleStepsPerSecond >= pace else { return "(\(NumberText.short(pace)) asked for)" }
        return "(\(NumberText.rate(progress.possibleStepsPerSecond)) possible)"
    }

    private var grokked: TextLine {
        let step = grokkedAt.map(NumberText.grouped) ?? NumberText.unknown
        return TextLine("grokked ", theme[.inactive])
            + TextLine(NumberText.left(step, width: totalWidth), grokkedAt == nil ? theme[.text] : theme[.marker])
    }

    private var elapsed: String {
        NumberText.right(seconds.map(NumberText.elapsed) ?? NumberText.unknown, width: 7)
    }
}

extension HeaderView {
    init(_ model: Model) {
        let run = model.run
        self.init(
            theme: model.theme, name: Self.name(model), taskName: model.runName, seed: run.description?.seed,
            steps: run.description?.steps, step: run.step, weightDecay: run.weightDecay,
            askedWeightDecay: model.expected.weightDecay, state: Self.state(model), progress: run.progress,
            wantedPace: model.wantedPace, grokkedAt: run.grokked?.step, seconds: model.shownSeconds,
            otherRate: model.whatIf?.run.progress?.stepsPerSecond, isFinished: run.isFinished)
    }

    private static func name(_ model: Model) -> String? {
        switch (model.source.kind, model.recording) {
        case (.replay(let name), _), (.following(let name), _): name
        case (.live, .to(let name)): name
        case (.live, .off), (.live, .waiting), (.live, .failed), (.stream, _): nil
        }
    }

    private static func state(_ model: Model) -> State {
        switch model.place {
        case .past: return .past
        case .following where model.cursor != nil: return .past
        case .replay: return model.isPlaying ? .playing(speed: model.playback.speed) : .replay
        case .now, .steered, .following: break
        }
        if let finished = model.run.finished { return .finished(finished.reason) }
        if [.steered, .following].contains(model.place), model.recorderGone != nil { return .cutOff }
        if let going = model.expected.going { return .asked(going) }
        return model.run.isPaused ? .paused : .running(isFollowed: model.place != .now)
    }
}
