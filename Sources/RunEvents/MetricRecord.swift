/// A number that another program has logged.
package struct MetricRecord: Sendable, Codable, Equatable {
    /// The step that it is of. It can be earlier than that of the value before, where the program went back.
    package var step: Int
    /// Its name, which a `MetricDefinition` explains.
    package var name: String
    /// Its value; it may be infinite or no number.
    package var value: Double

    /// Makes a record from its members, which it does not check.
    package init(step: Int, name: String, value: Double) {
        (self.step, self.name, self.value) = (step, name, value)
    }
}
