/// The last event of a run.
package struct FinishedRecord: Sendable, Codable, Equatable {
    package var step: Int
    package var reason: Reason
    /// With `notFinite`: the quantity that stopped being a number.
    package var detail: String?
    /// SHA-256 of the final parameters: float32, little-endian, in the order of the parameter table; in hexadecimal.
    package var parameterDigest: String

    package enum Reason: String, Sendable, Codable {
        /// All steps are done.
        case completed
        /// Somebody asked.
        case stopped
        /// A loss, norm, gradient or update was infinite or not a number.
        case notFinite
    }

    package init(step: Int, reason: Reason, detail: String? = nil, parameterDigest: String) {
        self.step = step
        self.reason = reason
        self.detail = detail
        self.parameterDigest = parameterDigest
    }
}
