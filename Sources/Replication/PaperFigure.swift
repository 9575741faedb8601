/// A figure that was published, as it was published.
package struct PaperFigure: Sendable, Equatable {
    /// The figure with its unit and deviation, to the letter.
    package var text: String
    /// The experiment of the paper that it is a result of.
    package var place: Place

    /// Experiments of Xu, "The Lifecycle of the Spectral Edge" (arXiv:2604.07380).
    package enum Place: String, Sendable, Codable {
        case grokking = "training with and without weight decay, three seeds"
        case decomposition = "gradient and weight-decay decomposition"
        case ablation = "ablation with random controls"
        case perturbation = "perturbation curves"
        case curvature = "Hessian curvature"
        case readout = "nonlinear probes"
        case geometry = "rotation and gap of the edge"
        case function = "functional content of the edge"
        case classes = "universality classes"
        case intervention = "weight-decay intervention"
        case gapFlow = "gap flow equation"
    }

    /// - Parameter text: the figure as the paper prints it.
    package init(_ text: String, _ place: Place) {
        self.text = text
        self.place = place
    }
}
