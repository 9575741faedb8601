import RunEvents
import Tasks
import TerminalUI

/// What the network knows: the panel, and questions that a person types.
extension Model {
    /// K: below the time axis, then as large as the screen, then closed.
    mutating func enlargeKnowledge() {
        if let reason = reasonForNoKnowledge { return say(reason) }
        switch knowledge.extent {
        case .lowerRow: knowledge.extent = .belowAxis
        case .belowAxis: knowledge.extent = .screen
        case .screen: knowledge.extent = .lowerRow
        }
    }

    /// Why nothing can be asked of this network; nil where it can.
    private var reasonForNoKnowledge: String? {
        guard run.description != nil else { return "the run has not begun" }
        guard run.config?.acceptedQuestion != nil else { return "groktop does not know this network's task" }
        return nil
    }

    /// Where the panel stands when it is larger than its place in the lower row; nil where it is not.
    func knowledgeRect(_ layout: Layout) -> Rect? {
        let whole = Rect(
            x: 0, y: layout.header.bottom, width: size.width, height: layout.footer.y - layout.header.bottom)
        switch knowledge.extent {
        case .lowerRow: return nil
        case .screen: return whole
        case .belowAxis:
            let below = whole.inset(top: layout.steps.bottom - whole.y)
            return below.height >= Panel.Group.answers.leastRows ? below : whole
        }
    }

    private var isKnowledgeShown: Bool {
        guard knowledge.extent != .lowerRow || panel == .knowledge else { return false }
        guard let layout = layout(size) else { return false }
        return knowledge.extent != .lowerRow || !layout.bottom.isEmpty
    }

    /// Asks for what the panel is to show next. A live run is asked again after each evaluation; in the past the
    /// checkpoint that is nearest to the shown step.
    mutating func lookEffects() -> [Effect] {
        guard isKnowledgeShown, let config = run.config, config.acceptedQuestion != nil, let place = wantedLook else {
            knowledge.stopAsking()
            return []
        }
        return knowledge.ask(place) ? [.look(place, config)] : []
    }

    private var wantedLook: LookPlace? {
        place == .now && !run.isFinished ? knowledge.isLive ? .nextEvaluation : .now : pastPlace
    }

    /// Where the parameters are that are nearest to the shown step; nil where there is no checkpoint.
    private var pastPlace: LookPlace? {
        if !source.isLive, cursor == nil, case .following = source.kind { return .newestCheckpoint(after: lookedAfter) }
        return checkpoint(nearestTo: shownStep).map { .checkpoint($0) }
    }

    /// The newest evaluation's step, after which a followed run may have another checkpoint.
    private var lookedAfter: Int { run.evaluations.newest?.step ?? 0 }

    private func checkpoint(nearestTo step: Int) -> Int? {
        checkpoints.min { abs($0 - step) < abs($1 - step) }
    }

    // MARK: Questions

    mutating func beginAsking() {
        if let reason = reasonForNoKnowledge { return say(reason) }
        mode = .asking(TextInput(), problem: nil)
    }

    mutating func typeQuestion(_ key: Key, into input: TextInput) -> [Effect] {
        var input = input
        switch key {
        case .escape:
            mode = .watching
            asked = nil
        case .enter:
            guard let config = run.config else { return [] }
            do throws(Question.Problem) {
                _ = try config.question(input.text)
            } catch {
                mode = .asking(input, problem: error.text)
                return []
            }
            let query = Query(number: (asked?.query.number ?? 0) + 1, text: input.text, moments: moments)
            guard !query.moments.isEmpty else {
                mode = .asking(input, problem: "there is no checkpoint to ask yet")
                return []
            }
            asked = QueryAnswers(query)
            mode = .asking(TextInput(), problem: nil)
            return [.ask(query, config)]
        default:
            if input.handle(key) { mode = .asking(input, problem: nil) }
        }
        return []
    }

    /// The steps that a question is asked of: the shown one, that at which the run grokked, and the newest; none twice.
    private var moments: [Query.Moment] {
        var moments: [Query.Moment] = []
        let isLive = place == .now && !run.isFinished
        if isLive {
            moments.append(.init("now", .now))
        } else if let place = pastPlace {
            moments.append(.init("here", place))
        }
        if let grokked = run.grokked?.step, let nearest = checkpoint(nearestTo: grokked) {
            moments.append(.init("grokked", .checkpoint(nearest)))
        }
        if !isLive, let last = checkpoints.last {
            moments.append(.init(run.isFinished ? "end" : "newest", .checkpoint(last)))
        }
        var seen: Set<LookPlace> = []
        return moments.filter { seen.insert($0.place).inserted }
    }
}

extension Panel {
    /// What the network knows.
    package static let knowledge = Panel(
        "knowledge", .answers, of: [.trained], measurement: .knowledge,
        isOffered: { $0.run.config?.acceptedQuestion != nil },
        widget: { KnowledgeView($0) })
}
