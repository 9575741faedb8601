internal import RunEvents

extension CheckpointState {
    /// Where the state stands in a file's metadata, as JSON.
    private static let key = "groktop"
    /// Words of the generator's state.
    private static let generatorWords = 4

    /// The metadata of both files of a checkpoint. `format` is what PyTorch's loaders expect.
    func metadata() throws -> [String: String] {
        ["format": "pt", Self.key: try JSONText.line(self)]
    }

    /// - Throws: `RecordingError` for a file that is no checkpoint of this step.
    init(metadata: [String: String], of step: Int, path: String) throws(RecordingError) {
        guard let text = metadata[Self.key] else {
            throw RecordingError(.data, path, "is no checkpoint: its metadata has no '\(Self.key)'")
        }
        guard let state = try? JSONText.value(CheckpointState.self, text) else {
            throw RecordingError(.data, path, "is damaged: its state does not decode")
        }
        if let problem = state.problem(step) { throw RecordingError(.data, path, "is damaged: \(problem)") }
        self = state
    }

    private func problem(_ expectedStep: Int) -> String? {
        if step != expectedStep { return "its state is of step \(step)" }
        if reproducedEvents < 0 { return "its state is after \(reproducedEvents) events" }
        if batchGenerator.count != Self.generatorWords {
            return "its generator has \(batchGenerator.count) words, not 4"
        }
        for decay in [weightDecay, lastNonzeroWeightDecay] where !(decay >= 0 && decay < .infinity) {
            return "its weight decay is \(decay)"
        }
        return nil
    }
}
