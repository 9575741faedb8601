/// The two tables of a task's report. A published figure is judged once in each at most.
package enum ReportPart: String, Sendable, Codable, CaseIterable {
    /// Measured as the author's own scripts did: at his fixed steps, in his windows.
    case figures
    /// Measured where each run's own grokking says, with the controls that the claim needs.
    case reading

    /// The question that the table answers.
    package var title: String {
        switch self {
        case .figures: "Do his figures come out?"
        case .reading: "Does his reading hold?"
        }
    }

    /// What the table's figures are of.
    package var caption: String {
        switch self {
        case .figures:
            "The author's own protocol: his fixed steps and windows, his N and W for g₂₃, second differences of the "
                + "test "
                + "loss for curvature, means over consecutive windows for rotation."
        case .reading:
            "Tied to each run's own grok step, and with the controls that the paper's conclusions need. Curvatures are "
                + "of the training loss, by central differences of its gradient."
        }
    }
}
