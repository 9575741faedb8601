import Recording
import Testing

@Suite("Recording: what a budget deletes")
struct CheckpointBudgetTests {
    /// Tensors of 10 bytes, windows of 100.
    private static func items(_ count: Int, marks: Set<Int> = [], withoutWindows: Set<Int> = []) -> [CheckpointBudget
        .Item]
    {
        (1...count).map { step in
            CheckpointBudget.Item(
                step: step, kind: marks.contains(step) ? .mark : .interval, tensorBytes: 10,
                windowBytes: withoutWindows.contains(step) ? nil : 100)
        }
    }

    private static func deletions(_ bytes: Int, _ items: [CheckpointBudget.Item]) -> CheckpointBudget.Deletions {
        CheckpointBudget(bytes: bytes).deletions(of: items)
    }

    @Test("nothing where all fits, whatever order they come in")
    func fits() {
        #expect(Self.deletions(880, Self.items(8)) == CheckpointBudget.Deletions())
        #expect(Self.deletions(0, []) == CheckpointBudget.Deletions())
        #expect(
            Self.deletions(500, Self.items(8).reversed()) == Self.deletions(500, Self.items(8)))
    }

    @Test("first every second of the older half's windows, again until it fits")
    func windows() {
        #expect(Self.deletions(879, Self.items(8)) == CheckpointBudget.Deletions(windows: [1, 3]))
        #expect(Self.deletions(600, Self.items(8)) == CheckpointBudget.Deletions(windows: [1, 2, 3, 5]))
        #expect(Self.deletions(180, Self.items(8)) == CheckpointBudget.Deletions(windows: Array(1...7)))
    }

    @Test("then checkpoints, but no marks, not the newest, and not the newest with windows")
    func checkpoints() {
        #expect(
            Self.deletions(170, Self.items(8))
                == CheckpointBudget.Deletions(windows: [2, 4, 5, 6, 7], checkpoints: [1, 3]))
        #expect(
            Self.deletions(0, Self.items(8, marks: [3, 5]))
                == CheckpointBudget.Deletions(windows: [3, 5], checkpoints: [1, 2, 4, 6, 7]))
        #expect(
            Self.deletions(0, Self.items(8, withoutWindows: [7, 8]))
                == CheckpointBudget.Deletions(windows: [], checkpoints: [1, 2, 3, 4, 5, 7]))
        #expect(Self.deletions(0, Self.items(1)) == CheckpointBudget.Deletions())
    }

    @Test("kept steps never go, and lose their windows like others")
    func keptSteps() {
        #expect(
            CheckpointBudget(bytes: 0, keptSteps: [3, 5, 99]).deletions(of: Self.items(8))
                == CheckpointBudget.Deletions(windows: [3, 5], checkpoints: [1, 2, 4, 6, 7]))
    }

    @Test("those at slingshots go last, and the other marks never")
    func slingshots() {
        var items = Self.items(8, marks: [3])
        for index in items.indices where items[index].step.isMultiple(of: 2) { items[index].kind = .slingshot }
        #expect(
            Self.deletions(150, items) == CheckpointBudget.Deletions(windows: [2, 3, 4, 6], checkpoints: [1, 5, 7]))
        #expect(
            Self.deletions(140, items) == CheckpointBudget.Deletions(windows: [3, 4, 6], checkpoints: [1, 2, 5, 7]))
        #expect(Self.deletions(0, items) == CheckpointBudget.Deletions(windows: [3], checkpoints: [1, 2, 4, 5, 6, 7]))
    }

    @Test("over a long run, what is kept gets sparser with age")
    func sparser() {
        var items: [CheckpointBudget.Item] = []
        for step in 1...400 {
            items.append(CheckpointBudget.Item(step: step, kind: .interval, tensorBytes: 10, windowBytes: 100))
            let deletions = CheckpointBudget(bytes: 1_500).deletions(of: items)
            items.removeAll { deletions.checkpoints.contains($0.step) }
            for index in items.indices where deletions.windows.contains(items[index].step) {
                items[index].windowBytes = nil
            }
            let bytes = items.reduce(0) { $0 + $1.tensorBytes + ($1.windowBytes ?? 0) }
            #expect(bytes <= 1_500)
        }
        let steps = items.map(\.step)
        #expect(steps.count >= 20)
        let gaps = zip(steps, steps.dropFirst()).map { $1 - $0 }
        let half = gaps.count / 2
        #expect(gaps.prefix(half).reduce(0, +) > 2 * gaps.suffix(half).reduce(0, +))
        #expect(gaps.max()! < 200)
    }
}
