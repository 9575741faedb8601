internal import RunEvents

/// A recorded figure that a rule compares with a bound. None of them depends on the machine's speed, so a rule becomes
/// true at the same step each time that the run is made.
package enum AlertQuantity: Hashable, Sendable {
    /// The accuracies that decide marks and that curves show: of sequences for SCAN, of tokens for the other tasks.
    case trainAccuracy, testAccuracy
    /// Mean cross-entropy per scored token, in nats.
    case trainLoss, testLoss
    /// ‖θ‖.
    case parameterNorm
    /// λ₁/Σλ of the fine window: the share of the window's squared updates that lies along v₁.
    case firstShare
    /// E_g/(E_g+E_w) of v₁ in the fine window.
    case firstDrive
    /// R = σ_k*/σ_{k*+1} of the fine window.
    case gapRatio
    /// A number of this name that another program logs.
    case metric(String)

    /// The quantities with a name of their own, each as it is written.
    static let named: [(name: String, quantity: AlertQuantity)] = [
        ("train accuracy", .trainAccuracy), ("test accuracy", .testAccuracy), ("train loss", .trainLoss),
        ("test loss", .testLoss), ("parameter norm", .parameterNorm), ("v1 share", .firstShare),
        ("v1 drive", .firstDrive), ("gap ratio", .gapRatio),
    ]

    /// The quantity's value in an event; nil where the event does not measure it.
    ///
    /// - Parameter interval: N of the paper's window, whose spectra are left out; nil where it is not known.
    func value(in event: RunEvent, paperInterval interval: Int?) -> Double? {
        switch (self, event) {
        case (.trainAccuracy, .evaluation(let record)): record.decidingTrainAccuracy
        case (.testAccuracy, .evaluation(let record)): record.decidingTestAccuracy
        case (.trainLoss, .evaluation(let record)): record.trainLoss
        case (.testLoss, .evaluation(let record)): record.testLoss
        case (.parameterNorm, .evaluation(let record)): record.parameterNorm
        case (_, .spectrum(let record)) where record.interval != interval: value(in: record)
        case (.metric(let name), .metric(let record)) where record.name == name: record.value
        default: nil
        }
    }

    private func value(in record: SpectrumRecord) -> Double? {
        switch self {
        case .firstShare:
            let sum = record.eigenvalues.reduce(0, +)
            return sum > 0 ? record.eigenvalues.first.map { $0 / sum } : nil
        case .firstDrive: return record.gradientFraction.first
        case .gapRatio: return record.gapRatio
        default: return nil
        }
    }
}
