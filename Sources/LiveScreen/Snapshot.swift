internal import Console
package import Dashboard
package import Recording
internal import RunEvents
internal import Runs
package import TerminalUI

/// The screen of a recorded run at a step, drawn without a terminal.
package struct Snapshot: Sendable {
    /// What is to be seen.
    package struct Options: Sendable {
        /// The step; nil for the newest.
        var step: Int?
        /// Columns and rows.
        var size: Size
        /// A theme's name or file; nil for the default theme.
        var theme: String?
        /// What curves are drawn with.
        var symbols: Symbols
        /// The panel that `o` or `d` would bring, by its name; nil for what stands there by itself.
        var panel: String?
        /// The arrangement of the panels.
        package var layout = LayoutName.automatic
        /// Runs beneath it; where there is none, the one that it may be a fork of.
        package var beneath: [RunFolder] = []
        /// Whether the runs beneath are lined up at the step at which each grokked.
        package var isLinedUp = false
        /// A fork that is shown as the one trained beside it; nil for none.
        package var whatIf: RunFolder?

        /// - Parameters:
        ///   - step: the step; nil for the newest.
        ///   - size: columns and rows, from `leastSize` to `mostSize`.
        ///   - theme: a theme's name or file; nil for the default theme.
        ///   - symbols: what curves are drawn with.
        ///   - panel: one of `panels`; nil for what stands there by itself.
        package init(step: Int?, size: Size, theme: String?, symbols: Symbols, panel: String?) {
            (self.step, self.size, self.theme) = (step, size, theme)
            (self.symbols, self.panel) = (symbols, panel)
        }
    }

    /// The smallest screen that shows anything.
    package static let leastSize = Layout.smallest
    /// The largest picture that is drawn: as many cells as a wall of screens has.
    package static let mostSize = Size(width: 500, height: 200)
    /// The panels that can be asked for by name.
    package static let panels = (Panel.sides + Panel.choices).filter { ![.drive, .newest].contains($0) }.map(\.name)

    private let frame: Frame
    private let colors: PictureColors
    private let title: String
    /// What is to be said about the theme: what was corrected in it; nil for nothing.
    package let notice: String?

    /// Draws the screen of a run as a replay shows it.
    ///
    /// - Throws: `RecordingError` where the recording cannot be read; `Failure` with EX_USAGE where the run has not
    ///   come to the step, with EX_NOINPUT or EX_DATAERR where there is no such theme.
    package init(of folder: RunFolder, _ options: Options) throws {
        let theme = try ThemeFiles.load(options.theme).themes[0]
        let reader = try RunReader(folder)
        let (run, _) = try RunHistory.read(reader)
        if let step = options.step, step > run.step {
            throw Failure.usage(
                "--at \(NumberText.grouped(step)): \(folder.name) has come to step \(NumberText.grouped(run.step))")
        }
        let source = RecordingSource(reader).description(as: .replay(name: folder.name))
        var model = Model(
            themes: [theme], capability: Capability(colors: .direct, symbols: options.symbols), size: options.size,
            source: source, opening: .atEnd)
        let checkpoints = reader.checkpoints.list().entries.map(\.step)
        let parent = RunHistory.parent(of: reader).map { [$0] } ?? []
        let beneath = try options.beneath.isEmpty ? parent : RunHistory.overlays(options.beneath)
        var messages: [Message] = [.loaded(run), .overlays(beneath), .checkpoints(checkpoints)]
        if let whatIf = options.whatIf { messages.append(.whatIf(try RunHistory.whatIf(whatIf))) }
        for message in messages { _ = model.update(message) }
        model.memory.arrangement = Arrangement(name: options.layout)
        model.isLinedUp = options.isLinedUp
        if let step = options.step, step < run.step { model.cursor = step }
        if let panel = Panel.all.first(where: { $0.name == options.panel }) {
            guard panel.subjects.contains(run.isWatched ? .watched : .trained) else {
                throw Failure.usage("--panel '\(panel.name)': \(folder.name) is of a kind that has no such panel")
            }
            if Panel.sides.contains(panel) { model.side = panel } else { model.panel = panel }
        }
        (frame, colors) = (model.view(), theme.pictureColors)
        title = "groktop: \(folder.name) at step \(NumberText.grouped(options.step ?? run.step))"
        notice = theme.notice
    }

    /// The screen as SVG.
    package var svg: String { frame.svg(title: title, colors: colors) }
    /// The screen's characters, a line for each row.
    package var text: String { frame.plainText }
}
