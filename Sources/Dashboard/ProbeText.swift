package import RunEvents
import TerminalUI

/// The figures of probes as text.
package enum ProbeText {
    /// v₁+v₂.
    package static func directions(_ directions: [Int]) -> String {
        directions.map { "v" + NumberText.lowered($0) }.joined(separator: "+")
    }

    /// A change of accuracy. Measured on n tokens it resolves 1/n: what is below that is no figure.
    package static func change(_ change: Double, tokens: Int) -> String {
        guard change.isFinite else { return NumberText.unknown }
        guard tokens > 0, change.magnitude >= 1 / Double(tokens) else { return "< 1/n" }
        return NumberText.signed(change, decimals: 3)
    }

    package static func name(_ kind: AblationRecord.Control.Kind) -> String {
        switch kind {
        case .randomPlane: "random plane"
        case .randomSameNorm: "same norm, random"
        }
    }

    /// The removal that changed most.
    static func summary(_ record: AblationRecord) -> String {
        let largest = record.removals.max { $0.accuracyChange.magnitude < $1.accuracyChange.magnitude }
        guard let largest else { return "nothing removed" }
        return directions(largest.directions) + " " + change(largest.accuracyChange, tokens: record.tokens)
    }

    static func summary(_ record: PerturbationRecord) -> String {
        let largest = record.sweeps.flatMap(\.points).map(\.klDivergence).filter(\.isFinite).max()
        return "max KL " + (largest.map(NumberText.scientific) ?? NumberText.unknown)
    }
}
