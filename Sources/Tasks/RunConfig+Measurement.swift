package import RunEvents

extension RunConfig {
    /// Why a measurement cannot be made of such a run, in words; nil where it can.
    ///
    /// - Precondition: this program knows the task.
    package func reasonToRefuse(_ kind: MeasurementKind) -> String? {
        guard kind.subject == .sumsOfResidues, TaskList.known(task).sumSign == nil else { return nil }
        return "\(kind.command) is measured where the answer is a + b or a − b modulo p, and not in \(task.rawValue)"
    }
}
