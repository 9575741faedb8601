internal import Console
package import Dashboard
internal import NcursesTerminal
internal import Reports
internal import RunEvents
internal import Runs
internal import TerminalUI
internal import Training

/// The dashboard, until the person leaves.
package enum ScreenRun {
    /// A run that is trained. Where there is no screen to draw on, its events are printed as plain lines.
    ///
    /// - Parameters:
    ///   - isNew: whether `open` makes the run: where its first line cannot be printed, none is left behind.
    ///   - open: opens the run on the host, and says in one line what there is to say about it. Called once all that
    ///     could be refused has been looked at and the screen, or plain lines in its place, are there.
    /// - Throws: what `open` throws; `Failure` where the run went wrong.
    package static func run(
        _ host: RunHost, _ screen: ScreenSettings, isNew: Bool, open: @escaping @Sendable () async throws -> String?
    ) async throws {
        do {
            try await show(host, screen, .live) {
                if let line = try await open() { host.mailbox.put(.notice(line, isAlert: false)) }
                await host.begin()
            }
        } catch let reason as TerminalError {
            try StandardOutput.check()
            // What refuses the run is all that is to be said then.
            let line = try await open()
            StandardError.line("groktop: \(reason); printing plain lines instead")
            if let line { StandardError.line("groktop: \(line)") }
            guard let session = await host.takeSession() else { preconditionFailure("nothing was opened") }
            try await EventLines.print(session, format: .text, isNew: isNew)
        }
    }

    /// A source that was opened, and is only looked at.
    ///
    /// - Parameters:
    ///   - source: what the host calls it.
    ///   - otherwise: what a person without a terminal can do in place of it.
    /// - Throws: `Failure` where there is no screen; what ends the source too early.
    package static func show(
        _ host: RunHost, _ screen: ScreenSettings, _ source: Source, otherwise: String
    ) async throws {
        do {
            try await show(host, screen, source) { await host.begin() }
        } catch let reason as TerminalError {
            throw Failure.usage("\(reason); \(otherwise)")
        }
    }

    /// - Parameter begin: what fills the screen, once it is there. What it throws ends the screen.
    /// - Throws: `TerminalError` where there is no screen; nothing has begun then. What `begin` throws; `Failure` where
    ///   a run went wrong.
    private static func show(
        _ host: RunHost, _ screen: ScreenSettings, _ source: Source, begin: @escaping @Sendable () async throws -> Void
    ) async throws {
        let themes = try ThemeFiles.load(screen.theme)
        if let notice = themes.notice { host.mailbox.put(.notice(notice, isAlert: !themes.problems.isEmpty)) }
        var loop = DashboardLoop(
            themes: themes.themes, symbols: screen.symbols, source: source, mailbox: host.mailbox,
            elapsedSeconds: { host.elapsedSeconds }, perform: { host.perform($0) })
        loop.background = screen.trainsInBackground ? .goOn : .stop
        let signal: Int32?
        do {
            signal = try await loop.runOnOwnThread { host.whenOpen(begin) }
        } catch let reason as TerminalError {
            for line in themes.lines { StandardError.line("groktop: \(line)") }
            throw reason
        }
        // From here on a terminal that takes nothing holds nobody up.
        Leaving.begin()
        let end = await host.leave()
        await host.close()
        if let failure = Failure(end) { throw failure }
        if let error = host.error { throw error }
        let (line, gap) = (await host.leavingLine(end), await host.gap)
        if let signal {
            let words = [line ?? "ended by signal \(signal)", gap?.message].compactMap(\.self)
            throw Failure(message: words.joined(separator: "; "), exitCode: 128 + signal)
        }
        if let line { try? StandardOutput.line(line) }
        // What is missing stands last.
        if let gap { throw gap }
    }
}
