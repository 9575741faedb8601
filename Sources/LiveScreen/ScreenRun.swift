internal import Console
package import Dashboard
internal import Foundation
internal import NcursesTerminal
internal import Reports
internal import RunEvents
internal import Runs
internal import TerminalUI
internal import Training

/// Runs the dashboard until the person leaves.
package enum ScreenRun {
    /// Trains a run on the screen. Without a screen to draw on, it prints the events as plain lines.
    ///
    /// - Parameters:
    ///   - isNew: whether `open` makes the run. Its folder is removed again where not even its first line can be
    ///     printed.
    ///   - open: opens the run on the host, and returns a line to print about it. It is called after all options were
    ///     checked and the screen, or its plain replacement, is there.
    /// - Throws: errors of `open`; `Failure` where the run failed.
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
            await host.dropEndlessPauses()
            // `open` may refuse the run, and then nothing else is printed.
            let line = try await open()
            StandardError.line("groktop: \(reason); printing plain lines instead")
            if let line { StandardError.line("groktop: \(line)") }
            guard let session = await host.takeSession() else { preconditionFailure("nothing was opened") }
            try await EventLines.print(session, format: .text, isNew: isNew)
        }
    }

    /// Shows a source that was opened and takes no commands.
    ///
    /// - Parameters:
    ///   - source: the source as the screen knows it.
    ///   - otherwise: what a person without a terminal can do instead.
    /// - Throws: `Failure` where there is no screen; the error that ended the source too early.
    package static func show(
        _ host: RunHost, _ screen: ScreenSettings, _ source: Source, otherwise: String
    ) async throws {
        do {
            try await show(host, screen, source) { await host.begin() }
        } catch let reason as TerminalError {
            throw Failure.usage("\(reason); \(otherwise)")
        }
    }

    /// - Parameter begin: fills the screen once it is there. An error that it throws ends the screen.
    /// - Throws: `TerminalError` where there is no screen, before anything has begun; errors of `begin`; `Failure`
    ///   where the run failed.
    private static func show(
        _ host: RunHost, _ screen: ScreenSettings, _ source: Source, begin: @escaping @Sendable () async throws -> Void
    ) async throws {
        let signal = try await showUntilLeft(host, screen, source, begin: begin)
        try await finish(host, signal)
    }

    /// Shows a source on the dashboard, and comes back when the person has left it.
    ///
    /// - Parameter begin: fills the screen once it is there. An error that it throws ends the screen.
    /// - Returns: what is to be said about the run.
    /// - Throws: `TerminalError` where there is no screen; `Failure` where a signal asked for the end of the process.
    static func visit(
        _ host: RunHost, _ screen: ScreenSettings, _ source: Source, begin: @escaping @Sendable () async throws -> Void
    ) async throws -> (text: String, isAlert: Bool)? {
        if let signal = try await showUntilLeft(host, screen, source, begin: begin) {
            try await finish(host, signal)
            return nil
        }
        let end = await host.leave()
        await host.close()
        if let failure = Failure(end) { return (failure.message, true) }
        if let error = host.error { return (ErrorText.line(error), true) }
        if let gap = await host.gap { return (gap.message, true) }
        let lines = await host.leavingLines(end)
        return lines.isEmpty ? nil : (lines.joined(separator: "; "), false)
    }

    /// Shows a source until the person leaves, or a signal asks for the end.
    ///
    /// - Returns: that signal.
    private static func showUntilLeft(
        _ host: RunHost, _ screen: ScreenSettings, _ source: Source, begin: @escaping @Sendable () async throws -> Void
    ) async throws -> Int32? {
        let themes = try ThemeFiles.load(screen.theme)
        // The screen has room for one notice.
        let notices = [screen.notice, themes.notice].compactMap(\.self)
        if !notices.isEmpty {
            let isAlert = screen.notice != nil || !themes.problems.isEmpty
            host.mailbox.put(.notice(notices.joined(separator: " · "), isAlert: isAlert))
        }
        var loop = DashboardLoop(
            themes: themes.themes, symbols: screen.symbols, source: source, mailbox: host.mailbox,
            elapsedSeconds: { host.elapsedSeconds }, perform: { host.perform($0) })
        loop.hasMouse = screen.hasMouse
        loop.preferences = screen.preferences
        loop.memory = ScreenMemoryFile(environment: ProcessInfo.processInfo.environment)
        loop.background = screen.trainsInBackground ? .goOn : .stop
        var signal: Int32?
        do {
            signal = try await loop.runOnOwnThread { host.whenOpen(begin) }
        } catch let reason as TerminalError {
            for line in screen.remarks + themes.lines { StandardError.line("groktop: \(line)") }
            throw reason
        }
        if signal == SIGHUP, await host.terminalIsGone(goesOn: screen.outlivesTerminal) {
            signal = await LostTerminal.outlive(host)
        }
        return signal
    }

    /// Ends all work, and says what there is to say about the run.
    ///
    /// - Throws: `Failure` where the run failed, or a signal asked for the end.
    private static func finish(_ host: RunHost, _ signal: Int32?) async throws {
        // From here on a blocked terminal cannot delay the end of the process.
        Leaving.begin()
        let end = await host.leave()
        await host.close()
        if let failure = Failure(end) { throw failure }
        if let error = host.error { throw error }
        let (lines, gap) = (await host.leavingLines(end), await host.gap)
        if let signal {
            let words = (lines.isEmpty ? ["ended by signal \(signal)"] : lines) + [gap?.message].compactMap(\.self)
            throw Failure(message: words.joined(separator: "; "), exitCode: 128 + signal)
        }
        for line in lines { try? StandardOutput.line(line) }
        // The message ends with what the recording lacks.
        if let gap { throw gap }
    }
}
