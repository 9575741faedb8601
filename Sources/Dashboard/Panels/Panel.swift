package import RunEvents
internal import TerminalUI

/// An entry of the catalogue of panels: what a panel is called, where it may stand, and what it draws.
///
/// A panel is a file with its widget and its entry, and a line of `Panel.all`. The widget holds what it draws and
/// nothing else; the entry's closure takes that from the model.
package struct Panel: Sendable {
    /// What notices call it.
    package let name: String
    /// The panels in whose places it may stand.
    package let group: Group
    /// Columns of the screen from which it has a place of its own; nil for a panel that never has one.
    package let roomFrom: Int?
    /// The measurement whose answer it shows; nil for the other panels.
    package let measurement: MeasurementKind?
    /// Runs that have what it shows.
    package let subjects: Set<Subject>
    /// Whether its plot, right of the labels of its axis, is over the steps of the time axis.
    let sharesTime: Bool
    /// Whether `o` stops at it.
    let isOffered: @Sendable (Model) -> Bool
    /// Makes what is drawn from the model as it is shown.
    let widget: @Sendable (Model) -> any Widget

    /// Panels that can stand in each other's places.
    package enum Group: Hashable, Sendable {
        /// What stands on the time axis itself.
        case time
        /// The edge, below the time axis.
        case spectrum
        /// Lower row: what the run has told.
        case course
        /// Lower row: answers of measurements.
        case answers

        /// Rows that panels of this group need, with their frame: three, or as many rows inside as there are
        /// directions.
        var leastRows: Int { self == .spectrum ? 5 : 6 }
    }

    /// Kinds of runs.
    package enum Subject: Hashable, Sendable {
        /// groktop trains it.
        case trained
        /// Another program trains it.
        case watched
    }

    init(
        _ name: String, _ group: Group, of subjects: Set<Subject> = [.trained, .watched], roomFrom: Int? = nil,
        measurement: MeasurementKind? = nil, sharesTime: Bool = false,
        isOffered: @escaping @Sendable (Model) -> Bool = { _ in true },
        widget: @escaping @Sendable (Model) -> any Widget
    ) {
        (self.name, self.group, self.subjects) = (name, group, subjects)
        (self.roomFrom, self.measurement) = (roomFrom, measurement)
        (self.sharesTime, self.isOffered, self.widget) = (sharesTime, isOffered, widget)
    }
}

/// Two entries are the same where their names are.
extension Panel: Hashable {
    /// Compares names.
    package static func == (one: Panel, other: Panel) -> Bool { one.name == other.name }
    /// Hashes the name.
    package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
