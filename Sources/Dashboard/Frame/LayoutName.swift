/// An arrangement of the panels that a person may choose.
package enum LayoutName: String, CaseIterable, Sendable {
    /// What suits the terminal's size.
    case automatic
    /// Two panels in one row beneath accuracy, where 80 columns and 24 rows would make four panels too low to read.
    case small
    /// Accuracy on the left, the panels on the right.
    case wide
    /// One panel below the other.
    case tall
    /// Accuracy and one row of panels, large enough to be read from the back of a room.
    case projector

    /// The name that stands for the arrangement with which the screen was left the last time.
    package static let remembered = "remembered"
    /// All names that a configuration may choose. The first is the built-in choice.
    package static let choices = [remembered] + allCases.map(\.rawValue)

    /// The next one, after the last the first.
    var next: LayoutName {
        let all = LayoutName.allCases
        return all[(all.firstIndex(of: self).map { $0 + 1 } ?? 0) % all.count]
    }
}
