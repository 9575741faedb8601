/// Where the events on the screen come from.
package enum Source: Hashable, Sendable {
    /// A run that goes on in this process, and takes commands.
    case live
    /// A recording, by its name.
    case replay(name: String)
    /// A run that is being recorded by another process, by its name. It can only be watched.
    case following(name: String)
}

/// What is shown, as far as it decides what keys mean.
package enum Place: Hashable, Sendable, CaseIterable {
    /// A live run as it is now.
    case now
    /// A live run as it was, while it goes on.
    case past
    case replay
    /// A run that is recorded elsewhere, now or as it was.
    case following
}
