package import RunEvents
package import TerminalUI

/// The measurements by the letters that choose them from the menu. Where one looks back, the capital derives the very
/// step again.
package enum ProbeMenu {
    /// What the menu lists, in its order.
    package static let entries = MeasurementKind.all

    /// Cancels what is under way.
    package static let cancelLetter: Unicode.Scalar = "x"

    /// Which step a choice is about.
    package enum Reach: Hashable, Sendable {
        /// The step that is shown, or the checkpoint that is nearest to it.
        case nearest
        /// The very step that is looked back at.
        case exact
    }

    /// The measurement that a key chooses; nil where it chooses none.
    package static func choice(_ key: Key) -> (measurement: MeasurementKind, reach: Reach)? {
        guard case .character(let scalar) = key else { return nil }
        for entry in entries {
            if scalar == entry.letter { return (entry, .nearest) }
            if scalar == entry.capital { return (entry, .exact) }
        }
        return nil
    }
}

extension MeasurementKind {
    /// The menu's letter as a capital.
    var capital: Unicode.Scalar { letter.properties.uppercaseMapping.unicodeScalars.first ?? letter }

    /// The keys that derive a step again for this choice, as they are written.
    var exactKeys: String { hasKeyOfItsOwn ? "\(capital)" : "m \(capital)" }
    /// The keys that ask for it.
    var keys: String { hasKeyOfItsOwn ? "\(letter)" : "m \(letter)" }

    /// The probes that change a model have a key beside the menu's.
    private var hasKeyOfItsOwn: Bool { changesModel && subject != .forks }
}
