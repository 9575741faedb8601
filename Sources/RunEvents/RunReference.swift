/// Identifies a recorded run.
package struct RunReference: Sendable, Codable, Equatable {
    /// The name of the run's folder when it was recorded, such as `2026-11-25-dyck-42-7f3a`. Folders can be renamed.
    package var name: String
    /// 128 random bits in hexadecimal, drawn once and kept.
    package var identifier: String

    /// Makes a reference from its members, which it does not check.
    package init(name: String, identifier: String) {
        self.name = name
        self.identifier = identifier
    }
}
