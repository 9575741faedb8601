/// How a replay goes on by itself, in proportion to the time that the run took.
package struct Playback: Hashable, Sendable {
    /// Whether the step that is shown goes on by itself.
    package var isPlaying: Bool
    /// Speed as a multiple of the run's own.
    package var speed = 1.0
    /// Seconds that have been played, in the recording's time with long gaps cut short.
    var position = 0.0
    /// Time of the last frame on the caller's clock, in seconds; nil before the first frame since playing began.
    var lastFrame: Double?

    /// The speeds that `[` and `]` go through, as multiples of the run's own.
    package static let speeds: [Double] = [0.25, 0.5, 1, 2, 4, 8, 16, 32, 64]
    /// Seconds that a frame counts for at most. One that comes later was held up, as by a stop from the shell.
    static let longestFrame = 0.5

    /// How a replay begins.
    package enum Opening: Hashable, Sendable {
        /// Plays from the start.
        case playing
        /// Shows the end: for a recording too short to be worth watching.
        case atEnd
    }

    /// Goes on to a time on the caller's clock.
    ///
    /// - Returns: `position` at that time.
    mutating func advance(to seconds: Double) -> Double {
        let passed = max(0, min(Playback.longestFrame, seconds - (lastFrame ?? seconds)))
        lastFrame = seconds
        position += passed * speed
        return position
    }
}
