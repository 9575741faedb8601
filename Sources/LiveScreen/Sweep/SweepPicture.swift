internal import Board
package import Survey
package import TerminalUI

/// The sweep screen as it would open, drawn without a terminal.
package struct SweepPicture {
    private let frame: Frame
    private let colors: PictureColors
    /// What is to be said about the theme: what was corrected in it; nil for nothing.
    package let notice: String?

    /// - Parameters:
    ///   - survey: the sweep's runs.
    ///   - place: the sweep's folder, for the header.
    ///   - size: columns and rows, from `Snapshot.leastSize` to `Snapshot.mostSize`.
    /// - Throws: `Failure` where there is no such theme.
    package init(_ survey: Survey, place: String, _ screen: ScreenSettings, size: Size) throws {
        let theme = try ThemeFiles.load(screen.theme).themes[0]
        var model = BoardModel(
            themes: [theme], capability: Capability(colors: .direct, symbols: screen.symbols ?? .braille), size: size,
            place: place)
        _ = model.update(.survey(survey))
        (frame, colors, notice) = (model.view(), theme.pictureColors, theme.notice)
    }

    /// The screen as SVG.
    package var svg: String { frame.svg(title: "groktop: the sweep screen", colors: colors) }
    /// The screen's characters, a line for each row.
    package var text: String { frame.plainText }
}
