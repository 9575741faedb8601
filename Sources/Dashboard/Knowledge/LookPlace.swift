/// Which parameters a look at the network, or a question to it, is about.
package enum LookPlace: Hashable, Sendable {
    /// The parameters that the trainer has between this step and the next.
    case now
    /// The parameters that the trainer has right after its next evaluation.
    case nextEvaluation
    /// The parameters of the checkpoint at this step.
    case checkpoint(Int)
    /// The parameters of the newest checkpoint of a run that another process records. The number is the newest step
    /// that the screen knew of, so that a later request is another one.
    case newestCheckpoint(after: Int)

    /// Whether the trainer in this process answers.
    package var isLive: Bool { self == .now || self == .nextEvaluation }
}

/// Why a look at the network, or a question to it, has no answer.
package struct LookFailure: Error, Hashable, Sendable {
    /// The reason in one printable line.
    package let reason: String

    /// Makes a failure.
    package init(_ reason: String) { self.reason = reason }
}
