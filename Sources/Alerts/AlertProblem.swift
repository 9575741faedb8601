/// Why a text is no alert: one sentence for the person who wrote it, without the place where it stands.
package struct AlertProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, and what is accepted.
    package let description: String

    init(_ description: String) { self.description = description }
}
