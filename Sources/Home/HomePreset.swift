/// A run that can be started, as an entry of the home screen.
package struct HomePreset: Sendable, Hashable {
    /// The name by which it is started: what `--task` or `--preset` takes.
    package var name: String
    /// What is learned, as the dashboard's header says it.
    package var title: String
    /// One sentence that says what it is.
    package var text: String
    /// How long a run takes.
    package var time: Time

    /// How long a run takes on this machine.
    package enum Time: Sendable, Hashable {
        /// It is being measured.
        case measuring
        /// It could not be measured.
        case unknown
        /// Seconds as fast as this machine can, and at the pace at which the run is started; the same where it is
        /// started without one.
        case seconds(fastest: Double, paced: Double)
    }

    /// An entry of the list of presets.
    package init(name: String, title: String, text: String, time: Time) {
        (self.name, self.title, self.text, self.time) = (name, title, text, time)
    }
}
