internal import RunEvents
internal import Tasks

/// What the author's protocol asks of a run.
extension MeasuredRun {
    func testCurvature(_ step: Int) -> TestCurvatureRecord? { testCurvatures.first { $0.step == step } }

    /// g₂₃ in the author's windows: of the recorded spectra where those are his, or as it was measured.
    func gapTrail(_ author: PublishedProtocol) -> GapTrail? {
        let interval = author.gapInterval(seed: config.seed)
        let spectrum = config.spectrum
        guard author.gapWindow == spectrum.window, [spectrum.interval, spectrum.fineInterval].contains(interval) else {
            return gapTrail.flatMap { $0.interval == interval && $0.window == author.gapWindow ? $0 : nil }
        }
        let records = (interval == spectrum.interval ? coarse : fine).filter { $0.eigenvalues.count > 1 }
        return GapTrail(
            interval: interval, window: author.gapWindow, steps: records.map(\.step),
            g23: records.map { $0.eigenvalues[1] - ($0.eigenvalues.count > 2 ? $0.eigenvalues[2] : 0) })
    }
}
