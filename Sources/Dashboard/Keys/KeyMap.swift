package import TerminalUI

/// The keys in use: the table's, with those that the configuration has bound otherwise in their place. Footer, help
/// screen and `update` all read it.
package struct KeyMap: Sendable {
    /// All bindings, in the order of the footer and the help screen.
    package let bindings: [KeyBinding]
    private let actions: [Place: [Key: Action]]

    /// The table's own keys.
    package static let standard = KeyMap()

    /// Makes the table's keys, with others for some actions.
    ///
    /// - Parameter changes: the keys of each action that has others, in all places where it has any.
    /// - Precondition: `conflict(changes)` is nil.
    package init(_ changes: [Action: [Key]] = [:]) {
        precondition(Self.conflict(changes) == nil, "a key would be bound twice")
        let changes = changes.filter { action, keys in Self.standardKeys(of: action) != keys }
        bindings = changes.isEmpty ? KeyBinding.table : KeyRelabeling(changes).apply(to: KeyBinding.table)
        actions = Self.actions(bindings)
    }

    /// The keys that the table gives an action.
    package static func standardKeys(of action: Action) -> [Key] {
        KeyBinding.table.first { $0.action == action }?.keys ?? []
    }

    /// A key that means two things in one place.
    package struct Conflict: Hashable, Sendable {
        /// The key.
        package var key: Key
        /// The two actions, in the order of the table.
        package var actions: [Action]
    }

    /// The first key that these changes would bind twice in a place; nil where there is none.
    package static func conflict(_ changes: [Action: [Key]]) -> Conflict? {
        for place in Place.allCases {
            var owners: [Key: Action] = [:]
            for binding in KeyBinding.table where binding.places.contains(place) {
                for key in changes[binding.action] ?? binding.keys {
                    if let owner = owners[key], owner != binding.action {
                        return Conflict(key: key, actions: [owner, binding.action])
                    }
                    owners[key] = binding.action
                }
            }
        }
        return nil
    }

    /// The bindings of one place.
    package func table(_ place: Place) -> [KeyBinding] { bindings.filter { $0.places.contains(place) } }

    /// What a key does in a place. A key that means nothing there has the meaning that it has elsewhere, which can say
    /// why it is refused; nil where it means nothing anywhere.
    package func action(for key: Key, in place: Place) -> Action? { actions[place]?[key] }

    /// The first key of an action, as it is written; the action's name where it has no key.
    package func label(_ action: Action) -> String {
        bindings.first { $0.action == action }?.keys.first?.label ?? action.name
    }

    private static func actions(_ bindings: [KeyBinding]) -> [Place: [Key: Action]] {
        var actions: [Place: [Key: Action]] = [:]
        for place in Place.allCases {
            // What a key does elsewhere is found too: it may say why it does not do it here.
            for binding in bindings.filter({ $0.places.contains(place) }) + bindings {
                for key in binding.keys where actions[place]?[key] == nil {
                    actions[place, default: [:]][key] = binding.action
                }
            }
        }
        return actions
    }
}
