import Dashboard
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
