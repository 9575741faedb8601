package import RunEvents
package import SpectralEdge

/// Whether v_1…v_4 act on what the task is about.
///
/// With Δh the change of what the head reads under θ_S + ε v_k, ε = 0.005 ‖θ_S‖: *functional R²* is that of ridge (α =
/// 1) from Δh to the task's coordinate, and *Fourier concentration* how much of Δh's mean over tokens, as a function of
/// the coordinate, is in one frequency (`ResponseSpectrum`); of residues also how well Δh tells their place on the
/// circle at that frequency (`CircularReadout`). Ridge is not free of scale: a response much smaller than α counts as
/// none.
package enum FunctionProbe {
    /// ε in units of ‖θ_S‖.
    package static let relativeStep = 0.005
    /// Random directions measured beside.
    package static let controls = 3

    /// - Returns: nil if cancelled.
    package static func run(
        _ context: ProbeContext, _ snapshot: EdgeSnapshot, isCancelled: () -> Bool,
        progress: (Double) -> Void = { _ in }
    ) -> FunctionRecord? {
        ResponseMeter(context, threads: 1, controls: controls).measure(
            snapshot, isCancelled: isCancelled, progress: progress)
    }
}
