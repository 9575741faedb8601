/// The result of a measurement.
package protocol MeasurementRecord: Sendable, Codable, Equatable {
    /// The measurement that gives this type of result.
    static var measurement: MeasurementKind { get }
    /// The step whose parameters were measured, or at which forks left the run.
    var step: Int { get }
}
