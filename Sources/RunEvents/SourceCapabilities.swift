/// What can be asked of a source of events.
package struct SourceCapabilities: OptionSet, Hashable, Sendable {
    /// One bit for each capability.
    package let rawValue: Int

    /// Makes a set from its bits.
    package init(rawValue: Int) { self.rawValue = rawValue }

    /// The run takes commands: weight decay, pause, pace, stop.
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

    /// A run that is trained here and recorded.
    package static let trained: SourceCapabilities = [.steer, .probeNow, .probePast, .deriveAgain, .fork, .rewind]
    /// A run that is trained here and not recorded: it has no past to go back to.
    package static let trainedOnly: SourceCapabilities = [.steer, .probeNow]
    /// A recording of a run that can be trained here.
    package static let recorded: SourceCapabilities = [.probePast, .deriveAgain, .fork]
}
