package import RunEvents
package import TerminalUI

/// The probes by the letters that choose them from the menu. Where one looks back, the capital derives the very step
/// again.
package enum ProbeMenu {
    package enum Choice: Hashable, Sendable {
        case probe(ProbeKind)
        /// Other weight decays from a step on, each a fork: it takes minutes.
        case intervention
    }

    package struct Entry: Hashable, Sendable {
        package var letter: Unicode.Scalar
        package var choice: Choice
        /// What it gives, in a few words.
        package var text: String

        package var name: String {
            switch choice {
            case .probe(let kind): kind.rawValue
            case .intervention: "intervention"
            }
        }
    }

    static let intervention = Entry(letter: "i", choice: .intervention, text: "forks at ω 0, ½, 1, 2 for 3,000 steps")
    package static let entries = ProbeKind.allCases.map(entry) + [intervention]

    /// Cancels what is under way.
    package static let cancelLetter: Unicode.Scalar = "x"

    package enum Reach: Hashable, Sendable {
        /// Of what is shown, or the checkpoint that is nearest to it.
        case nearest
        /// Of the very step that is looked back at.
        case exact
    }

    /// nil of a key that chooses nothing.
    package static func choice(_ key: Key) -> (choice: Choice, reach: Reach)? {
        guard case .character(let scalar) = key else { return nil }
        for entry in entries {
            if scalar == entry.letter { return (entry.choice, .nearest) }
            if scalar == entry.capital { return (entry.choice, .exact) }
        }
        return nil
    }

    static func entry(_ kind: ProbeKind) -> Entry {
        Entry(letter: letter(kind), choice: .probe(kind), text: text(kind))
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

    /// The keys that derive a step again for this choice, as they are written.
    var exactKeys: String { hasKeyOfItsOwn ? "\(capital)" : "m \(capital)" }
    /// The keys that ask for it.
    var keys: String { hasKeyOfItsOwn ? "\(letter)" : "m \(letter)" }

    private var hasKeyOfItsOwn: Bool {
        guard case .probe(let kind) = choice else { return false }
        return !kind.isMeasurement
    }
}
