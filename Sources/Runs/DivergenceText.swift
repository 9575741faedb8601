internal import RunEvents
package import Training

/// The text of the first difference between a recording and the run that was derived again.
package enum DivergenceText {
    /// One line that names the event, what was recorded, and what came now.
    package static func line(_ divergence: Divergence) -> String {
        let place = "\(divergence.recorded.typeName) at step \(divergence.recorded.step)"
        guard let derived = divergence.derived else { return "\(place) was recorded, and does not come again" }
        guard derived.typeName == divergence.recorded.typeName, derived.step == divergence.recorded.step else {
            return "\(place) was recorded, where \(derived.typeName) at step \(derived.step) comes now"
        }
        let fields = zip(fields(divergence.recorded), fields(derived))
        guard let (recorded, now) = fields.first(where: { $0.value != $1.value }) else {
            return "\(place) differs in a way that has no text"
        }
        return "\(place): \(recorded.name) was \(recorded.value), and is \(now.value) now"
    }

    /// The event's fields in the order of their declaration. A double is written with as many digits as it takes to
    /// read back the same bits.
    private static func fields(_ event: RunEvent) -> [(name: String, value: String)] {
        Mirror(reflecting: event.withoutTiming.record).children.map { child in
            (child.label ?? "", text(child.value))
        }
    }

    private static func text(_ value: Any) -> String {
        let mirror = Mirror(reflecting: value)
        guard mirror.displayStyle == .optional else { return "\(value)" }
        return mirror.children.first.map { "\($0.value)" } ?? "none"
    }
}
