import Dashboard
import RunEvents
import TerminalUI

/// A model before its run has begun.
func makeModel(
    width: Int = 80, height: Int = 24, colors: ColorDepth = .palette256, symbols: Symbols = .braille
) -> Model {
    var second = Theme.default
    second.name = "second"
    return Model(
        themes: [.default, second], capability: Capability(colors: colors, symbols: symbols),
        size: Size(width: width, height: height))
}

/// A model that shows a run of 1,700 steps in the middle (or, where it shows the present, at step 400 of it).
func makeModel(in place: Place, width: Int = 80, height: Int = 24, symbols: Symbols = .braille) -> Model {
    var model = makeModel(width: width, height: height, symbols: symbols)
    switch place {
    case .steered:
        for event in SyntheticRun.history(to: 400) { _ = model.update(.event(event)) }
        _ = model.update(.source(Source(.following(name: "2026-11-25-dyck-42-7f3a"), capabilities: .steeredElsewhere)))
    case .now:
        for event in SyntheticRun.history(to: 400) { _ = model.update(.event(event)) }
    case .past, .following, .replay:
        if place == .following { _ = model.update(.source(.following(name: "2026-11-25-dyck-42-7f3a"))) }
        if place == .replay { _ = model.update(.source(.replay(name: "2026-11-25-dyck-42-7f3a"))) }
        let last = place == .replay ? EventfulRun.lastStep : EventfulRun.lastStep - 1
        for event in EventfulRun.recorded where event.reachedStep <= last { _ = model.update(.recorded(event)) }
        for key in "g1000".unicodeScalars { _ = model.update(.key(.character(key))) }
        _ = model.update(.key(.enter))
    }
    return model
}
