internal import Foundation
internal import RunEvents
internal import Runs

/// A run that nobody trained, of any length, with an evaluation at every step: for benchmarks of long runs.
struct MadeUpRun {
    let config: RunConfig

    var started: RunEvent {
        .started(
            StartedRecord(
                config: config,
                engine: EngineRecord(
                    version: ProgramVersion.current, blasCore: "none", threads: 1, parameterCount: 1,
                    trackedParameterCount: 1)))
    }

    /// The spectra that are due at this step, and its evaluation. The accuracy falls for one evaluation now and then.
    func events(at step: Int) -> [RunEvent] {
        let due = [config.spectrum.fineInterval, config.spectrum.interval].filter { step % $0 == 0 }
        return due.map { .spectrum(spectrum(step, $0)) } + [.evaluation(evaluation(step))]
    }

    private func evaluation(_ step: Int) -> EvaluationRecord {
        let accuracy = step % 50_021 == 0 ? 0.7 : 0.98 - 0.2 / (1 + Double(step) / 1_000)
        return EvaluationRecord(
            step: step, trainLoss: 1 / Double(step), trainAccuracy: 1, testLoss: 0.1, testAccuracy: accuracy,
            trainSequences: 50, testSequences: 1_000, parameterNorm: 20, stepsPerSecond: 300)
    }

    private func spectrum(_ step: Int, _ interval: Int) -> SpectrumRecord {
        let sigma = (1...config.spectrum.window).map { (2 + sin(Double(step) / 5_000)) / Double($0 * $0) }
        return SpectrumRecord(
            step: step, interval: interval, window: config.spectrum.window, sigma: sigma,
            eigenvalues: sigma.map { $0 * $0 },
            kStarRatio: 1, kStarWeighted: 1, gapRatio: 4, g23: 0.1, gradientFraction: [0.5, 0.4, 0.3, 0.2],
            alignment: [0.1, -0.1, 0.1, -0.1], rotationDegrees: [10, 20, 30, 40], driveClass: .mixed)
    }
}
