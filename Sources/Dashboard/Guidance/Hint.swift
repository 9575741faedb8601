import RunEvents

/// What a newcomer may want to do after something has happened for the first time.
struct Hint: Sendable {
    /// The name under which it is kept that it was shown.
    let name: String
    /// What the hint is about, and the keys that follow from it; short enough for a row of 80 columns beside the key
    /// that ends all hints.
    let text: @Sendable (Model) -> String
    /// What its keys do: where one of them does nothing, the hint is not shown.
    let actions: [Action]
    /// Whether an event is what the hint is about.
    let isAbout: @Sendable (RunEvent) -> Bool

    /// All hints, a line each in the order in which a run comes to them.
    static let all: [Hint] = [
        Hint(
            "memorized", [.toggleWeightDecay],
            { "memorized: the test set may wait for long; \($0.key(.toggleWeightDecay)) turns ω off" }
        ) {
            if case .marker(let record) = $0 { record.kind == .memorized } else { false }
        },
        Hint(
            "grokked", [.ablate, .enlargeKnowledge],
            { "grokked: \($0.key(.ablate)) shows what the edge carries, \($0.key(.enlargeKnowledge)) what it knows" }
        ) {
            if case .marker(let record) = $0 { record.kind == .grokked } else { false }
        },
        Hint(
            "slingshot", [.read, .switchSide],
            { "slingshot: \($0.key(.read)) reads all curves there, \($0.key(.switchSide)) what moved the gap" }
        ) {
            if case .marker(let record) = $0 { record.kind == .slingshot } else { false }
        },
        Hint("weight-decay", [.whatIf], { "ω changed: \($0.key(.whatIf)) trains both ways side by side" }) {
            if case .command(let record) = $0, case .weightDecay = record.command { true } else { false }
        },
        Hint(
            "probe", [.focusNext, .expand],
            { "answered: \($0.key(.focusNext)) goes to the panel, \($0.key(.expand)) enlarges it" }
        ) {
            if case .probe = $0 { true } else { false }
        },
        Hint(
            "finished", [.back, .fork],
            { "the run is over: \($0.key(.back)) goes back in time, \($0.key(.fork)) forks it there" }
        ) {
            if case .finished = $0 { true } else { false }
        },
    ]

    private init(
        _ name: String, _ actions: [Action], _ text: @escaping @Sendable (Model) -> String,
        isAbout: @escaping @Sendable (RunEvent) -> Bool
    ) {
        (self.name, self.actions, self.text, self.isAbout) = (name, actions, text, isAbout)
    }
}
