internal import Alerts
internal import Configuration
internal import Foundation
internal import Runs

extension TrainingSettings {
    /// The settings of a screen that shows a recording, and trains the forks that are made there.
    ///
    /// - Parameters:
    ///   - runsFolder: where forks are recorded.
    ///   - alerts: the rules that are looked for.
    static func configured(reading runsFolder: URL, alerts: [Alert]) -> TrainingSettings {
        var settings = TrainingSettings.reading(runsFolder)
        settings.pace = PaceLimit.onScreen.stepsPerSecond
        settings.threads = UserConfiguration.configuration.run.threads ?? settings.threads
        settings.alerts = alerts
        return settings
    }
}
