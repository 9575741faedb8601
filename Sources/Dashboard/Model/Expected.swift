package import RunEvents

/// Commands that were given and not yet answered. A run applies commands between two steps, and a step may take a
/// while. Until then the screen shows what is asked for, as such, and the next key press builds on it.
package struct Expected: Sendable, Equatable {
    /// The commands in the order in which they were given, which is the one in which they are answered.
    package private(set) var commands: [RunCommand] = []

    /// Commands that a person may give ahead: fewer than the run can hold, so that none is lost and every one answered.
    package static let most = 32

    /// Nothing is asked for.
    package init() {}

    /// Whether nothing more may be asked until an answer has come.
    package var isFull: Bool { commands.count >= Expected.most }

    mutating func ask(_ command: RunCommand) {
        commands.append(command)
    }

    /// Takes an answer in. Only the kinds of commands are compared, since the answer to a setting is its value.
    mutating func settle(_ answered: RunCommand) {
        guard let index = commands.firstIndex(where: { $0.isSameKind(as: answered) }) else { return }
        commands.remove(at: index)
    }

    // MARK: What the run will be like

    /// How the run will go on.
    package enum Going: Hashable, Sendable {
        case paused, resumed
        /// Paused after this many single steps.
        case steps(Int)
    }

    /// How the run will go on after what was asked; nil where nothing was asked about that.
    package var going: Going? {
        var going: Going?
        for command in commands {
            switch (command, going) {
            case (.pause, _): going = .paused
            case (.resume, _): going = .resumed
            case (.step, .steps(let count)?): going = .steps(count + 1)
            case (.step, _): going = .steps(1)
            default: break
            }
        }
        return going
    }

    /// Whether the run will be paused, as after single steps; nil where nothing was asked about that.
    package var isPaused: Bool? { going.map { $0 != .resumed } }

    /// The weight decay asked for last; nil where none was.
    package var weightDecay: RunCommand.WeightDecaySetting? {
        commands.reduce(nil) { known, command in
            if case .weightDecay(let setting) = command { setting } else { known }
        }
    }

    /// Whether weight decay will be on; nil where nothing was asked about it.
    package var isDecayOn: Bool? {
        switch weightDecay {
        case nil: nil
        case .off: false
        case .on: true
        case .value(let value): value > 0
        }
    }

    /// The pace asked for; nil where none was. The inner optional is the pace itself, nil for no limit.
    package var pace: Double?? {
        commands.reduce(nil) { known, command in
            if case .pace(let pace) = command { .some(pace) } else { known }
        }
    }

    /// The probes asked for that have not begun, oldest first.
    package var probes: [MeasurementKind] {
        commands.compactMap { command in
            if case .probe(let kind) = command { kind } else { nil }
        }
    }
}

extension RunCommand {
    fileprivate func isSameKind(as other: RunCommand) -> Bool {
        switch (self, other) {
        case (.pause, .pause), (.resume, .resume), (.step, .step), (.weightDecay, .weightDecay), (.pace, .pace),
            (.freshOptimizer, .freshOptimizer), (.cancelProbes, .cancelProbes), (.stop, .stop),
            (.learningRate, .learningRate), (.evaluate, .evaluate), (.checkpoint, .checkpoint), (.back, .back),
            (.intervene, .intervene):
            true
        case (.probe(let kind), .probe(let otherKind)): kind == otherKind
        default: false
        }
    }
}
