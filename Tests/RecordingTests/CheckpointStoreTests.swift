import Foundation
import Recording
import RunEvents
import Testing

@Suite("Recording: checkpoints")
struct CheckpointStoreTests {
    private let runs: TemporaryRuns
    private let store: CheckpointStore
    private let folder: RunFolder
    private let large = CheckpointBudget(bytes: 1 << 30)

    init() throws {
        runs = try TemporaryRuns()
        folder = try runs.record([Samples.started()])
        store = CheckpointStore(folder)
    }

    private func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.checkpoints.path).sorted()
    }

    private func url(_ name: String) -> URL { folder.checkpoints.appendingPathComponent(name) }

    @Test("a checkpoint comes back as it was, with windows and without", arguments: [6, nil])
    func roundTrip(windowValues: Int?) throws {
        let checkpoint = CheckpointSamples.checkpoint(1_000, .grokked, reproducedEvents: 7, windowValues: windowValues)
        try store.write(checkpoint, within: large)
        let read = try store.read(1_000)
        #expect(read.state == checkpoint.state)
        #expect(read.tensors == checkpoint.tensors)
        #expect(read.windows == checkpoint.windows)
        let names = ["step-000001000.safetensors"] + (windowValues == nil ? [] : ["step-000001000.windows.safetensors"])
        #expect(try self.names() == names)
        let entry = try #require(store.newest())
        #expect(entry.step == 1_000)
        #expect(entry.reason == .grokked)
        #expect(entry.hasWindows == (windowValues != nil))
        #expect(entry.bytes == names.reduce(0) { $0 + (try! Data(contentsOf: url($1)).count) })
    }

    @Test("the recorder writes checkpoints after the events before them")
    func recorder() throws {
        let recorder = try RunRecorder.continuing(folder)
        recorder.record(Samples.evaluation(100))
        recorder.keep(CheckpointSamples.checkpoint(100, reproducedEvents: 1))
        let deadline = Date(timeIntervalSinceNow: 10)
        while store.newest() == nil, Date() < deadline { usleep(1_000) }
        #expect(store.newest()?.step == 100)
        #expect(try RunReader(folder).newestSequence() == 2)
        recorder.close()
    }

    @Test("a checkpoint of the same step replaces the earlier one, and stays a mark's")
    func replacement() throws {
        try store.write(CheckpointSamples.checkpoint(100, .grokked, reproducedEvents: 1), within: large)
        try store.write(CheckpointSamples.checkpoint(100, .end, reproducedEvents: 2, windowValues: nil), within: large)
        let read = try store.read(100)
        #expect(read.state.reproducedEvents == 2)
        #expect(read.state.reason == .grokked)
        #expect(read.windows == nil)
        #expect(try names() == ["step-000000100.safetensors"])
    }

    @Test("windows of another checkpoint of the step are not taken for its own")
    func foreignWindows() throws {
        try store.write(CheckpointSamples.checkpoint(100, reproducedEvents: 1), within: large)
        let windows = try Data(contentsOf: url("step-000000100.windows.safetensors"))
        try store.write(CheckpointSamples.checkpoint(100, reproducedEvents: 2), within: large)
        try windows.write(to: url("step-000000100.windows.safetensors"))
        #expect(store.newest()?.hasWindows == false)
        #expect(try store.read(100).windows == nil)
        try store.write(CheckpointSamples.checkpoint(200, windowValues: nil), within: large)
        #expect(try names() == ["step-000000100.safetensors", "step-000000200.safetensors"])
    }

    @Test("windows alone and unfinished files are no checkpoints, and go with the next one")
    func leftovers() throws {
        try store.write(CheckpointSamples.checkpoint(100), within: large)
        try FileManager.default.removeItem(at: url("step-000000100.safetensors"))
        try Data("x".utf8).write(to: url("notes.txt"))
        #expect(store.list().entries.isEmpty && store.list().unreadable.isEmpty)
        try store.write(CheckpointSamples.checkpoint(200, windowValues: nil), within: large)
        #expect(try names() == ["notes.txt", "step-000000200.safetensors"])
    }

    @Test("the newest to go on from has windows, is not after the step, and knows of no more events")
    func newestWhole() throws {
        for (step, windows) in [(100, 6), (200, 6), (300, nil)] {
            try store.write(
                CheckpointSamples.checkpoint(step, reproducedEvents: step / 100, windowValues: windows), within: large)
        }
        #expect(store.newest()?.step == 300)
        #expect(store.newestWhole(notAfter: .max, reproducedEvents: 9)?.step == 200)
        #expect(store.newestWhole(notAfter: 199, reproducedEvents: 9)?.step == 100)
        #expect(store.newestWhole(notAfter: .max, reproducedEvents: 1)?.step == 100)
        #expect(store.newestWhole(notAfter: 99, reproducedEvents: 9) == nil)
    }

    @Test("the budget thins windows, then checkpoints, and keeps marks and the newest")
    func budget() throws {
        let windows = 2_000
        for step in 1...8 {
            try store.write(
                CheckpointSamples.checkpoint(step, step == 2 ? .grokked : .interval, windowValues: windows),
                within: CheckpointBudget(bytes: 40_000))
        }
        let entries = store.list().entries
        #expect(entries.reduce(0) { $0 + $1.bytes } <= 40_000)
        #expect(entries.map(\.step) == Array(1...8))
        #expect(entries.last?.hasWindows == true)
        #expect(entries.filter(\.hasWindows).count == 1)
        try store.write(CheckpointSamples.checkpoint(9, windowValues: windows), within: CheckpointBudget(bytes: 0))
        #expect(store.list().entries.map(\.step) == [2, 9])
        #expect(store.list().entries.map(\.hasWindows) == [false, true])
    }

    @Test("who remembers headers lists what somebody who reads them lists, whatever happens to the files")
    func remembered() throws {
        let remembering = CheckpointStore(folder, CheckpointMemory())
        func listsTheSame() -> Bool { remembering.list() == store.list() }
        for step in 1...6 {
            try remembering.write(CheckpointSamples.checkpoint(step, windowValues: 2_000), within: large)
            #expect(listsTheSame() && remembering.list().entries.count == step)
        }
        // The same step once more, by the one and by somebody else.
        try remembering.write(CheckpointSamples.checkpoint(3, reproducedEvents: 7, windowValues: 2_000), within: large)
        #expect(listsTheSame())
        try store.write(CheckpointSamples.checkpoint(4, reproducedEvents: 8, windowValues: 2_000), within: large)
        #expect(listsTheSame() && remembering.list().entries[3].state.reproducedEvents == 8)
        try Data("text".utf8).write(to: url("step-000000002.safetensors"))
        #expect(listsTheSame() && remembering.list().unreadable.count == 1)
        try FileManager.default.removeItem(at: url("step-000000005.windows.safetensors"))
        #expect(listsTheSame() && remembering.list().entries.contains { $0.step == 5 && !$0.hasWindows })
        try remembering.write(
            CheckpointSamples.checkpoint(9, windowValues: 2_000), within: CheckpointBudget(bytes: 40_000))
        #expect(listsTheSame() && remembering.list().entries.last?.step == 9)
    }

    @Test("unreadable files are reported beside the others")
    func unreadable() throws {
        try store.write(CheckpointSamples.checkpoint(100), within: large)
        let damaged = url("step-000000200.safetensors")
        try Data("text".utf8).write(to: damaged)
        let listing = store.list()
        #expect(listing.entries.map(\.step) == [100])
        #expect(
            listing.unreadable.map(\.description)
                == ["\(damaged.path): 4 bytes are no safetensors file: it starts with 8 bytes of header length"])
        #expect(recordingError { _ = try store.read(200) }?.kind == .data)
        #expect(
            recordingError { _ = try store.read(300) }
                == RecordingError(.noInput, folder.path, "there is no checkpoint of step 300"))
    }

    @Test("a file of another step, without a state, or with tensors that do not go together is refused")
    func refusals() throws {
        try store.write(CheckpointSamples.checkpoint(100, windowValues: nil), within: large)
        let other = url("step-000000200.safetensors")
        try FileManager.default.copyItem(at: url("step-000000100.safetensors"), to: other)
        #expect(
            recordingError { _ = try store.read(200) }
                == RecordingError(.data, other.path, "is damaged: its state is of step 100"))

        var checkpoint = CheckpointSamples.checkpoint(300, windowValues: nil)
        let file = url("step-000000300.safetensors").path
        checkpoint.tensors.append(Tensor(name: "optimizer.exp_avg.tok.weight", shape: [1], values: .float32([1])))
        try store.write(checkpoint, within: large)
        #expect(
            recordingError { _ = try store.read(300) }
                == RecordingError(.data, file, "is damaged: 'optimizer.exp_avg.tok.weight' belongs to nothing"))
        checkpoint.tensors = [Tensor(name: "head.bias", shape: [1], values: .float32([1]))]
        try store.write(checkpoint, within: large)
        #expect(
            recordingError { _ = try store.read(300) }
                == RecordingError(
                    .data, file, "is damaged: 'optimizer.exp_avg.head.bias' is not there in the shape of 'head.bias'"))
        checkpoint.tensors = []
        try store.write(checkpoint, within: large)
        #expect(
            recordingError { _ = try store.read(300) }
                == RecordingError(.data, file, "is damaged: it holds no parameters"))
        checkpoint.state.batchGenerator = [1]
        try store.write(checkpoint, within: large)
        #expect(
            recordingError { _ = try store.read(300) }
                == RecordingError(.data, file, "is damaged: its generator has 1 words, not 4"))
    }
}
