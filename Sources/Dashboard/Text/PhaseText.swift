import Lifecycle
import TerminalUI

/// A phase, and how it stands to grokking, in words.
enum PhaseText {
    static func name(_ phase: LifecyclePhase) -> String {
        switch phase {
        case .fitting: "fitting"
        case .learningEdge: "learning edge"
        case .aligned: "aligned"
        case .compression: "compression"
        }
    }

    /// For a title with little room.
    static func shortName(_ phase: LifecyclePhase) -> String {
        switch phase {
        case .fitting: "fitting"
        case .learningEdge: "learning"
        case .aligned: "aligned"
        case .compression: "compress"
        }
    }

    /// The colour of what moves the edge.
    static func role(_ phase: LifecyclePhase) -> Theme.Role {
        switch phase {
        case .fitting: .inactive
        case .learningEdge: .functional
        case .aligned: .mixed
        case .compression: .compression
        }
    }

    /// Steps by which it was said before the test accuracy showed it: +120; −80 where it was said after. nil before
    /// both.
    static func lead(saidAt: Int?, grokkedAt: Int?) -> String? {
        guard let saidAt, let grokkedAt else { return nil }
        let (steps, isBeyond) = grokkedAt.subtractingReportingOverflow(saidAt)
        guard !isBeyond else { return nil }
        return (steps > 0 ? "+" : "") + NumberText.grouped(steps)
    }
}
