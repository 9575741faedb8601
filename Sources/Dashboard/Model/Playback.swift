/// A replay that goes on by itself, in proportion to the time that the run took.
package struct Playback: Hashable, Sendable {
    package var isPlaying: Bool
    /// 1 is as fast as the run was.
    package var speed = 1.0
    /// Seconds of the recording's time, long gaps cut short, that have been played.
    var position = 0.0
    /// The last frame on the caller's clock; nil before the first since playing began.
    var lastFrame: Double?

    package static let speeds: [Double] = [0.25, 0.5, 1, 2, 4, 8, 16, 32, 64]
    /// A frame that comes later than this was held up (a stop from the shell, say): nobody saw the time in between.
    static let longestFrame = 0.5

    /// How a replay begins.
    package enum Opening: Hashable, Sendable {
        /// At the start, playing.
        case playing
        /// At the end, as a whole: for a recording too short to be worth watching.
        case atEnd
    }

    /// - Returns: how far the recording's time has gone on, in seconds.
    mutating func advance(to seconds: Double) -> Double {
        let passed = max(0, min(Playback.longestFrame, seconds - (lastFrame ?? seconds)))
        lastFrame = seconds
        position += passed * speed
        return position
    }
}
