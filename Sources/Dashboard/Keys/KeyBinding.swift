package import TerminalUI

/// A key and what it does. The footer, the help screen and `update` all read the one table.
package struct KeyBinding: Sendable {
    package var keys: [Key]
    /// The keys as they are written.
    package var label: String
    package var action: Action
    /// Where it means this; elsewhere the same key may mean something else.
    package var places: Set<Place>
    /// nil where another key's line tells of this one.
    package var help: Help?
    package var footer: Footer?

    package struct Help: Sendable {
        package var label: String
        /// A few words.
        package var name: String
        /// One sentence.
        package var text: String
    }

    package struct Footer: Sendable {
        package var label: String
        package var name: String
        /// Where there is no room for all, the least important go first.
        package var importance: Int
    }

    /// The bindings of one place.
    package static func table(_ place: Place) -> [KeyBinding] {
        table.filter { $0.places.contains(place) }
    }

    private static let actions: [Place: [Key: Action]] = {
        var actions: [Place: [Key: Action]] = [:]
        for place in Place.allCases {
            // What a key does elsewhere is found too: it may say why it does not do it here.
            for binding in table(place) + table {
                for key in binding.keys where actions[place]?[key] == nil {
                    actions[place, default: [:]][key] = binding.action
                }
            }
        }
        return actions
    }()

    package static func action(for key: Key, in place: Place) -> Action? { actions[place]?[key] }
}
