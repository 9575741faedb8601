package import TerminalUI

/// A key and what it does. The footer, the help screen and `update` all read the one table.
package struct KeyBinding: Sendable {
    package var keys: [Key]
    /// The keys as they are written.
    package var label: String
    /// One or two words.
    package var name: String
    /// One sentence.
    package var help: String
    package var action: Action
    package var footer: Footer?

    package struct Footer: Sendable {
        package var label: String
        package var name: String
        /// Where there is no room for all, the least important go first.
        package var importance: Int
    }

    package static let table: [KeyBinding] = [
        KeyBinding(
            keys: [.character("w")], label: "w", name: "decay on/off",
            help: "turn weight decay off, or on again at its last value", action: .toggleWeightDecay,
            footer: Footer(label: "w", name: "decay", importance: 10)),
        KeyBinding(
            keys: [.character("W")], label: "W", name: "set decay", help: "type a value for weight decay ω",
            action: .typeWeightDecay, footer: Footer(label: "W", name: "set ω", importance: 1)),
        KeyBinding(
            keys: [.character("a")], label: "a", name: "ablate",
            help: "remove v₁…v₄ and random controls, and measure accuracy", action: .ablate,
            footer: Footer(label: "a", name: "ablate", importance: 9)),
        KeyBinding(
            keys: [.character("p")], label: "p", name: "perturb", help: "move along v₁…v₄ and measure loss and KL",
            action: .perturb, footer: Footer(label: "p", name: "perturb", importance: 9)),
        KeyBinding(
            keys: [.character(" ")], label: "space", name: "pause", help: "pause the run, or let it go on",
            action: .pauseOrResume, footer: Footer(label: "space", name: "pause", importance: 10)),
        KeyBinding(
            keys: [.character(".")], label: ".", name: "one step", help: "do one step, then pause",
            action: .singleStep, footer: Footer(label: ".", name: "step", importance: 2)),
        KeyBinding(
            keys: [.character("[")], label: "[", name: "slower", help: "fewer steps a second", action: .slower,
            footer: Footer(label: "[ ]", name: "pace", importance: 8)),
        KeyBinding(
            keys: [.character("]")], label: "]", name: "faster",
            help: "more steps a second, in the end as many as can be", action: .faster),
        KeyBinding(
            keys: [.character("s")], label: "s", name: "window",
            help: "show the fine window or the paper's in the lower panels", action: .switchWindow,
            footer: Footer(label: "s", name: "window", importance: 7)),
        KeyBinding(
            keys: [.tab], label: "tab", name: "panel", help: "show the next of: newest, events, ablation, perturbation",
            action: .nextPanel, footer: Footer(label: "tab", name: "panel", importance: 6)),
        KeyBinding(
            keys: [.character("e")], label: "e", name: "expand", help: "accuracy as large as the screen, and back",
            action: .expand, footer: Footer(label: "e", name: "expand", importance: 5)),
        KeyBinding(
            keys: [.character("y")], label: "y", name: "full axis",
            help: "accuracy from 0 to 1, or the part that the run is in", action: .fullAxis,
            footer: Footer(label: "y", name: "axis", importance: 3)),
        KeyBinding(
            keys: [.character("t")], label: "t", name: "theme", help: "next theme", action: .nextTheme,
            footer: Footer(label: "t", name: "theme", importance: 4)),
        KeyBinding(
            keys: [.character("?"), .function(1)], label: "? F1", name: "help", help: "this screen", action: .help,
            footer: Footer(label: "?", name: "help", importance: 20)),
        KeyBinding(
            keys: [.control("l")], label: "Ctrl-L", name: "repaint", help: "draw the whole screen again",
            action: .repaint),
        KeyBinding(
            keys: [.control("z")], label: "Ctrl-Z", name: "suspend", help: "stop the process; fg goes on",
            action: .suspend),
        KeyBinding(
            keys: [.control("c")], label: "Ctrl-C", name: "leave at once", help: "stop the run and leave, unasked",
            action: .interrupt),
        KeyBinding(
            keys: [.character("q")], label: "q", name: "quit", help: "stop the run and leave", action: .quit,
            footer: Footer(label: "q", name: "quit", importance: 20)),
    ]

    private static let actions: [Key: Action] = {
        var actions: [Key: Action] = [:]
        for binding in table {
            for key in binding.keys { actions[key] = binding.action }
        }
        return actions
    }()

    package static func action(for key: Key) -> Action? { actions[key] }
}
