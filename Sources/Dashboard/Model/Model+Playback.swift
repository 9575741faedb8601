import TerminalUI

/// A replay that goes on by itself.
extension Model {
    /// Whether the recording is being played: the caller then sends `Message.frame` for every picture.
    package var isPlaying: Bool { playback.isPlaying && cursor != nil }

    mutating func playOrPause() {
        followsWhatIf = false
        if playback.isPlaying {
            playback.isPlaying = false
            return
        }
        if cursor == nil { go(to: 0) }
        playback.isPlaying = cursor != nil
        playback.lastFrame = nil
        if cursor == nil { say("there is nothing to play") }
    }

    mutating func setSpeed(_ action: Action) {
        let speeds = Playback.speeds
        let isFaster = action == .fasterPlayback
        let next = isFaster ? speeds.first { $0 > playback.speed } : speeds.last { $0 < playback.speed }
        let end = next == nil ? (isFaster ? ", the fastest" : ", the slowest") : ""
        playback.speed = next ?? playback.speed
        say("speed \(NumberText.short(playback.speed))×\(end)")
    }

    /// Goes on with the recording to this time in seconds. Does nothing before the recording is loaded.
    mutating func playFrame(_ seconds: Double) {
        guard isPlaying, run.description != nil else { return }
        let position = playback.advance(to: seconds)
        guard let step = run.step(playedSeconds: position), step < run.step else {
            playback.isPlaying = false
            cursor = nil
            return
        }
        cursor = step
    }
}
