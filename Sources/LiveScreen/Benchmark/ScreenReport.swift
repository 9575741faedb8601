internal import Foundation

/// The cost of the screen and the delay of its keys, beside a training at full speed on every core.
package struct ScreenReport: Codable {
    var task: String
    /// Milliseconds from writing a key to the terminal to reading its effect there.
    var keyLatencyMsMedian: Double
    var keyLatencyMsP99: Double
    var keys: Int
    /// How much slower training is with a screen than without, in percent.
    var screenCostPercent: Double
    var stepsPerSecondWithScreen: Double
    var stepsPerSecondWithout: Double
    /// Milliseconds to make and draw a frame.
    var frameTimeMsMedian: Double
    var frameTimeMsP99: Double
    var frames: Int
    /// Bytes that the terminal is sent for a frame, first frames included.
    var frameBytesMean: Double
    var frameBytesP99: Double
    /// The size of the terminal, in characters.
    var width: Int
    var height: Int
    var threads: Int
    /// The frames of a long run on a larger terminal, beside the same training.
    var longRun: LongRunFrames.Figures

    /// The report in lines for a person.
    package var text: String {
        String(
            format: """
                %@ at full speed, %d threads, a terminal of %d×%d
                  a key shows after %.1f ms (median of %d; 99 %% below %.1f)
                  a frame takes %.2f ms (median of %d; 99 %% below %.2f)
                  the terminal is sent %.0f bytes a frame (mean; 99 %% below %.0f)
                  the screen costs %.1f %%: %.1f steps/s with it, %.1f without
                a run of %d evaluations beside it, a terminal of %d×%d
                %@
                %@
                %@
                """,
            task, threads, width, height, keyLatencyMsMedian, keys, keyLatencyMsP99, frameTimeMsMedian, frames,
            frameTimeMsP99, frameBytesMean, frameBytesP99, screenCostPercent, stepsPerSecondWithScreen,
            stepsPerSecondWithout, longRun.evaluations, longRun.width, longRun.height,
            Self.line("as it goes on", longRun.live), Self.line("in its past", longRun.past),
            Self.line("zoomed and panned", longRun.zoomed))
    }

    private static func line(_ what: String, _ figures: FrameFigures) -> String {
        String(
            format: "  %@, a frame takes %.2f ms (median of %d; 99 %% below %.2f), %.2f of it computing (%.2f), and "
                + "%.0f bytes (mean; 99 %% below %.0f)", what,
            figures.msMedian, figures.frames, figures.msP99, figures.processorMsMedian, figures.processorMsP99,
            figures.bytesMean, figures.bytesP99)
    }
}
