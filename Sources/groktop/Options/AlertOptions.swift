internal import Alerts
internal import ArgumentParser
internal import Configuration

/// The option that adds alerts to those of the configuration.
struct AlertOptions: ParsableArguments {
    @Option(
        name: .customLong("alert"), parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "What to do when a rule becomes true, as often as needed: "
                + "'grokked=bell,notify', 'test accuracy < 0.9 "
                + "after grokking=pause', 'v1 share < 0.1=run:PROGRAM'. docs/CONFIGURATION.md has all of them.",
            valueName: "rule=action,…"),
        transform: { text in
            do throws(AlertProblem) {
                return try Alert(option: text)
            } catch {
                throw ValidationError(error.description)
            }
        })
    var given: [Alert] = []

    func validate() throws {
        let most = Alert.most - UserConfiguration.configuration.alerts.count
        guard given.count > max(0, most) else { return }
        throw ValidationError("--alert is given \(given.count) times; with those of the configuration \(most) are left")
    }

    /// All alerts, those of the configuration first.
    var all: [Alert] { UserConfiguration.configuration.alerts + given }
}
