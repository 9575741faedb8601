import RunEvents
import TerminalUI

/// The place in time that is shown, and what keys mean there.
extension Model {
    /// The place in time that is shown, as far as it decides what keys mean.
    package var place: Place {
        switch source.kind {
        case .live: cursor == nil ? .now : .past
        case .replay: .replay
        case .following, .stream: isSteered && cursor == nil ? .steered : .following
        }
    }

    /// Whether another process trains the run and takes commands now.
    private var isSteered: Bool { source.capabilities.contains(.steer) && recorderGone == nil && !run.isFinished }

    /// The step on the screen.
    package var shownStep: Int { cursor ?? run.step }

    /// The model with the run as it is shown: in the past, the run as it was then. It must not be kept, so that events
    /// can be taken in without a copy of the whole history.
    var shown: Model {
        guard let cursor else { return self }
        var past = self
        past.run = run.state(at: cursor)
        // Commands are about the present.
        past.expected = Expected()
        return past
    }

    /// For the shown model: seconds for which the run had gone on.
    var shownSeconds: Double? {
        place == .now ? elapsedSeconds ?? run.elapsedSeconds : run.elapsedSeconds
    }

    /// The keys of the place where one is, without those that ask for something that the source cannot do.
    var bindings: [KeyBinding] {
        preferences.keys.table(place).filter { source.canDo($0.action, in: place) }
    }

    /// The key of an action as sentences write it.
    func key(_ action: Action) -> String { preferences.keys.label(action) }

    /// The reason why an action is not possible here; nil where it is.
    func refusal(of action: Action) -> String? {
        if let refusal = refusalOfPlace(action) { return refusal }
        guard !source.canDo(action, in: place) else { return nil }
        return source.limit ?? "not possible with this run"
    }

    private func refusalOfPlace(_ action: Action) -> String? {
        switch action {
        case .rewind: refusalOfRewind
        case .ablateExactly where place == .now: "this is now: \(key(.ablate)) probes it"
        case .perturbExactly where place == .now: "this is now: \(key(.perturb)) probes it"
        case _ where action.isCommand || action.isProbe && place == .now: refusalOfCommands
        default: nil
        }
    }

    private var isRecordedElsewhere: String {
        source.capabilities.contains(.fork)
            ? "this run is recorded elsewhere: \(key(.fork)) forks it here" : "this run goes on elsewhere"
    }

    private var refusalOfRewind: String? {
        switch place {
        case .now: "this is now, there is nothing to rewind: \(key(.back)) goes back first"
        case .past: nil
        case .replay: "a recording cannot be rewound: \(key(.fork)) forks it here"
        case .steered, .following: isRecordedElsewhere
        }
    }

    private var refusalOfCommands: String? {
        switch place {
        case .now: run.isFinished ? "the run is over" : nil
        case .past: "this is the past: \(key(.newest)) returns to now, \(key(.rewind)) goes on from here"
        case .replay: "a recording cannot be changed: \(key(.fork)) forks it here"
        case .steered: nil
        case .following:
            cursor != nil && isSteered ? "this is the past: \(key(.newest)) returns to now" : isRecordedElsewhere
        }
    }
}

extension Source {
    /// Whether what an action needs is there. A run of another program has no past to be probed, but may be measured as
    /// it is now.
    func canDo(_ action: Action, in place: Place) -> Bool {
        if place == .steered, [.ablate, .perturb].contains(action), capabilities.contains(.probeNow) { return true }
        return capabilities.isSuperset(of: action.needs(in: place))
    }
}

extension Action {
    /// What a source must be able to do for it.
    func needs(in place: Place) -> SourceCapabilities {
        switch self {
        case .ablate, .perturb, .chooseProbe: place == .now ? .probeNow : .probePast
        case .enlargeKnowledge, .askNetwork: place == .now ? .probeNow : .probePast
        case .ablateExactly, .perturbExactly: .deriveAgain
        case .fork, .whatIf: .fork
        case .rewind: .rewind
        case .toggleWeightDecay, .typeWeightDecay: [.steer, .setWeightDecay]
        case .pauseOrResume: [.steer, .pause]
        case .singleStep: [.steer, .step]
        case .slower, .faster: [.steer, .setPace]
        default: isCommand ? .steer : []
        }
    }

    var isProbe: Bool {
        switch self {
        case .ablate, .perturb, .ablateExactly, .perturbExactly, .chooseProbe: true
        default: false
        }
    }
}
