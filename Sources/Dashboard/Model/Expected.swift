package import RunEvents

/// What has been asked for and not yet been answered. A run applies commands between two steps, and a step may take a
/// while: until then the screen shows what is asked for, as such, and the next key press goes on from there.
package struct Expected: Sendable, Equatable {
    /// In the order in which they were asked for, which is the one in which they are answered.
    package private(set) var commands: [RunCommand] = []

    /// What a person may press ahead: fewer than the run takes in at once, so that none is lost and every one answered.
    package static let most = 32

    package init() {}

    package var isFull: Bool { commands.count >= Expected.most }

    mutating func ask(_ command: RunCommand) {
        commands.append(command)
    }

    /// An answer has come. That of a setting is its value, so only kinds are compared.
    mutating func settle(_ answered: RunCommand) {
        guard let index = commands.firstIndex(where: { $0.isSameKind(as: answered) }) else { return }
        commands.remove(at: index)
    }

    // MARK: What the run will be like

    package enum Going: Hashable, Sendable {
        case paused, resumed
        /// So many single steps.
        case steps(Int)
    }

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

    /// Single steps end in a pause.
    package var isPaused: Bool? { going.map { $0 != .resumed } }

    package var weightDecay: RunCommand.WeightDecaySetting? {
        commands.reduce(nil) { known, command in
            if case .weightDecay(let setting) = command { setting } else { known }
        }
    }

    package var isDecayOn: Bool? {
        switch weightDecay {
        case nil: nil
        case .off: false
        case .on: true
        case .value(let value): value > 0
        }
    }

    /// The inner optional is the pace itself: nil for unlimited.
    package var pace: Double?? {
        commands.reduce(nil) { known, command in
            if case .pace(let pace) = command { .some(pace) } else { known }
        }
    }

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
            (.freshOptimizer, .freshOptimizer), (.cancelProbes, .cancelProbes), (.stop, .stop):
            true
        case (.probe(let kind), .probe(let otherKind)): kind == otherKind
        default: false
        }
    }
}
