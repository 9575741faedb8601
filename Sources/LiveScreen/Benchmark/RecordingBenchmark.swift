internal import Benchmark
internal import Dashboard
internal import Foundation
internal import Recording
internal import RunEvents
internal import Runs
internal import Tasks
internal import TerminalUI
internal import Training

/// Measures how soon a long recording is on the screen, and how quickly a person can go through it. The recording is
/// made up, in a folder that is removed afterwards.
package struct RecordingBenchmark {
    /// The number of evaluations, one for each step. Spectra come as often as in the preset.
    let evaluations: Int

    /// - Parameter evaluations: the number of evaluations, one for each step.
    package init(evaluations: Int) { self.evaluations = evaluations }

    private static let size = Size(width: 120, height: 40)
    private static let frames = 300

    /// Writes the recording, opens it and goes through it.
    ///
    /// - Throws: `RecordingError` where the recording cannot be written.
    package func run() throws -> RecordingReport {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("groktop-bench-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        var config = TaskPreset.config(for: .dyck)
        config.steps = evaluations
        config.evaluation.interval = 1
        let recorder = try RunRecorder.create(NewRun(config: config, version: ProgramVersion.current), in: folder)
        let clock = ContinuousClock()
        let begin = clock.now
        let events = record(config, recorder)
        recorder.close()
        let recordSeconds = (clock.now - begin).inSeconds
        if let failure = recorder.failure { throw failure }

        let open = clock.now
        let reader = try RunReader(recorder.folder)
        let (state, _) = try RunHistory.read(reader)
        var model = Model(
            themes: [.default], capability: Capability(colors: .palette256, symbols: .braille), size: Self.size,
            source: .replay(name: recorder.folder.name), opening: .atEnd)
        _ = model.update(.loaded(state))
        _ = model.view()
        let openSeconds = (clock.now - open).inSeconds
        let frames = scrub(&model)
        return RecordingReport(
            evaluations: evaluations, events: events, bytes: recorder.folder.bytes, openSeconds: openSeconds,
            frameMsMedian: frames.percentile(0.5), frameMsP99: frames.percentile(0.99),
            recordMicrosecondsAnEvent: recordSeconds / Double(events) * 1e6)
    }

    /// Records evaluations whose accuracy falls for one evaluation now and then.
    ///
    /// - Returns: how many events were recorded.
    private func record(_ config: RunConfig, _ recorder: RunRecorder) -> Int {
        var events = 1
        let run = MadeUpRun(config: config)
        recorder.record(run.started)
        for step in 1...evaluations {
            let made = run.events(at: step)
            for event in made { recorder.record(event) }
            events += made.count
            // Flushing keeps the recorder's queue as short as in a real run.
            if step % 20_000 == 0 { recorder.flush() }
        }
        return events
    }

    /// The milliseconds of each frame while keys move through the whole recording.
    private func scrub(_ model: inout Model) -> [Double] {
        let clock = ContinuousClock()
        _ = model.update(.key(.home))
        return (0..<Self.frames).map { frame in
            let start = clock.now
            // Most keys move by a column, and every tenth moves far.
            _ = model.update(.key(frame % 10 == 9 ? .pageDown : .right))
            _ = model.view()
            return (clock.now - start).inSeconds * 1e3
        }
    }
}
