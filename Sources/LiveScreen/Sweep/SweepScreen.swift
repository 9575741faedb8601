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
    private let mailbox = BoardMailbox()
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
        let loop = loop(themes.themes)
        var model: BoardModel?
        while true {
            watch.start()
            defer { watch.stop() }
            let exit: BoardLoop.Exit
            do {
                let (left, how) = try await loop.runOnOwnThread(model)
                (model, exit) = (left, how)
            } catch let reason as TerminalError {
                throw Failure.usage(
                    "\(reason), and the sweep screen needs one; groktop sweep status \(folder.path) says how the runs "
                        + "stand")
            }
            watch.stop()
            switch exit {
            case .quit: return
            case .signal(let signal):
                throw Failure(message: "ended by signal \(signal)", exitCode: 128 + signal)
            case .open(let path): try await visit(path)
            }
        }
    }

    private func loop(_ themes: [Theme]) -> BoardLoop {
        let options = Terminal.Options(
            background: screen.trainsInBackground ? .goOn : .stop, hasMouse: screen.hasMouse)
        let place = PrintableText.line(folder.path)
        return BoardLoop(
            mailbox: mailbox, symbols: screen.symbols, options: options,
            makeModel: { BoardModel(themes: themes, capability: $0, size: $1, place: place) })
    }

    /// Shows a run on a dashboard, and comes back with what is to be said about it. A run that cannot be opened is no
    /// reason to leave.
    ///
    /// - Throws: `Failure` where a signal asked for the end of the process.
    private func visit(_ path: String) async throws {
        do {
            let said = try await show(RunFolder(URL(fileURLWithPath: path, isDirectory: true)))
            let text = said?.text.split(separator: "; groktop").first.map(String.init)
            if let said, let text { mailbox.put(.notice(text, isAlert: said.isAlert)) }
        } catch let failure as Failure where failure.exitCode > 128 {
            throw failure
        } catch {
            mailbox.put(.notice(ErrorText.line(error), isAlert: true))
        }
    }

    private func show(_ run: RunFolder) async throws -> (text: String, isAlert: Bool)? {
        let host = RunHost(settings: reading)
        let source =
            run.isBeingRecorded ? try await host.open(growing: run) : try await host.open(recording: run)
        return try await ScreenRun.visit(host, screen, source) { await host.begin() }
    }
}
