/// The last event of a run.
package struct FinishedRecord: Sendable, Codable, Equatable {
    /// Optimizer steps done at the end.
    package var step: Int
    /// Why the run ended.
    package var reason: Reason
    /// With `notFinite`: the name of the quantity that was infinite or not a number; nil otherwise.
    package var detail: String?
    /// SHA-256 of the final parameters: float32, little-endian, in the order of the parameter table; in hexadecimal.
    package var parameterDigest: String

    /// Why a run ended.
    package enum Reason: String, Sendable, Codable {
        /// All steps are done.
        case completed
        /// A command stopped the run.
        case stopped
        /// A loss, norm, gradient or update was infinite or not a number.
        case notFinite
        /// Another program's loop ended with an error, which `detail` names.
        case failed
    }

    /// Makes a record from its members, which it does not check.
    package init(step: Int, reason: Reason, detail: String? = nil, parameterDigest: String) {
        self.step = step
        self.reason = reason
        self.detail = detail
        self.parameterDigest = parameterDigest
    }
}
