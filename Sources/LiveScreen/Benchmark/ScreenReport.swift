internal import Foundation

/// What the screen costs, and how soon it answers, beside a training at full speed on every core.
package struct ScreenReport: Codable {
    var task: String
    /// From writing a key to a terminal to reading the first of its effect there.
    var keyLatencyMsMedian: Double
    var keyLatencyMsP99: Double
    var keys: Int
    /// By how much training is slower with a screen than without.
    var screenCostPercent: Double
    var stepsPerSecondWithScreen: Double
    var stepsPerSecondWithout: Double
    /// To make a frame and to draw it.
    var frameTimeMsMedian: Double
    var frameTimeMsP99: Double
    var frames: Int
    /// Of the terminal, in characters.
    var width: Int
    var height: Int
    var threads: Int

    /// Four lines for a person.
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
