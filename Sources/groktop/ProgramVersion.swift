/// The version of groktop.
enum ProgramVersion {
    /// As `--version` prints it, and as recordings keep it.
    static let current = "0.1.0"
}
