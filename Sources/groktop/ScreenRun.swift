internal import Dashboard
internal import NcursesTerminal
internal import RunEvents
internal import TerminalUI
internal import Training

/// The dashboard, until the person leaves.
enum ScreenRun {
    /// A run that was opened. Where there is no screen to draw on, its events are printed as plain lines.
    ///
    /// - Throws: `Failure` where the run went wrong.
    static func run(_ host: RunHost, _ screen: ScreenOptions) async throws {
        do {
            try await show(host, screen, .live) { await host.begin() }
        } catch let reason as TerminalError {
            StandardError.line("groktop: \(reason); printing plain lines instead")
            guard let session = await host.takeSession() else { preconditionFailure("nothing was opened") }
            try await EventLines.print(session, format: .text)
        }
    }

    /// - Parameter begin: what fills the screen, once it is there. What it throws ends the screen.
    /// - Throws: `TerminalError` where there is no screen; nothing has begun then. What `begin` throws; `Failure` where a run went
    ///   wrong.
    static func show(
        _ host: RunHost, _ screen: ScreenOptions, _ source: Source, begin: @escaping @Sendable () async throws -> Void
    ) async throws {
        var loop = DashboardLoop(
            themes: try ThemeFiles.load(screen.theme), symbols: screen.symbols, source: source, mailbox: host.mailbox,
            elapsedSeconds: { host.elapsedSeconds }, perform: { host.perform($0) })
        loop.background = screen.background == .train ? .goOn : .stop
        let signal = try await loop.runOnOwnThread { host.fill(begin) }
        // From here on a terminal that takes nothing holds nobody up.
        Leaving.begin()
        let end = await host.stop()
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
