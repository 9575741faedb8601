package import RunEvents
import TerminalUI

/// One of the windows that are compared with each other, over time.
///
/// Unlike `SpectrumHistory` it keeps windows that are still filling too, and says which they are: the question is
/// whether the gradient's share falls when a window lets go of the first update.
package struct WindowHistory: Sendable {
    /// Which window this is.
    package let key: Key
    private var line = TimeLine<Entry>()
    private var firstFall: Entry?

    /// What distinguishes one window from another.
    package struct Key: Hashable, Sendable {
        /// N, steps in an update.
        package var interval: Int
        /// W, updates in a full window.
        package var window: Int
        /// Whether the run's first update is kept out.
        package var leavesFirstOut: Bool
    }

    /// What is kept of one record. It needs no memory beyond its own size.
    package struct Entry: Stepped, Hashable, Sendable {
        /// Optimizer step of the window's last update.
        package var step: Int
        /// Whether it held all its updates.
        package var isFull: Bool
        /// The class of the edge by what drives it.
        package var driveClass: DriveClass
        /// The gradient's share of v₁; not a number where it is not known.
        package var share: Double
    }

    /// The gradient's share of v₁ below which decay has most of it.
    package static let half = 0.5

    init(_ key: Key) {
        self.key = key
    }

    /// How many records have come.
    package var count: Int { line.count }
    /// The record of the latest step.
    package var newest: Entry? { line.newest }
    /// All records, ascending by step.
    package var entries: ArraySlice<Entry> { line.records }
    /// The step at which the gradient's share of v₁ was first below one half; nil while it has not been.
    package var fallenAt: Int? {
        guard let firstFall, let newest, firstFall.step <= newest.step else { return nil }
        return firstFall.step
    }
    /// Whether the share has been below one half from the first record on.
    package var hasNeverBeenAbove: Bool { entries.first.map { $0.step == fallenAt } ?? false }

    /// Adds a record; one that is not after the newest is ignored.
    ///
    /// - Precondition: this is the whole run, and not its past.
    mutating func append(_ entry: Entry, reached: Int) {
        guard line.appendIfLater(entry, reached: reached) else { return }
        if firstFall == nil, entry.share < WindowHistory.half { firstFall = entry }
    }

    /// Makes this beginning of a history the whole of it: what came later is forgotten.
    mutating func forgetLater() {
        if fallenAt == nil { firstFall = nil }
        line.forgetLater()
    }

    /// The history as it was when no step after `reached` was known of.
    func prefix(reached: Int) -> WindowHistory {
        var prefix = self
        prefix.line = line.prefix(reached: reached)
        return prefix
    }
}

extension WindowHistory.Key: Comparable {
    /// The order of rows: the paper's intervals before the fine ones, then windows that leave the first update out
    /// last, then shorter windows first.
    package static func < (left: Self, right: Self) -> Bool {
        if left.interval != right.interval { return left.interval > right.interval }
        if left.leavesFirstOut != right.leavesFirstOut { return right.leavesFirstOut }
        return left.window < right.window
    }
}
