package import RunEvents
import TerminalUI

/// One of the windows that are held against each other, over time: `prefix` shares all storage and costs O(log n).
///
/// Unlike `SpectrumHistory` it keeps windows that are still filling too, and says which they are: whether the
/// gradient's share falls when a window lets go of the first update is what they are looked at for.
package struct WindowHistory: Sendable {
    /// N, W, and whether the run's first update is kept out.
    package let key: Key
    private var all: [Entry] = []
    private var firstFall: Entry?
    package private(set) var count = 0

    package struct Key: Hashable, Sendable {
        package var interval: Int
        package var window: Int
        package var leavesFirstOut: Bool
    }

    /// One record, without anything that would need memory of its own.
    package struct Entry: Hashable, Sendable {
        package var step: Int
        /// The last step that was known of when it came.
        var reached: Int
        /// Whether it held all its updates.
        package var isFull: Bool
        package var driveClass: DriveClass
        /// The gradient's share of v₁.
        package var share: Double
    }

    /// The gradient's share of v₁ below which decay has most of it.
    package static let half = 0.5

    init(_ key: Key) {
        self.key = key
    }

    package var newest: Entry? { count == 0 ? nil : all[count - 1] }
    /// By step.
    package var entries: ArraySlice<Entry> { all[..<count] }
    /// When the gradient's share of v₁ was first below one half; nil while it has not been.
    package var fallenAt: Int? {
        guard let firstFall, let newest, firstFall.step <= newest.step else { return nil }
        return firstFall.step
    }
    /// Whether it has been below one half from the first record on.
    package var hasNeverBeenAbove: Bool { count > 0 && fallenAt == all[0].step }

    /// A record from before the newest one is not taken: no run goes back.
    ///
    /// - Precondition: this is no prefix.
    mutating func append(_ entry: Entry) {
        precondition(count == all.count, "append to the first \(count) of \(all.count) windows")
        guard newest.map({ $0.step < entry.step }) ?? true else { return }
        all.append(entry)
        count += 1
        if firstFall == nil, entry.share < WindowHistory.half { firstFall = entry }
    }

    /// What had come when no step after `reached` was known of.
    func prefix(reached: Int) -> WindowHistory {
        var prefix = self
        prefix.count = BinarySearch.firstIndex(in: 0..<count) { all[$0].reached > reached }
        return prefix
    }
}

extension WindowHistory.Key: Comparable {
    /// The paper's intervals before the fine ones; of one interval the shortest window first, the one without the first
    /// update last.
    package static func < (left: Self, right: Self) -> Bool {
        if left.interval != right.interval { return left.interval > right.interval }
        if left.leavesFirstOut != right.leavesFirstOut { return right.leavesFirstOut }
        return left.window < right.window
    }
}
