internal import Console
package import Foundation
internal import Kernels
package import Recording
internal import RunEvents
internal import Safetensors
internal import SpectralEdge

/// Makes a recorded run of another program's checkpoints: the spectra of their updates, their windows and rotation, and
/// where η and ω are given the split of each update by the trapezoid rule.
package struct CheckpointImport {
    private let series: CheckpointSeries
    private let track: TrackedTensorChoice
    private let window: Int
    /// η and ω; nil where updates are not split.
    private let decay: (learningRate: Double, weightDecay: Double)?
    private let name: String

    /// - Parameters:
    ///   - series: the checkpoints.
    ///   - track: the tensors that are tracked.
    ///   - window: W.
    ///   - decay: η and ω of all steps; nil where updates are not split.
    ///   - name: what the run is called.
    package init(
        _ series: CheckpointSeries, track: TrackedTensorChoice, window: Int,
        decay: (learningRate: Double, weightDecay: Double)?, name: String
    ) {
        (self.series, self.track, self.window, self.decay, self.name) = (series, track, window, decay, name)
    }

    /// Reads the checkpoints one after the other, and records the run.
    ///
    /// - Parameters:
    ///   - runsFolder: where the run's folder is made.
    ///   - progress: receives each step when its checkpoint is taken in. An error that it throws ends the import, and
    ///     the run is removed.
    /// - Returns: the run's folder.
    /// - Throws: `Failure` where a checkpoint cannot be read or has other tensors than the first, or no recording can
    ///   hold the run; `RecordingError`.
    package func record(in runsFolder: URL, progress: (Int) throws -> Void) throws -> RunFolder {
        let first = try Self.file(series.files[0].url)
        let (label, names) = try track.names(in: first.header)
        var parameters = try Self.values(first, names, series.files[0].url)
        try checkMemory(parameters.count)
        let run = description(label, names, first.header, parameters.count)
        let started = Self.started(run, tracked: parameters.count)
        if let problem = started.problem(in: .watched(run)) {
            throw Failure.data("\(series.folder.path): no recording can hold the run: \(problem)")
        }
        let recorder = try RunRecorder.create(
            NewRun(run: .watched(run), version: ProgramVersion.current), in: runsFolder)
        do {
            recorder.record(started)
            if !run.firstUpdateSeen { recorder.record(firstUpdateMissing) }
            var tracker = Follower(spectrum: run.spectrum, parameterCount: parameters.count, isSplit: decay != nil)
            for (step, url) in series.files.dropFirst() {
                let next = try Self.values(Self.file(url), names, url)
                guard next.count == parameters.count else {
                    throw Failure.data("\(url.path): its tracked tensors have other shapes than those of the first")
                }
                tracker.take(from: parameters, to: next, at: step, decay: factor).forEach(recorder.record)
                parameters = next
                try progress(step)
            }
            let last = series.files[series.files.count - 1].step
            recorder.record(.finished(FinishedRecord(step: last, reason: .completed, parameterDigest: "")))
            recorder.close()
        } catch {
            recorder.close()
            try? recorder.folder.remove()
            throw error
        }
        if let gap = recorder.gap { throw Failure.inputOutput("\(gap)") }
        return recorder.folder
    }

    /// What the decay of an interval multiplies the sum of its two ends with.
    private var factor: Double {
        decay.map { -$0.learningRate * $0.weightDecay * Double(series.distance) / 2 } ?? 0
    }

    private static func started(_ run: WatchedRun, tracked: Int) -> RunEvent {
        .started(
            StartedRecord(
                run: .watched(run),
                engine: EngineRecord(
                    version: ProgramVersion.current, blasCore: "", threads: 1, parameterCount: run.parameterCount,
                    trackedParameterCount: tracked)))
    }

    private var firstUpdateMissing: RunEvent {
        .remark(
            RemarkRecord(
                step: 0, kind: .note,
                message: "the first checkpoint is of step \(series.files[0].step): the first update, the largest, is "
                    + "in no window, so that σ and shares of early windows are not those of the whole run"))
    }

    private func description(
        _ label: String, _ names: [String], _ header: SafetensorsHeader, _ tracked: Int
    ) -> WatchedRun {
        var run = WatchedRun(
            name: name, program: "groktop \(ProgramVersion.current) import", groups: [],
            tracked: .init(
                selection: label, names: Array(names.prefix(WatchedRun.TrackedTensors.mostNames)),
                tensors: names.count),
            windows: .init(interval: series.distance * SpectrumConfig.fineDivisor, window: window), split: .none)
        if let decay {
            let all = header.entries.filter { Checkpoint.isParameter($0.key) }
            run.groups = [
                .init(
                    learningRate: decay.learningRate, weightDecay: decay.weightDecay, tensors: all.count,
                    parameters: all.values.reduce(0) { $0 + $1.shape.reduce(1, *) }, trackedTensors: names.count,
                    trackedParameters: tracked)
            ]
            (run.split, run.splitReason) = (.nominal, "from checkpoints alone, with one η and ω for all steps")
        } else {
            run.splitReason = "η and ω are not given"
        }
        run.firstUpdateSeen = series.files[0].step == 0
        run.steps = series.files[series.files.count - 1].step
        return run
    }

    /// Both windows keep W updates in two parts.
    private func checkMemory(_ count: Int) throws(Failure) {
        let bytes = UInt64(count) * UInt64(2 * (window + 1) * 2 * 4 + 2 * 8)
        guard bytes <= ProcessInfo.processInfo.physicalMemory else {
            throw .data(
                "the windows of \(count) tracked numbers need \(bytes >> 20) MiB, more than this machine has; --track "
                    + "chooses fewer")
        }
    }

    private static func file(_ url: URL) throws(Failure) -> SafetensorsFile {
        do throws(SafetensorsError) {
            return try SafetensorsFile(contentsOf: url)
        } catch {
            throw .data("\(url.path): \(error.description)")
        }
    }

    private static func values(
        _ file: SafetensorsFile, _ names: [String], _ url: URL
    ) throws(Failure) -> [Double] {
        var values: [Double] = []
        do throws(SafetensorsError) {
            for name in names { values += try file.doubles(name) }
        } catch {
            throw .data("\(url.path): \(error.description)")
        }
        // What single precision cannot hold has no place in a window either.
        guard values.allSatisfy({ Float($0).isFinite }) else {
            throw .data("\(url.path): a tracked number is not finite")
        }
        return values
    }
}

extension CheckpointImport {
    /// Follows θ_S from checkpoint to checkpoint.
    private struct Follower {
        private let tracker: SpectrumTracker
        private let pool = WorkerPool(threadCount: 1)
        private let isSplit: Bool

        init(spectrum: SpectrumConfig, parameterCount: Int, isSplit: Bool) {
            // The thresholds of accuracies mean nothing here.
            tracker = SpectrumTracker(
                config: spectrum, thresholds: Thresholds(grokked: 1), parameterCount: parameterCount)
            self.isSplit = isSplit
        }

        /// - Parameter decay: what the sum of both ends is multiplied with for the part of weight decay.
        mutating func take(from start: [Double], to end: [Double], at step: Int, decay: Double) -> [RunEvent] {
            for index in start.indices {
                let part = decay * (start[index] + end[index])
                tracker.ledger.decay.base[index] = Float(part)
                tracker.ledger.gradient.base[index] = Float(end[index] - start[index] - part)
            }
            var events = tracker.stepEnded(step, on: pool).map { RunEvent.spectrum(isSplit ? $0 : Self.unsplit($0)) }
            if isSplit, step % tracker.config.interval == 0, let ledger = tracker.gapLedger(at: step) {
                events.append(.gapLedger(ledger))
            }
            return events
        }

        private static func unsplit(_ record: SpectrumRecord) -> SpectrumRecord {
            var record = record
            (record.gradientFraction, record.alignment, record.driveClass) = ([], [], .unsplit)
            return record
        }
    }
}
