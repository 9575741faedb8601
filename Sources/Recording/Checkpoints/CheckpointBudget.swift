/// How much room the checkpoints of a run may take.
package struct CheckpointBudget: Sendable, Equatable {
    package var bytes: Int

    package init(bytes: Int = 256 << 20) {
        precondition(bytes >= 0, "a budget of \(bytes) bytes")
        self.bytes = bytes
    }

    /// A checkpoint, as far as its room matters.
    package struct Item: Sendable, Equatable {
        package var step: Int
        package var kind: Kind
        package var tensorBytes: Int
        /// nil without windows.
        package var windowBytes: Int?

        /// In the order in which they go.
        package enum Kind: Sendable, Equatable, CaseIterable {
            case interval
            /// A mark as well, but one of which a long run has thousands.
            case slingshot
            /// Memorized, grokked, ω changed: never goes.
            case mark
        }

        package init(step: Int, kind: Kind, tensorBytes: Int, windowBytes: Int?) {
            self.step = step
            self.kind = kind
            self.tensorBytes = tensorBytes
            self.windowBytes = windowBytes
        }
    }

    /// The steps of what is to go. A checkpoint that goes does so with its windows, and is not in the other list.
    package struct Deletions: Sendable, Equatable {
        package var windows: [Int] = []
        package var checkpoints: [Int] = []

        package init(windows: [Int] = [], checkpoints: [Int] = []) {
            self.windows = windows
            self.checkpoints = checkpoints
        }
    }

    /// What is to go so that the rest fits.
    ///
    /// First windows (the most bytes, and only going on needs them), then whole checkpoints that are no marks, then
    /// those at slingshots; of each, of the older half every second goes, from the oldest on, and again until it fits:
    /// so what is kept gets sparser with age, and with the run's start (which needs no file) stays evenly spread. The
    /// newest checkpoint, the newest with windows, and the other marks stay; they may be more than the budget.
    ///
    /// - Parameter neededStep: the newest checkpoint with windows that is not after it stays too.
    package func deletions(of items: [Item], neededStep: Int? = nil) -> Deletions {
        let items = items.sorted { $0.step < $1.step }
        let whole = items.filter { $0.windowBytes != nil }
        let needed = neededStep.flatMap { step in whole.last { $0.step <= step }?.step }
        let kept = Set([whole.last?.step, needed].compactMap(\.self))
        var excess = items.reduce(0) { $0 + $1.tensorBytes + ($1.windowBytes ?? 0) } - bytes
        var deletions = Deletions()

        var goingWindows = whole.filter { !kept.contains($0.step) }
        while excess > 0, !goingWindows.isEmpty {
            for item in Self.thin(&goingWindows) {
                excess -= item.windowBytes ?? 0
                deletions.windows.append(item.step)
            }
        }
        for kind in Item.Kind.allCases where kind != .mark {
            var rest = items.dropLast().filter { $0.kind == kind && !kept.contains($0.step) }
            while excess > 0, !rest.isEmpty {
                for item in Self.thin(&rest) {
                    excess -= item.tensorBytes
                    deletions.windows.removeAll { $0 == item.step }
                    deletions.checkpoints.append(item.step)
                }
            }
        }
        return Deletions(windows: deletions.windows.sorted(), checkpoints: deletions.checkpoints.sorted())
    }

    /// Takes every second of the older half out.
    private static func thin(_ items: inout [Item]) -> [Item] {
        let going = stride(from: 0, to: (items.count + 1) / 2, by: 2).map { items[$0] }
        items.removeAll { item in going.contains { $0.step == item.step } }
        return going
    }
}
