package import Foundation
internal import Home
package import Recording
package import RunEvents
package import Runs
internal import Tasks

/// What the home screen shows, and how the runs are shown and trained that are opened from it.
package struct HomeSettings: Sendable {
    /// The runs.
    let catalog: RunCatalog
    /// The look of the screens.
    let screen: ScreenSettings
    /// How a recording is shown, and its forks are trained.
    let reading: TrainingSettings
    /// How a new run is trained, and one that is gone on with.
    let training: TrainingSettings
    /// The runs that can be started, the first-minute run first.
    let presets: [Preset]
    /// The user's data folder for groktop.
    let dataFolder: URL

    /// A run that can be started.
    package struct Preset: Sendable {
        /// The name by which the list calls it.
        let name: String
        /// One sentence that says what it is.
        let summary: String
        /// The run.
        let config: RunConfig

        /// A run that can be started.
        package init(name: String, summary: String, config: RunConfig) {
            (self.name, self.summary, self.config) = (name, summary, config)
        }
    }

    /// - Parameters:
    ///   - catalog: the runs.
    ///   - screen: the look of the screens.
    ///   - reading: how a recording is shown, and its forks are trained.
    ///   - training: how a new run is trained, and one that is gone on with.
    ///   - presets: the runs that can be started, the first-minute run first.
    ///   - dataFolder: the user's data folder for groktop.
    package init(
        catalog: RunCatalog, screen: ScreenSettings, reading: TrainingSettings, training: TrainingSettings,
        presets: [Preset], dataFolder: URL
    ) {
        (self.catalog, self.screen, self.reading, self.training) = (catalog, screen, reading, training)
        (self.presets, self.dataFolder) = (presets, dataFolder)
    }

    /// The entries of the list of presets, before their times are known.
    var entries: [HomePreset] {
        presets.map { HomePreset(name: $0.name, title: TaskText($0.config).name, text: $0.summary, time: .measuring) }
    }

    /// The runs folder with `~` for the home folder.
    var place: String {
        let path = catalog.runsFolder.path
        guard let home = ProcessInfo.processInfo.environment["HOME"], home.count > 1, path.hasPrefix(home + "/") else {
            return path
        }
        return "~" + path.dropFirst(home.count)
    }
}
