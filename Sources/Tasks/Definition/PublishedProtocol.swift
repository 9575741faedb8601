/// Where and how the author's own scripts measured the published figures of a task (skydancerosel/dyck_scan, commit
/// e37417d). The steps are fixed: they are those of his seeds, and do not follow a run's own grokking.
package struct PublishedProtocol: Sendable {
    /// The steps of the gradient fractions that are published as before, at and after grokking.
    package var shareBefore, shareAt, shareAfter: Int
    /// The step of the gradient fraction that is published as late; nil where there is none.
    package var shareLate: Int?
    /// The step of ablation and readouts that are published as at grokking; nil where there are none.
    package var early: Int?
    /// The step of all probes that are published as late.
    package var late: Int
    /// The steps over whose windows rotation is averaged.
    package var rotation: ClosedRange<Int>
    /// N of the windows of g₂₃'s compression.
    package var gapInterval: Int
    /// The seeds whose compression was measured with another N, because they grokked too early for the usual one.
    package var gapIntervals: [UInt64: Int] = [:]
    /// W of these windows.
    package var gapWindow: Int
    /// The step at which the arms of the weight-decay intervention begin; nil where the paper has none.
    package var intervention: Int?

    /// Makes a protocol from its members.
    package init(
        shareBefore: Int, shareAt: Int, shareAfter: Int, shareLate: Int? = nil, early: Int? = nil, late: Int,
        rotation: ClosedRange<Int>, gapInterval: Int, gapIntervals: [UInt64: Int] = [:], gapWindow: Int,
        intervention: Int? = nil
    ) {
        (self.shareBefore, self.shareAt, self.shareAfter) = (shareBefore, shareAt, shareAfter)
        (self.shareLate, self.early, self.late) = (shareLate, early, late)
        (self.rotation, self.intervention) = (rotation, intervention)
        (self.gapInterval, self.gapIntervals, self.gapWindow) = (gapInterval, gapIntervals, gapWindow)
    }

    /// The steps at which a run is probed.
    package var probeSteps: [Int] { [early, late].compactMap(\.self) }

    /// N of the windows of g₂₃'s compression for one seed.
    package func gapInterval(seed: UInt64) -> Int { gapIntervals[seed] ?? gapInterval }
}
