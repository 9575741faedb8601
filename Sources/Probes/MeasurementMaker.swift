internal import Kernels
package import RunEvents
package import SpectralEdge

/// Makes one kind of measurement that is made on one step.
package struct MeasurementMaker: Sendable {
    /// The measurement that it makes.
    package let measurement: MeasurementKind
    /// Measures on the calling thread and at most one more.
    ///
    /// - Parameters:
    ///   - isCancelled: called between any two measurements, on either thread.
    ///   - progress: receives the share that is done, from 0 to 1 and never less than before, on either thread but
    ///     never on both at once.
    /// - Returns: nil if cancelled.
    private let make: Make

    private typealias Make =
        @Sendable (
            _ context: ProbeContext, _ snapshot: EdgeSnapshot, _ isCancelled: () -> Bool, _ progress: (Double) -> Void
        ) -> (any MeasurementRecord)?

    private init<Record: MeasurementRecord>(
        _ make: @escaping @Sendable (ProbeContext, EdgeSnapshot, () -> Bool, (Double) -> Void) -> Record?
    ) {
        measurement = Record.measurement
        self.make = { make($0, $1, $2, $3) }
    }

    /// All makers, one per line.
    package static let all: [MeasurementMaker] = [
        .init(AblationProbe.run), .init(PerturbationProbe.run), .init(CurvatureProbe.run), .init(ReadoutProbe.run),
        .init(FunctionProbe.run), .init(AttentionProbe.run), .init(FourierProbe.run),
        .init(ProgressProbe.run), .init(KnowledgeProbe.run),
    ]

    private static let byMeasurement = Dictionary(uniqueKeysWithValues: all.map { ($0.measurement, $0) })

    /// Makes a measurement of a step, on the calling thread and at most one more.
    ///
    /// - Parameters:
    ///   - isCancelled: called between any two measurements, on either thread.
    ///   - progress: receives the share that is done, from 0 to 1 and never less than before, on either thread but
    ///     never on both at once.
    /// - Returns: nil if cancelled.
    /// - Precondition: the measurement is made on one step; the snapshot has directions where the measurement needs
    ///   them; the task is one that it can be made of (`RunConfig.reasonToRefuse`); the context has train sequences.
    package static func measure(
        _ measurement: MeasurementKind, _ context: ProbeContext, _ snapshot: EdgeSnapshot, isCancelled: () -> Bool,
        progress: (Double) -> Void = { _ in }
    ) -> ProbeRecord? {
        guard let maker = byMeasurement[measurement] else {
            preconditionFailure("\(measurement.name) is not made on one step")
        }
        MatrixProduct.useCallingThreadOnly()
        if isCancelled() { return nil }
        return maker.make(context, snapshot, isCancelled, progress).map { ProbeRecord($0) }
    }
}
