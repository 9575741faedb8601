/// Names a recorded run.
package struct RunReference: Sendable, Codable, Equatable {
    /// The name of its folder when it was recorded, such as `2026-11-25-dyck-42-7f3a`. Folders can be renamed.
    package var name: String
    /// Made once and kept: 128 random bits, in hexadecimal.
    package var identifier: String

    package init(name: String, identifier: String) {
        self.name = name
        self.identifier = identifier
    }
}
