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
    /// `update` where a σ is infinite or not a number; nil otherwise. The record's other figures come from the same
    /// inner products.
    var notFinite: String? { sigma.allSatisfy(\.isFinite) ? nil : "update" }
}
