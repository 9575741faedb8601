/// The probes that a recorded run can be asked for, as they are typed.
enum ProbeName: String, CaseIterable, Encodable, Sendable {
    case ablate, perturb, curvature, readout, function, attention, fourier

    /// Whether it measures along v_1…v_4, which the first steps of a run do not have.
    var needsDirections: Bool {
        switch self {
        case .ablate, .perturb, .curvature, .function: true
        case .readout, .attention, .fourier: false
        }
    }
}
