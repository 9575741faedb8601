/// What is known of a run over time, as far as a beginning of it can be taken and made the whole.
protocol CuttableHistory {
    /// The history as it was when no step after `reached` was known of.
    func prefix(reached: Int) -> Self
    /// Makes this beginning of a history the whole of it: what came later is forgotten.
    mutating func forgetLater()
}

extension CuttableHistory {
    /// Forgets what was not known of when no step after `reached` was.
    mutating func cut(reached: Int) {
        self = prefix(reached: reached)
        forgetLater()
    }
}

extension TimeLine: CuttableHistory {}
extension MetricHistory: CuttableHistory {}
extension SpectrumHistory: CuttableHistory {}
extension EdgeHistory: CuttableHistory {}
extension EventLog: CuttableHistory {}
