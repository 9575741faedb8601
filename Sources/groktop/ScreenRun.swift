internal import NcursesTerminal
internal import RunEvents
internal import TerminalUI
internal import Training

/// A run that was opened, on the screen until the person leaves.
enum ScreenRun {
    /// Where there is no screen to draw on, the run's events are printed as plain lines.
    ///
    /// - Throws: `Failure` where the run went wrong.
    static func run(_ host: RunHost, _ screen: ScreenOptions) async throws {
        let themes = try ThemeFiles.load(screen.theme)
        let loop = DashboardLoop(
            themes: themes, symbols: screen.symbols, mailbox: host.mailbox, elapsedSeconds: { host.elapsedSeconds },
            perform: { host.perform($0) })
        do {
            try await loop.runOnOwnThread { Task { await host.begin() } }
        } catch let reason as TerminalError {
            StandardError.line("groktop: \(reason); printing plain lines instead")
            guard let session = await host.takeSession() else { preconditionFailure("nothing was opened") }
            return try await EventLines.print(session, format: .text)
        }
        if let failure = Failure(await host.stop()) { throw failure }
    }
}
