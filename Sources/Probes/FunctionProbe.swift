package import RunEvents
package import SpectralEdge

/// Measures whether v_1…v_4 act on the task's coordinate.
///
/// Δh is the change of the head's input under θ_S + ε v_k, with ε = 0.005 ‖θ_S‖. *Functional R²* is the R² of ridge
/// regression (α = 1) from Δh to the task's coordinate. *Fourier concentration* is the largest share of one frequency
/// in Δh's mean over tokens, as a function of the coordinate (`ResponseSpectrum`). For residues, `CircularReadout` also
/// measures how well Δh predicts their place on the circle at that frequency. Ridge regression depends on scale: a
/// response much smaller than α counts as none.
package enum FunctionProbe {
    /// ε in units of ‖θ_S‖: the length of the step.
    package static let relativeStep = 0.005
    /// How many random directions are measured as controls.
    package static let controls = 3

    /// Makes the measurement on the calling thread.
    ///
    /// - Returns: nil if cancelled.
    package static func run(
        _ context: ProbeContext, _ snapshot: EdgeSnapshot, isCancelled: () -> Bool,
        progress: (Double) -> Void = { _ in }
    ) -> FunctionRecord? {
        ResponseMeter(context, threads: 1, controls: controls).measure(
            snapshot, isCancelled: isCancelled, progress: progress)
    }
}
