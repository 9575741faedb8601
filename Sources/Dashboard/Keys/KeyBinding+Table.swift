import TerminalUI

extension KeyBinding {
    /// All bindings, in the order of the footer and the help screen.
    package static let table: [KeyBinding] =
        commands + playback + time + axis + probes + knowledge + branches + whatIf + views + general

    private static let everywhere = Set(Place.allCases)
    private static let lookingBack: Set<Place> = [.past, .replay, .following]
    /// Where the run is not trained here and now.
    private static let notHereNow: Set<Place> = [.past, .replay, .steered, .following]
    /// Where the run takes commands.
    private static let steering: Set<Place> = [.now, .steered]

    /// Keys of a live run.
    private static let commands: [KeyBinding] = [
        KeyBinding(
            keys: [.character("w")], label: "w", action: .toggleWeightDecay, places: steering,
            help: Help(
                label: "w W c", name: "decay, command",
                text: "turn weight decay off, or on; W types ω; c types any command"),
            footer: Footer(label: "w", name: "decay", importance: 10)),
        KeyBinding(
            keys: [.character("W")], label: "W", action: .typeWeightDecay, places: steering,
            footer: Footer(label: "W", name: "set ω", importance: 1)),
        KeyBinding(
            keys: [.character("c")], label: "c", action: .typeCommand, places: steering,
            footer: Footer(label: "c", name: "command", importance: 0)),
        KeyBinding(
            keys: [.character("a")], label: "a", action: .ablate, places: [.now],
            help: Help(
                label: "a p m", name: "probes, menu",
                text: "ablate, or perturb, v₁…v₄; m is the menu of all nine probes"),
            footer: Footer(label: "a", name: "ablate", importance: 9)),
        KeyBinding(
            keys: [.character("p")], label: "p", action: .perturb, places: [.now],
            footer: Footer(label: "p", name: "perturb", importance: 9)),
        KeyBinding(
            keys: [.character("m")], label: "m", action: .chooseProbe, places: [.now],
            footer: Footer(label: "m", name: "probes", importance: 9)),
        KeyBinding(
            keys: [.character(" ")], label: "space", action: .pauseOrResume, places: steering,
            help: Help(
                label: "space .", name: "pause, a step",
                text: "pause the run, or let it go on; . does one step, then pauses"),
            footer: Footer(label: "space", name: "pause", importance: 10)),
        KeyBinding(
            keys: [.character(".")], label: ".", action: .singleStep, places: steering,
            footer: Footer(label: ".", name: "step", importance: 2)),
        KeyBinding(
            keys: [.character("[")], label: "[", action: .slower, places: steering,
            help: Help(label: "[ ]", name: "pace", text: "fewer steps a second, or more, in the end as many as can be"),
            footer: Footer(label: "[ ]", name: "pace", importance: 8)),
        KeyBinding(keys: [.character("]")], label: "]", action: .faster, places: steering),
    ]

    private static let playback: [KeyBinding] = [
        KeyBinding(
            keys: [.character(" ")], label: "space", action: .playOrPause, places: [.replay],
            help: Help(label: "space", name: "play", text: "play the recording, or hold it; at its end, play it again"),
            footer: Footer(label: "space", name: "play", importance: 19)),
        KeyBinding(
            keys: [.character("[")], label: "[", action: .slowerPlayback, places: [.replay],
            help: Help(label: "[ ]", name: "speed", text: "play slower or faster, 0.25 to 64 times as the run was"),
            footer: Footer(label: "[ ]", name: "speed", importance: 12)),
        KeyBinding(keys: [.character("]")], label: "]", action: .fasterPlayback, places: [.replay]),
    ]

    private static let time: [KeyBinding] = [
        KeyBinding(
            keys: [.left], label: "←", action: .back, places: [.now], help: arrows,
            footer: Footer(label: "←", name: "past", importance: 6)),
        KeyBinding(
            keys: [.left], label: "←", action: .back, places: notHereNow, help: arrows,
            footer: Footer(label: "← →", name: "time", importance: 16)),
        KeyBinding(keys: [.right], label: "→", action: .forward, places: everywhere),
        KeyBinding(keys: [.pageUp], label: "PgUp", action: .pageBack, places: everywhere),
        KeyBinding(keys: [.pageDown], label: "PgDn", action: .pageForward, places: everywhere),
        KeyBinding(
            keys: [.home], label: "Home", action: .first, places: everywhere,
            help: Help(
                label: "Home End", name: "start, newest", text: "go to the start, or to the newest step there is")),
        KeyBinding(keys: [.end], label: "End", action: .newest, places: [.now, .replay]),
        KeyBinding(
            keys: [.end], label: "End", action: .newest, places: [.past, .steered, .following],
            footer: Footer(label: "End", name: "now", importance: 18)),
        KeyBinding(
            keys: [.character(".")], label: ".", action: .nextRecorded, places: lookingBack,
            help: Help(label: ".", name: "next recorded", text: "go on to the next step that something was measured at")
        ),
        KeyBinding(
            keys: [.character("n")], label: "n", action: .nextEvent, places: [.now], help: events),
        KeyBinding(
            keys: [.character("n")], label: "n", action: .nextEvent, places: notHereNow, help: events,
            footer: Footer(label: "n N", name: "event", importance: 11)),
        KeyBinding(keys: [.character("N")], label: "N", action: .previousEvent, places: everywhere),
        KeyBinding(
            keys: [.character("g")], label: "g", action: .goTo, places: [.now]),
        KeyBinding(
            keys: [.character("g")], label: "g", action: .goTo, places: notHereNow,
            footer: Footer(label: "g", name: "step", importance: 8)),
        KeyBinding(
            keys: [.escape], label: "Esc", action: .dismiss, places: lookingBack,
            help: Help(
                label: "Esc", name: "close, now", text: "close the answer of a probe; then back to the newest step")),
        KeyBinding(keys: [.escape], label: "Esc", action: .dismiss, places: [.now, .steered]),
    ]

    /// Which part of the time axis is shown, and what is read there.
    private static let axis: [KeyBinding] = [
        KeyBinding(
            keys: [.character("+"), .character("=")], label: "+", action: .zoomIn, places: everywhere,
            help: Help(
                label: "+ - < >", name: "zoom, pan",
                text: "more or fewer steps; < > along; 0 all; L logarithmic"),
            footer: Footer(label: "+ -", name: "zoom", importance: 3)),
        KeyBinding(keys: [.character("-"), .character("_")], label: "-", action: .zoomOut, places: everywhere),
        KeyBinding(keys: [.character("0")], label: "0", action: .wholeAxis, places: everywhere),
        KeyBinding(
            keys: [.character("<"), .modified(.left, .shift)], label: "<", action: .panBack, places: everywhere),
        KeyBinding(
            keys: [.character(">"), .modified(.right, .shift)], label: ">", action: .panForward, places: everywhere),
        KeyBinding(keys: [.character("L")], label: "L", action: .logarithmicSteps, places: everywhere),
        KeyBinding(
            keys: [.character("v")], label: "v", action: .read, places: everywhere,
            help: Help(
                label: "v z", name: "read, compare",
                text: "reads at a line: v marks, z zooms, Enter goes, Esc ends"),
            footer: Footer(label: "v", name: "read", importance: 4)),
        KeyBinding(keys: [.character("z")], label: "z", action: .zoomToSpan, places: everywhere),
        KeyBinding(keys: [.enter], label: "Enter", action: .goToReading, places: everywhere),
    ]

    private static let arrows = Help(
        label: "← →", name: "time, PgUp PgDn", text: "back and on by a column; PgUp and PgDn by a tenth of the run")
    private static let events = Help(
        label: "n N g", name: "event, or a step", text: "go to the next event, the one before, or a step that is typed")

    private static let probes: [KeyBinding] = [
        KeyBinding(
            keys: [.character("a")], label: "a", action: .ablate, places: notHereNow,
            help: Help(
                label: "a A p P", name: "probe, exactly",
                text: "ablate or perturb the nearest checkpoint; A P this very step"),
            footer: Footer(label: "a", name: "ablate", importance: 9)),
        KeyBinding(keys: [.character("A")], label: "A", action: .ablateExactly, places: notHereNow),
        KeyBinding(
            keys: [.character("p")], label: "p", action: .perturb, places: notHereNow,
            footer: Footer(label: "p", name: "perturb", importance: 9)),
        KeyBinding(keys: [.character("P")], label: "P", action: .perturbExactly, places: notHereNow),
        KeyBinding(
            keys: [.character("m")], label: "m", action: .chooseProbe, places: lookingBack,
            help: Help(
                label: "m K Q", name: "probes, asking",
                text: "menu of probes, capitals: this step; K what it knows; Q asks"),
            footer: Footer(label: "m", name: "probes", importance: 10)),
        KeyBinding(
            keys: [.character("m")], label: "m", action: .chooseProbe, places: [.steered],
            help: Help(
                label: "m Esc", name: "menu of probes", text: "menu of all nine probes; Esc closes the answer of one"),
            footer: Footer(label: "m", name: "probes", importance: 10)),
    ]

    private static let knowledge: [KeyBinding] = [
        KeyBinding(
            keys: [.character("K")], label: "K", action: .enlargeKnowledge, places: lookingBack,
            footer: Footer(label: "K", name: "knows", importance: 5)),
        KeyBinding(
            keys: [.character("K")], label: "K", action: .enlargeKnowledge, places: steering,
            help: Help(
                label: "K Q", name: "knows, question",
                text: "what the network knows, then larger; Esc closes; Q asks it"),
            footer: Footer(label: "K", name: "knows", importance: 5)),
        KeyBinding(
            keys: [.character("Q")], label: "Q", action: .askNetwork, places: everywhere,
            footer: Footer(label: "Q", name: "ask", importance: 5)),
    ]

    private static let branches: [KeyBinding] = [
        KeyBinding(
            keys: [.character("f")], label: "f", action: .fork, places: [.now], help: fork,
            footer: Footer(label: "f", name: "fork", importance: 5)),
        KeyBinding(
            keys: [.character("f")], label: "f", action: .fork, places: notHereNow, help: fork,
            footer: Footer(label: "f", name: "fork", importance: 13)),
        KeyBinding(
            keys: [.character("R")], label: "R", action: .rewind, places: [.past],
            help: Help(label: "R", name: "rewind", text: "stop the run and go on from here; what there is is kept"),
            footer: Footer(label: "R", name: "rewind", importance: 14)),
    ]

    private static let whatIf: [KeyBinding] = [
        KeyBinding(
            keys: [.character("i")], label: "i", action: .whatIf, places: everywhere,
            help: Help(
                label: "i G", name: "what if, line up",
                text: "train a fork with the other ω beside it; G lines runs up"),
            footer: Footer(label: "i", name: "what if", importance: 5)),
        KeyBinding(keys: [.character("G")], label: "G", action: .lineUp, places: everywhere),
    ]

    private static let fork = Help(
        label: "f", name: "fork", text: "begin a new run from this step, with another ω or the same")

    private static let views: [KeyBinding] =
        [
            KeyBinding(
                keys: [.character("s")], label: "s", action: .switchWindow, places: everywhere,
                help: Help(
                    label: "s d", name: "window, ledger",
                    text: "fine window or paper's; d: drive, ledger, published gap flow"),
                footer: Footer(label: "s", name: "window", importance: 7)),
            KeyBinding(
                keys: [.character("d")], label: "d", action: .switchSide, places: everywhere,
                footer: Footer(label: "d", name: "ledger", importance: 4)),
            KeyBinding(
                keys: [.tab], label: "tab", action: .focusNext, places: everywhere,
                help: Help(
                    label: "tab e", name: "focus, enlarge",
                    text: "focus the next panel, shift-tab the one before; e enlarges it")),
            KeyBinding(keys: [.backTab], label: "shift-tab", action: .focusPrevious, places: everywhere),
            KeyBinding(
                keys: [.character("o")], label: "o", action: .nextPanel, places: everywhere,
                help: panelHelp(.trained),
                footer: Footer(label: "o", name: "panel", importance: 6)),
            KeyBinding(
                keys: [.character("l")], label: "l", action: .nextLayout, places: everywhere,
                help: Help(
                    label: "l 1–9", name: "layout, panels",
                    text: "the next layout; 1 to 9 switch panels on and off"),
                footer: Footer(label: "l", name: "layout", importance: 3)),
        ] + panelNumbers + [
            KeyBinding(
                keys: [.character("e")], label: "e", action: .expand, places: everywhere,
                help: Help(
                    label: "y t x H", name: "axis, theme, x",
                    text: "accuracy from 0 to 1; t: theme; x: picture; H: no more hints"),
                footer: Footer(label: "e", name: "expand", importance: 5)),
            KeyBinding(
                keys: [.character("y")], label: "y", action: .fullAxis, places: everywhere,
                footer: Footer(label: "y", name: "axis", importance: 3)),
            KeyBinding(
                keys: [.character("t")], label: "t", action: .nextTheme, places: everywhere,
                footer: Footer(label: "t", name: "theme", importance: 4)),
            KeyBinding(keys: [.character("x")], label: "x", action: .savePicture, places: everywhere),
            KeyBinding(keys: [.character("H")], label: "H", action: .hideGuidance, places: everywhere),
        ]

    /// The line of `o`, with the panels that it always stops at.
    static func panelHelp(_ subject: Panel.Subject) -> Help {
        let passing: Set<Panel> = [.reading, .whatIf]
        let names = Panel.choices.filter {
            $0.measurement == nil && !passing.contains($0) && $0.subjects.contains(subject)
        }.map(\.name)
        let text = (names + (subject == .trained ? ["probes"] : [])).joined(separator: ", ")
        return Help(label: "o", name: "other panel", text: "next: \(text)")
    }

    private static let panelNumbers: [KeyBinding] = Action.allCases.compactMap { action in
        action.panelNumber.map { number in
            KeyBinding(
                keys: [.character(Unicode.Scalar(UInt8(0x30 + number)))], label: "\(number)", action: action,
                places: everywhere)
        }
    }

    /// The line of a key among those that there are, for a kind of run: the table's own, but where another key that
    /// explains it is not there, or where the run has less than groktop's own.
    static func help(_ binding: KeyBinding, among bindings: [KeyBinding], _ subject: Panel.Subject) -> Help? {
        func isThere(_ action: Action) -> Bool { bindings.contains { $0.action == action } }
        return switch (binding.action, subject) {
        case (.nextPanel, _): panelHelp(subject)
        case (.typeCommand, _) where !isThere(.toggleWeightDecay):
            Help(label: "c", name: "command", text: "type a command: evaluate, checkpoint, stop and the like")
        case (.dismiss, _) where binding.help == nil && !isThere(.chooseProbe):
            Help(label: "Esc", name: "close", text: "close the answer of a probe")
        case (.ablate, .watched):
            Help(label: "a p", name: "probe", text: "have the program measure its model ablated, or perturbed")
        case (.switchWindow, .watched):
            binding.help.map {
                Help(label: $0.label, name: $0.name, text: "fine window or paper's; d: drive or ledger")
            }
        default: binding.help
        }
    }

    private static let general: [KeyBinding] = [
        KeyBinding(
            keys: [.character("?"), .function(1)], label: "? F1", action: .help, places: everywhere,
            help: Help(
                label: "? F1 : /", name: "help, : and /",
                text: "this screen; : types all that keys do; / looks for an event"),
            footer: Footer(label: "?", name: "help", importance: 20)),
        KeyBinding(keys: [.character(":")], label: ":", action: .commandLine, places: everywhere),
        KeyBinding(keys: [.character("/")], label: "/", action: .search, places: everywhere),
        KeyBinding(
            keys: [.control("l")], label: "Ctrl-L", action: .repaint, places: everywhere,
            help: Help(
                label: "Ctrl-L/Z", name: "repaint, suspend",
                text: "draw the whole screen again; stop the process, fg goes on")),
        KeyBinding(keys: [.control("z")], label: "Ctrl-Z", action: .suspend, places: everywhere),
        KeyBinding(
            keys: [.character("q")], label: "q", action: .quit, places: [.now, .past],
            help: Help(label: "q", name: "quit", text: "stop the run and leave; Ctrl-C does so unasked"),
            footer: Footer(label: "q", name: "quit", importance: 20)),
        KeyBinding(
            keys: [.character("q")], label: "q", action: .quit, places: [.replay, .steered, .following],
            help: Help(label: "q", name: "leave", text: "leave, as Ctrl-C does"),
            footer: Footer(label: "q", name: "quit", importance: 20)),
        KeyBinding(keys: [.control("c")], label: "Ctrl-C", action: .interrupt, places: everywhere),
    ]
}
