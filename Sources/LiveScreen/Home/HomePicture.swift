internal import Home
internal import Recording
package import TerminalUI

/// The home screen as it looks a while after it was opened, drawn without a terminal. Presets whose time is not known
/// are measured first.
package struct HomePicture {
    private let frame: Frame
    private let colors: PictureColors
    /// What is to be said about the theme: what was corrected in it; nil for nothing.
    package let notice: String?

    /// - Parameters:
    ///   - size: columns and rows, from `Snapshot.leastSize` to `Snapshot.mostSize`.
    ///   - symbols: what curves are drawn with.
    /// - Throws: `RecordingError` where the runs folder cannot be read; `Failure` where there is no such theme.
    package init(_ settings: HomeSettings, size: Size, symbols: Symbols) throws {
        let theme = try ThemeFiles.load(settings.screen.theme).themes[0]
        let mailbox = OverviewMailbox<HomeMessage>()
        SpeedMeasurement(settings, mailbox: mailbox).measure()
        var model = HomeModel(
            themes: [theme], capability: Capability(colors: .direct, symbols: symbols), size: size, settings)
        let runs = try settings.catalog.listing().map { HomeRun($0) }
        for message in mailbox.takeAll() + [.runs(runs)] { _ = model.update(message) }
        (frame, colors, notice) = (model.view(), theme.pictureColors, theme.notice)
    }

    /// The screen as SVG.
    package var svg: String { frame.svg(title: "groktop: the home screen", colors: colors) }
    /// The screen's characters, a line for each row.
    package var text: String { frame.plainText }
}
