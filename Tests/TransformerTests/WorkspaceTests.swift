import Kernels
import TestSupport
import Testing
import Transformer

@Suite("Workspaces")
struct WorkspaceTests {
    /// Room for all of these, in each of their turns.
    private static func room(_ batches: [PackedBatch]) -> PackedRowCounts {
        var room = PackedRowCounts(batches[0])
        for batch in batches { room.grow(to: PackedRowCounts(batch)) }
        return room
    }

    private static func others(_ model: borrowing TinyModel) -> [PackedBatch] {
        var batches: [PackedBatch] = []
        for (count, seed) in [(30, 5), (1, 6), (7, 7)] as [(Int, UInt64)] {
            batches.append(model.batch(ModelCase.random(model.model.shape, count: count, seed: seed)))
        }
        return batches
    }

    @Test(
        "an evaluation workspace gives the bits of a training one, also after other batches", arguments: ModelCase.all)
    func evaluation(test: ModelCase) {
        let model = TinyModel(test.shape)
        let batch = model.batch(test.sequences)
        let others = Self.others(model)
        let used = TransformerWorkspace(
            shape: test.shape, room: Self.room(others + [batch]), purpose: .evaluation)
        for other in others { model.model.forward(parameters: model.views, batch: other, workspace: used) }
        let expected = model.logits(batch, model.workspace(batch, .training))
        #expect(model.logits(batch, used) == expected)
        #expect(model.logits(batch, model.workspace(batch, .evaluation)) == expected)
    }

    @Test("a workspace that has been used gives the gradient of a fresh one, to the bit", arguments: ModelCase.all)
    func training(test: ModelCase) {
        let model = TinyModel(test.shape)
        let batch = model.batch(test.sequences)
        let others = Self.others(model)
        let used = TransformerWorkspace(shape: test.shape, room: Self.room(others + [batch]), purpose: .training)
        for other in others { _ = model.gradient(other, used) }
        let (sums, gradient) = model.gradient(batch, used)
        let fresh = model.gradient(batch, model.workspace(batch, .training))
        #expect(sums == fresh.sums && gradient == fresh.values)
        #expect(gradient.allSatisfy { $0.isFinite })
    }

    @Test("a clock sees every phase") func clock() {
        let model = TinyModel(ModelCase.pairs(layers: 2).shape)
        let batch = model.batch(ModelCase.pairs(layers: 2).sequences)
        let workspace = model.workspace(batch, .training)
        let clock = PhaseClock()
        workspace.clock = clock
        clock.start()
        _ = model.gradient(batch, workspace)
        for phase in PhaseClock.Phase.allCases {
            #expect((clock.nanoseconds[phase, default: 0] > 0) == PhaseClock.Phase.ofShards.contains(phase), "\(phase)")
        }
    }
}
