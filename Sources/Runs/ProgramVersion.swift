/// The version of groktop.
package enum ProgramVersion {
    /// The version as `--version` prints it and recordings keep it.
    package static let current = "0.1.0"
}
