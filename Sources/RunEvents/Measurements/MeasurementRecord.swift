/// The answer of a measurement.
package protocol MeasurementRecord: Sendable, Codable, Equatable {
    /// The measurement that answers so.
    static var measurement: MeasurementKind { get }
    /// The step whose parameters were measured, or that forks left.
    var step: Int { get }
}
