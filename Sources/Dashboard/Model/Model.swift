package import RunEvents
internal import Tasks
package import TerminalUI

/// The whole state of the screen: what the run has told, and what the person watching has chosen.
package struct Model: Sendable {
    package var run = RunState()
    package var size: Size
    /// Never empty.
    package private(set) var themes: [Theme]
    package private(set) var themeIndex: Int
    package var symbols: Symbols

    package var mode = Mode.watching
    package var notice: Notice?
    package var window = Window.fine
    /// What is chosen for the lower row; `.newest` leaves every place to what stands there by itself.
    package var panel = Panel.newest
    /// What stands beside the eigenvalues where there is room for one panel only.
    package var side = Panel.drive
    /// Only accuracy and its time axis, as large as the screen.
    package var isExpanded = false
    /// Accuracy from 0 to 1 instead of the part that the run is in.
    package var isFullAxis = false
    package var expected = Expected()

    /// Where the events come from.
    package var source: Source
    /// The step that is shown; nil for the newest.
    package var cursor: Int?
    package var playback: Playback
    package var overlay: Overlay?
    package var recording = RecordingStatus.off
    /// The time of the day at which the process that recorded the followed run was last heard of; nil while one records
    /// it.
    package var recorderGone: String?
    /// What is being done that takes a while.
    package var working: String?
    /// Steps that can be probed without deriving them again, ascending.
    var checkpoints: [Int] = []
    package var answers = ProbeAnswers()
    /// The last that was asked for.
    package var intervention: InterventionRecord?

    /// Seconds since the run began, as the caller counts them; nil before the first tick. Stands still when the run is
    /// over.
    package private(set) var elapsedSeconds: Double?
    private var clock: Double?

    /// What keys go to.
    package enum Mode: Hashable, Sendable {
        case watching
        case help
        /// Choosing a probe from the menu.
        case choosingProbe
        case askingToQuit
        /// Typing ω, and what was wrong with the last try.
        case typingWeightDecay(TextInput, problem: String?)
        /// Typing the step to go to.
        case typingStep(TextInput, problem: String?)
        /// Typing the ω of a fork at a step.
        case typingFork(step: Int, TextInput, problem: String?)
        case askingToRewind(step: Int)
    }

    /// Which window the eigenvalue and drive panels show.
    package enum Window: Hashable, Sendable {
        case fine, coarse
    }

    /// A line for a few seconds in the place of the keys.
    package struct Notice: Hashable, Sendable {
        package var text: String
        package var isAlert: Bool
        /// Says how the probes are, for as long as there are any.
        var isAboutProbes: Bool
        /// On the clock of the ticks.
        var since: Double?
    }

    /// Seconds.
    private static let noticeDuration = 6.0

    /// - Parameters:
    ///   - themes: those that `t` goes through, the first at the start; none: the built-in one. A terminal without
    ///     colours has one of its own.
    ///   - capability: with `symbols` as the user wants them.
    ///   - opening: how a replay begins.
    package init(
        themes: [Theme], capability: Capability, size: Size, source: Source = .live,
        opening: Playback.Opening = .playing
    ) {
        self.size = size
        symbols = capability.symbols
        self.themes = capability.colors == .mono ? [.monochrome] : themes.isEmpty ? [.default] : themes
        themeIndex = 0
        self.source = source
        playback = Playback(isPlaying: false)
        if case .replay = source, opening == .playing {
            playback.isPlaying = true
            cursor = 0
        }
    }

    package var theme: Theme { themes[themeIndex] }

    /// Steps a second, as the last key press has it; nil for unlimited.
    var wantedPace: Double? {
        if let pace = expected.pace { return pace }
        return run.pace
    }

    /// nil before the run has begun.
    var taskText: TaskText? { run.config.map(TaskText.init) }

    mutating func nextTheme() {
        themeIndex = (themeIndex + 1) % themes.count
    }

    mutating func tick(_ seconds: Double) {
        clock = seconds
        if !run.isFinished { elapsedSeconds = seconds }
        guard let shown = notice else { return }
        guard let since = shown.since else {
            notice?.since = seconds
            return
        }
        if seconds - since > Model.noticeDuration { notice = nil }
    }

    /// Until the next tick the run's own clock counts.
    mutating func forgetTicks() {
        elapsedSeconds = nil
    }

    mutating func say(_ text: String, isAlert: Bool = false) {
        notice = Notice(text: text, isAlert: isAlert, isAboutProbes: false, since: clock)
    }

    mutating func sayHowProbesAre() {
        notice = ProbeProgress(self).sentence.map {
            Notice(text: $0, isAlert: false, isAboutProbes: true, since: clock)
        }
    }

    /// After an event: a probe that has begun, or has answered, is not asked for any more.
    mutating func bringNoticeUpToDate() {
        guard let shown = notice, shown.isAboutProbes else { return }
        guard let sentence = ProbeProgress(self).sentence else {
            notice = nil
            return
        }
        notice?.text = sentence
    }
}
