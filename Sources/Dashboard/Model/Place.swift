/// What is shown, as far as it decides what keys mean.
package enum Place: Hashable, Sendable, CaseIterable {
    /// A live run as it is now.
    case now
    /// A live run as it was, while it goes on.
    case past
    /// A recording.
    case replay
    /// A run that goes on elsewhere and takes commands, as it is now.
    case steered
    /// A run that goes on elsewhere, now or as it was.
    case following
}
