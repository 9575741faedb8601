internal import RunEvents

extension EvaluationRecord {
    /// The first quantity that is infinite or not a number.
    var notFinite: String? {
        if !trainLoss.isFinite { return "train loss" }
        if !testLoss.isFinite { return "test loss" }
        if !parameterNorm.isFinite { return "parameter norm" }
        return nil
    }
}

extension SpectrumRecord {
    /// Everything else in the record comes from the same inner products as σ.
    var notFinite: String? { sigma.allSatisfy(\.isFinite) ? nil : "update" }
}
