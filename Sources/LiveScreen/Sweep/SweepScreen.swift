internal import Board
internal import Console
internal import Dashboard
internal import Foundation
internal import NcursesTerminal
internal import Recording
internal import RunEvents
package import Runs
internal import Survey
package import Sweeps
internal import TerminalUI

/// The sweep screen, and the dashboards that are opened from it.
package struct SweepScreen: Sendable {
    private let folder: SweepFolder
    private let screen: ScreenSettings
    private let reading: TrainingSettings
    private let mailbox = OverviewMailbox<BoardMessage>()
    private let watch: SurveyWatch

    /// Nothing is read yet.
    ///
    /// - Parameters:
    ///   - folder: the sweep's folder.
    ///   - reader: reads its runs.
    ///   - screen: the look of the screens.
    ///   - reading: how a recording is shown.
    package init(
        _ folder: SweepFolder, _ reader: SurveyReader, screen: ScreenSettings, reading: TrainingSettings
    ) {
        (self.folder, self.screen, self.reading) = (folder, screen, reading)
        watch = SurveyWatch(reader, mailbox: mailbox)
    }

    /// Shows the sweep until the person leaves. A run that is opened has the terminal meanwhile.
    ///
    /// - Throws: `Failure` where there is no terminal to draw on, there is no such theme, or a signal asked for the
    ///   end.
    package func run() async throws {
        let themes = try ThemeFiles.load(screen.theme)
        let notices = [screen.notice, themes.notice].compactMap(\.self)
        if !notices.isEmpty { mailbox.put(.notice(notices.joined(separator: " · "), isAlert: true)) }
        let place = PrintableText.line(folder.path)
        let loop = OverviewLoop(
            mailbox: mailbox, screen: screen, threadName: "groktop board",
            makeModel: { BoardModel(themes: themes.themes, capability: $0, size: $1, place: place) })
        try await loop.run(
            begin: watch.start, end: watch.stop,
            otherwise: "the sweep screen needs one; groktop sweep status \(folder.path) says how the runs stand"
        ) { effect in
            guard case .open(let path) = effect else { preconditionFailure("\(effect) needs no terminal") }
            return try await show(RunFolder(URL(fileURLWithPath: path, isDirectory: true)))
        }
    }

    private func show(_ run: RunFolder) async throws -> (text: String, isAlert: Bool)? {
        let host = RunHost(settings: reading)
        let source =
            run.isBeingRecorded ? try await host.open(growing: run) : try await host.open(recording: run)
        return try await ScreenRun.visit(host, screen, source) { await host.begin() }
    }
}

extension BoardModel: OverviewModel {
    static func step(for effect: BoardEffect) -> OverviewStep {
        switch effect {
        case .repaint: .repaint
        case .suspend: .suspend
        case .quit: .quit
        case .open: .visit
        }
    }
}

extension BoardMessage: OverviewMessage {
    var isOfAllRuns: Bool { if case .survey = self { true } else { false } }
}
