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
    /// The size of the terminal, in characters.
    var width: Int
    var height: Int
    var threads: Int

    /// The report in four lines.
    package var text: String {
        String(
            format: """
                %@ at full speed, %d threads, a terminal of %d×%d
                  a key shows after %.1f ms (median of %d; 99 %% below %.1f)
                  a frame takes %.2f ms (median of %d; 99 %% below %.2f)
                  the screen costs %.1f %%: %.1f steps/s with it, %.1f without
                """,
            task, threads, width, height, keyLatencyMsMedian, keys, keyLatencyMsP99, frameTimeMsMedian, frames,
            frameTimeMsP99, screenCostPercent, stepsPerSecondWithScreen, stepsPerSecondWithout)
    }
}
