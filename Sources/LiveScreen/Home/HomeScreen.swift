internal import Console
internal import Dashboard
internal import Foundation
internal import Home
internal import NcursesTerminal
internal import Recording
internal import RunEvents
internal import Runs
internal import TerminalUI

/// The home screen, and the dashboards that are opened from it.
package struct HomeScreen: Sendable {
    private let settings: HomeSettings
    private let mailbox = OverviewMailbox<HomeMessage>()
    private let watch: RunsWatch
    private let speed: SpeedMeasurement
    private let files: HomeFiles

    /// Nothing is read yet.
    package init(_ settings: HomeSettings) {
        self.settings = settings
        watch = RunsWatch(settings.catalog, mailbox: mailbox)
        speed = SpeedMeasurement(settings, mailbox: mailbox)
        files = HomeFiles(settings.catalog, mailbox: mailbox, watch: watch)
    }

    /// Shows the home screen until the person leaves. A run that is opened has the terminal meanwhile.
    ///
    /// - Throws: `Failure` where there is no terminal to draw on, there is no such theme, or a signal asked for the
    ///   end.
    package func run() async throws {
        let themes = try ThemeFiles.load(settings.screen.theme)
        let notices = [settings.screen.notice, themes.notice].compactMap(\.self)
        if !notices.isEmpty { mailbox.put(.notice(notices.joined(separator: " · "), isAlert: true)) }
        let (settings, files) = (settings, files)
        let loop = OverviewLoop(
            mailbox: mailbox, screen: settings.screen, threadName: "groktop home",
            makeModel: { HomeModel(themes: themes.themes, capability: $0, size: $1, settings) },
            perform: { files.perform($0) })
        try await loop.run(
            begin: {
                watch.start()
                speed.start()
            },
            end: {
                watch.stop()
                speed.stop()
            },
            otherwise: "the home screen needs one; groktop runs lists the recorded runs, groktop train trains without "
                + "a screen, and groktop --help has all commands", visit: show)
    }

    // MARK: Visits

    private func show(_ effect: HomeEffect) async throws -> (text: String, isAlert: Bool)? {
        switch effect {
        case .open(let name):
            let folder = try folder(name)
            return try await folder.isBeingRecorded ? follow(folder) : replay([folder])
        case .replay(let name): return try await replay([folder(name)])
        case .compare(let names): return try await replay(names.map(folder))
        case .resume(let name):
            let host = RunHost(settings: settings.training)
            // What cannot be gone on with is refused before the screen is touched.
            try await host.open(folder(name))
            return try await ScreenRun.visit(host, settings.screen, .live) { await host.begin() }
        case .fork(let name, let step, let weightDecay):
            return try await fork(folder(name), ForkPlan(step: step, weightDecay: weightDecay))
        case .start(let name):
            guard let preset = settings.presets.first(where: { $0.name == name }) else {
                preconditionFailure("no preset \(name)")
            }
            let host = RunHost(settings: settings.training)
            return try await ScreenRun.visit(host, settings.screen, .live) {
                try await host.open(new: preset.config)
                await host.begin()
            }
        case .quit, .repaint, .suspend, .export, .remove: return nil
        }
    }

    /// - Throws: `RecordingError` where the folder has gone.
    private func folder(_ name: String) throws -> RunFolder { try settings.catalog.resolve(exactly: name) }

    private func follow(_ folder: RunFolder) async throws -> (text: String, isAlert: Bool)? {
        let host = RunHost(settings: settings.reading)
        let source = try await host.open(growing: folder)
        return try await ScreenRun.visit(host, settings.screen, source) { await host.begin() }
    }

    /// - Parameter folders: the run that is played, and those beneath it.
    private func replay(_ folders: [RunFolder]) async throws -> (text: String, isAlert: Bool)? {
        let host = RunHost(settings: settings.reading)
        let source = try await host.open(recording: folders[0])
        if folders.count > 1 { try await host.showBeneath(Array(folders.dropFirst())) }
        return try await ScreenRun.visit(host, settings.screen, source) { await host.begin() }
    }

    private func fork(_ parent: RunFolder, _ plan: ForkPlan) async throws -> (text: String, isAlert: Bool)? {
        let reader = try RunReader(parent)
        try plan.check(reader)
        let (host, runsFolder) = (RunHost(settings: settings.training), settings.catalog.runsFolder)
        return try await ScreenRun.visit(host, settings.screen, .live) {
            let folder = try plan.make(from: reader, in: runsFolder)
            try await host.open(folder)
            await host.begin()
        }
    }
}

extension HomeModel: OverviewModel {
    static func step(for effect: HomeEffect) -> OverviewStep {
        switch effect {
        case .repaint: .repaint
        case .suspend: .suspend
        case .quit: .quit
        case .export, .remove: .perform
        case .open, .replay, .resume, .compare, .fork, .start: .visit
        }
    }
}

extension HomeMessage: OverviewMessage {
    var isOfAllRuns: Bool { if case .runs = self { true } else { false } }
}
