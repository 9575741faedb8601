/// What can be asked of a source of events.
package struct SourceCapabilities: OptionSet, Hashable, Sendable {
    /// One bit for each capability.
    package let rawValue: Int

    /// Makes a set from its bits.
    package init(rawValue: Int) { self.rawValue = rawValue }

    /// The run takes commands; the last four say which of those that have keys.
    package static let steer = SourceCapabilities(rawValue: 1 << 0)
    /// The run answers probes of the step that it is at.
    package static let probeNow = SourceCapabilities(rawValue: 1 << 1)
    /// Checkpoints of the past can be probed, and forks of it measured.
    package static let probePast = SourceCapabilities(rawValue: 1 << 2)
    /// A step of the past can be derived again and probed.
    package static let deriveAgain = SourceCapabilities(rawValue: 1 << 3)
    /// A new run can leave the run at one of its steps.
    package static let fork = SourceCapabilities(rawValue: 1 << 4)
    /// The run can go on from one of its earlier steps.
    package static let rewind = SourceCapabilities(rawValue: 1 << 5)

    /// It takes another ω.
    package static let setWeightDecay = SourceCapabilities(rawValue: 1 << 6)
    /// It pauses, and goes on.
    package static let pause = SourceCapabilities(rawValue: 1 << 7)
    /// It does single steps.
    package static let step = SourceCapabilities(rawValue: 1 << 8)
    /// It goes no faster than it is asked to.
    package static let setPace = SourceCapabilities(rawValue: 1 << 9)

    private static let allCommands: SourceCapabilities = [.steer, .setWeightDecay, .pause, .step, .setPace]

    /// A run that is trained here and recorded.
    package static let trained: SourceCapabilities = [trainedOnly, .probePast, .deriveAgain, .fork, .rewind]
    /// A run that is trained here and not recorded: it has no past to go back to.
    package static let trainedOnly: SourceCapabilities = [allCommands, .probeNow]
    /// A run of groktop's own that another process trains, and that takes commands.
    package static let steeredElsewhere: SourceCapabilities = [allCommands, recorded]
    /// A recording of a run that can be trained here.
    package static let recorded: SourceCapabilities = [.probePast, .deriveAgain, .fork]
}
