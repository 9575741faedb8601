package import RunEvents
package import TerminalUI

/// The probes by the letters that choose them from the menu. Where one looks back, the capital derives the very step again.
package enum ProbeMenu {
    package struct Entry: Hashable, Sendable {
        package var letter: Unicode.Scalar
        package var kind: ProbeKind
        /// What it gives, in a few words.
        package var text: String
    }

    package static let entries: [Entry] = ProbeKind.allCases.map { Entry(letter: letter($0), kind: $0, text: text($0)) }

    /// Cancels what is under way, of a run as it is now.
    package static let cancelLetter: Unicode.Scalar = "x"

    package enum Reach: Hashable, Sendable {
        /// Of what is shown, or the checkpoint that is nearest to it.
        case nearest
        /// Of the very step that is looked back at.
        case exact
    }

    /// nil of a key that chooses nothing.
    package static func choice(_ key: Key) -> (kind: ProbeKind, reach: Reach)? {
        guard case .character(let scalar) = key else { return nil }
        for entry in entries {
            if scalar == entry.letter { return (entry.kind, .nearest) }
            if scalar == entry.letter.properties.uppercaseMapping.unicodeScalars.first { return (entry.kind, .exact) }
        }
        return nil
    }

    private static func letter(_ kind: ProbeKind) -> Unicode.Scalar {
        switch kind {
        case .ablation: "a"
        case .perturbation: "p"
        case .curvature: "c"
        case .readout: "r"
        case .function: "f"
        case .attention: "t"
        case .fourier: "u"
        }
    }

    private static func text(_ kind: ProbeKind) -> String {
        switch kind {
        case .ablation: "accuracy without v₁…v₄, with controls"
        case .perturbation: "loss, accuracy, KL moved along v₁…v₄"
        case .curvature: "along v₁…v₄, and the Hessian's largest"
        case .readout: "the answer, from each layer's states"
        case .function: "what v₁…v₄ do to states: functional R²"
        case .attention: "entropy and mean pattern of each head"
        case .fourier: "positions; key frequencies of residues"
        }
    }
}

extension ProbeMenu.Entry {
    /// The menu's letter as a capital.
    var capital: Unicode.Scalar { letter.properties.uppercaseMapping.unicodeScalars.first ?? letter }

    /// The keys that derive a step again for this probe, as they are written.
    var exactKeys: String { kind.isMeasurement ? "m \(capital)" : "\(capital)" }
    /// The keys that ask for this probe.
    var keys: String { kind.isMeasurement ? "m \(letter)" : "\(letter)" }
}
