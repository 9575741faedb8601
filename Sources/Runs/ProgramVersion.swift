/// The version of groktop.
package enum ProgramVersion {
    /// As `--version` prints it, and as recordings keep it.
    package static let current = "0.1.0"
}
