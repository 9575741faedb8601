package import RunEvents
internal import Tasks
package import TerminalUI

/// The whole state of the screen: what is known about the run, and what the person watching has chosen.
package struct Model: Sendable {
    /// Everything that is known about the run, up to its newest step.
    package var run = RunState()
    /// What the person has configured.
    package var preferences = Preferences()
    /// Columns and rows of the terminal.
    package var size: Size
    /// The themes that `t` goes through; never empty.
    package private(set) var themes: [Theme]
    /// Index of the theme in use.
    package private(set) var themeIndex: Int
    /// What curves and boxes are drawn with.
    package var symbols: Symbols

    /// What keys go to at present.
    package var mode = Mode.watching
    /// The line in the place of the keys; nil for the keys.
    package var notice: Notice?
    /// The window that the panels of the edge show.
    package var window = ShownWindow.fine
    /// What is chosen for the lower row; `.newest` leaves every place to what stands there by itself.
    package var panel = Panel.newest
    /// What stands beside the eigenvalues where there is room for one panel only.
    package var side = Panel.drive
    /// Whether what has the focus is as large as the screen; accuracy and its time axis where nothing has it.
    package var isExpanded = false
    /// What has the focus: 0 for accuracy, from 1 the places of the panels; nil for nothing.
    package var focus: Int?
    /// What the next session begins with.
    package var memory = ScreenMemory.forgetful
    /// Whether the accuracy axis goes from 0 to 1, and not only over the part that the run is in.
    package var isFullAxis = false
    /// Which part of the time axis is shown, and what is read there.
    package var timeView = TimeView()
    /// The words that events are looked for with; nil for none.
    var searched: String?
    /// Lines of the help screen that have gone past its upper edge.
    var helpOffset = 0
    /// What is typed to look for on the help screen; nil for nothing.
    var helpFilter: TextInput?
    /// The hint on the screen; nil for none.
    var shownHint: ShownHint?
    /// Whether a fork is being made that is to be trained beside the run.
    var isStartingWhatIf = false
    /// Whether the past that is shown goes on with the fork that left it, until a person goes elsewhere.
    var followsWhatIf = false
    /// Lines typed after `:`, the newest last.
    var typedLines: [String] = []
    /// What the pointer is dragging; nil for nothing.
    var drag: Drag?
    /// The panel in whose place the reading stands; nil where there is no reading.
    var panelBeforeReading: Panel?
    /// What was asked of the run and has not been answered.
    package var expected = Expected()

    /// Where the events come from.
    package var source: Source
    /// The step that is shown; nil for the newest.
    package var cursor: Int?
    /// How a replay goes on by itself.
    package var playback: Playback
    /// Other runs beneath this one.
    package var overlays: [Overlay] = []
    /// Whether the runs beneath are moved along the time axis so that all grok at the same step.
    package var isLinedUp = false
    /// Whether the run is recorded, and where.
    package var recording = RecordingStatus.off
    /// The time of the day at which the process that recorded the followed run was last heard of; nil while one records
    /// it.
    package var recorderGone: String?
    /// What is being done that takes a while, in words; nil for nothing.
    package var working: String?
    /// Steps that can be probed without deriving them again, ascending.
    var checkpoints: [Int] = []
    /// Answers of probes about the past.
    package var answers = ProbeAnswers()
    /// What was seen of the network's answers.
    package var knowledge = Knowledge()
    /// The last question to the network; nil for none.
    var asked: QueryAnswers?
    /// The answer to the intervention that was asked for last.
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
        /// Typing a command to the run, and what was wrong with the last try.
        case typingCommand(TextInput, problem: String?)
        /// Typing a question to the network, and what was wrong with the last try.
        case asking(TextInput, problem: String?)
        /// Typing a line after `:`, and what was wrong with the last try.
        case typingLine(CommandEntry, problem: String?)
        /// Typing the step to go to.
        case typingStep(TextInput, problem: String?)
        /// Typing the ω of a fork at a step.
        case typingFork(step: Int, TextInput, problem: String?)
        case askingToRewind(step: Int)
        /// Typing words to look for in the events, and what was wrong with the last try.
        case searching(TextInput, problem: String?)
        /// Which of two runs to close.
        case askingWhatIf
    }

    /// Which window the eigenvalue and drive panels show.
    package enum ShownWindow: Hashable, Sendable {
        case fine, coarse
    }

    /// A line for a few seconds in the place of the keys.
    package struct Notice: Hashable, Sendable {
        /// The sentence.
        package var text: String
        /// Whether something went wrong, or was refused.
        package var isAlert: Bool
        /// Whether it says how far the probes are; it then stays for as long as there are any.
        var isAboutProbes: Bool
        /// The tick at which it was first shown, in seconds; nil before a tick.
        var since: Double?
    }

    /// Seconds for which a notice is shown.
    private static let noticeDuration = 6.0

    /// - Parameters:
    ///   - themes: the themes that `t` goes through. The first is in use at the start; the built-in one is used where
    ///     there is none. A terminal without colours always has the theme without colours.
    ///   - capability: colours of the terminal, and symbols as the user wants them.
    ///   - size: columns and rows of the terminal.
    ///   - source: where the events come from.
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
        if case .replay = source.kind, opening == .playing {
            playback.isPlaying = true
            cursor = 0
        }
    }

    /// The theme in use.
    package var theme: Theme { themes[themeIndex] }

    /// Steps a second after the last key press; nil for no limit.
    var wantedPace: Double? {
        if let pace = expected.pace { return pace }
        return run.pace
    }

    /// The words of the run's task; nil before the run has begun, and of a run that another program trains.
    var taskText: TaskText? { run.config.map(TaskText.init) }

    /// The kind of run, which decides what panels there are.
    var subject: Panel.Subject { run.isWatched ? .watched : .trained }

    /// What the run is called in the header; nil before it has begun.
    var runName: String? { taskText?.name ?? run.description.map { PrintableText.line($0.name) } }

    /// - Precondition: there is a theme of that name.
    mutating func useTheme(named name: String) {
        guard let index = themes.firstIndex(where: { $0.name.lowercased() == name }) else {
            preconditionFailure("no theme \(name)")
        }
        themeIndex = index
    }

    mutating func nextTheme() {
        themeIndex = (themeIndex + 1) % themes.count
    }

    mutating func tick(_ seconds: Double) {
        clock = seconds
        if !run.isFinished { elapsedSeconds = seconds }
        tickHint(seconds)
        guard let shown = notice else { return }
        guard let since = shown.since else {
            notice?.since = seconds
            return
        }
        if seconds - since > Model.noticeDuration { notice = nil }
    }

    /// Shows the time of the run's own events until the next tick.
    mutating func forgetTicks() {
        elapsedSeconds = nil
    }

    mutating func say(_ text: String, isAlert: Bool = false) {
        notice = Notice(text: text, isAlert: isAlert, isAboutProbes: false, since: clock)
    }

    mutating func sayHowProbesAre() {
        notice = ProbeProgress(run, expected).sentence.map {
            Notice(text: $0, isAlert: false, isAboutProbes: true, since: clock)
        }
    }

    /// After an event: a probe that has begun, or has answered, is not asked for any more.
    mutating func bringNoticeUpToDate() {
        guard let shown = notice, shown.isAboutProbes else { return }
        guard let sentence = ProbeProgress(run, expected).sentence else {
            notice = nil
            return
        }
        notice?.text = sentence
    }
}
