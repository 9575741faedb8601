package import TerminalUI

/// A key and what it does. The footer, the help screen and `update` all read the one table.
package struct KeyBinding: Sendable {
    /// The keys that do it, any of them.
    package var keys: [Key]
    /// The keys as they are written.
    package var label: String
    /// What they do.
    package var action: Action
    /// The places where the keys mean this. Elsewhere they may mean something else.
    package var places: Set<Place>
    /// Its line of the help screen; nil where the line of another binding explains it.
    package var help: Help?
    /// Its words in the last row; nil where they have no room there.
    package var footer: Footer?

    /// A line of the help screen.
    package struct Help: Sendable {
        /// The keys of the line, also those of other bindings that it explains.
        package var label: String
        /// A few words.
        package var name: String
        /// One sentence.
        package var text: String
    }

    /// Words in the last row of the screen.
    package struct Footer: Sendable {
        /// The keys as the row shows them.
        package var label: String
        /// What they do, in a word.
        package var name: String
        /// Where there is no room for all, bindings of the lowest importance go first.
        package var importance: Int
    }

    /// The table's bindings of one place.
    package static func table(_ place: Place) -> [KeyBinding] { KeyMap.standard.table(place) }

    /// What the table's keys do in a place; see `KeyMap.action(for:in:)`.
    package static func action(for key: Key, in place: Place) -> Action? { KeyMap.standard.action(for: key, in: place) }
}
