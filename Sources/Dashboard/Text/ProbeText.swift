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

    /// A control of the ablation, by what it has in common with the part of the edge.
    package static func name(_ kind: AblationRecord.Control.Kind) -> String {
        switch kind {
        case .randomPlane: "random, dimension"
        case .randomSameNorm: "random, norm"
        case .angleMatched: "random, norm+angle"
        }
    }

    static func curvature(_ record: CurvatureRecord) -> String {
        "h₁ \(length(record.curvatures.first)), largest \(length(record.topEigenvalue))"
    }

    static func readout(_ record: ReadoutRecord) -> String {
        "R² linear \(decimals(record.normed.linear.r2)), MLP \(decimals(record.normed.mlp.r2))"
    }

    static func function(_ record: FunctionRecord) -> String {
        "R² of v₁ \(decimals(record.directions.first?.readout.r2))"
    }

    static func attention(_ record: AttentionRecord) -> String {
        "entropy \(decimals(record.summary.positionEntropy)) by position"
    }

    static func fourier(_ record: FourierRecord) -> String {
        record.embedding.map { "residues: top share \(decimals($0.topShare))" }
            ?? "positions: top share \(decimals(record.positional.last?.spectrum.topShare))"
    }

    static func progress(_ record: ProgressMeasuresRecord) -> String {
        "loss restricted \(length(record.restrictedLoss)), excluded \(length(record.excludedLoss))"
    }

    static func intervention(_ record: InterventionRecord) -> String {
        "test " + record.branches.map { NumberText.fixed($0.testAccuracy, decimals: 3) }.joined(separator: " ")
    }

    private static func decimals(_ value: Double?) -> String {
        value.map { NumberText.fixed($0, decimals: 3) } ?? NumberText.unknown
    }

    private static func length(_ value: Double?) -> String { value.map(NumberText.length) ?? NumberText.unknown }

    /// The removal that changed most.
    static func ablation(_ record: AblationRecord) -> String {
        let largest = record.removals.max { $0.accuracyChange.magnitude < $1.accuracyChange.magnitude }
        guard let largest else { return "nothing removed" }
        return directions(largest.directions) + " " + change(largest.accuracyChange, tokens: record.tokens)
    }

    static func perturbation(_ record: PerturbationRecord) -> String {
        let largest = record.sweeps.flatMap(\.points).map(\.klDivergence).filter(\.isFinite).max()
        return "max KL " + (largest.map(NumberText.scientific) ?? NumberText.unknown)
    }
}
