/// How much room the checkpoints of a run may take.
package struct CheckpointBudget: Sendable, Equatable {
    /// Bytes of all checkpoint files together.
    package var bytes: Int
    /// Steps whose checkpoints never go, as if something had been marked there; their windows may.
    package var keptSteps: Set<Int>

    /// - Precondition: `bytes` is not negative.
    package init(bytes: Int = 256 << 20, keptSteps: Set<Int> = []) {
        precondition(bytes >= 0, "a budget of \(bytes) bytes")
        (self.bytes, self.keptSteps) = (bytes, keptSteps)
    }

    /// A checkpoint, as far as its room matters.
    package struct Item: Sendable, Equatable {
        /// Optimizer steps done at the checkpoint.
        package var step: Int
        /// What decides when the checkpoint goes.
        package var kind: Kind
        /// Bytes of the file with parameters and moments.
        package var tensorBytes: Int
        /// Bytes of the file with the windows; nil without windows.
        package var windowBytes: Int?

        /// In the order in which they go.
        package enum Kind: Sendable, Equatable, CaseIterable {
            case interval
            /// A mark as well, but one of which a long run has thousands.
            case slingshot
            /// Memorized, grokked, ω changed: never goes.
            case mark
        }

        /// - Parameter windowBytes: the size of the file with the windows; nil where there is none.
        package init(step: Int, kind: Kind, tensorBytes: Int, windowBytes: Int?) {
            self.step = step
            self.kind = kind
            self.tensorBytes = tensorBytes
            self.windowBytes = windowBytes
        }
    }

    /// The steps of what is to go. A checkpoint that goes does so with its windows, and is not in the other list.
    package struct Deletions: Sendable, Equatable {
        /// Checkpoints that lose their windows alone, by step.
        package var windows: [Int] = []
        /// Checkpoints that go as a whole, by step.
        package var checkpoints: [Int] = []

        /// Nothing goes by default.
        package init(windows: [Int] = [], checkpoints: [Int] = []) {
            self.windows = windows
            self.checkpoints = checkpoints
        }
    }

    /// What is to go so that the rest fits.
    ///
    /// Windows go first: they have the most bytes, and only a run that goes on needs them. Then whole checkpoints go
    /// that are no marks, and last those at slingshots. In each of these groups every second checkpoint of the older
    /// half goes, from the oldest on, and again until the rest fits. So checkpoints get sparser with age, and stay
    /// evenly spread from the run's start, which needs no file. The newest checkpoint, the newest with windows, those
    /// of `keptSteps`, and the other marks stay, and may be more than the budget.
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
            var rest = items.dropLast().filter {
                $0.kind == kind && !kept.contains($0.step) && !keptSteps.contains($0.step)
            }
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

    /// Takes out every second item of the older half.
    private static func thin(_ items: inout [Item]) -> [Item] {
        let going = stride(from: 0, to: (items.count + 1) / 2, by: 2).map { items[$0] }
        items.removeAll { item in going.contains { $0.step == item.step } }
        return going
    }
}
