/// The version of the format, and what tells a run's database from others.
enum RecordingFormat {
    /// `PRAGMA application_id`: "grok" in ASCII.
    static let applicationIdentifier = 0x67_72_6F_6B
    /// `PRAGMA user_version`: the format that is written. Raise it with every added table or column, and with every
    /// word that a column of words takes from then on.
    static let version = 5
    /// The formats that can be read. Up to 999 a later one only adds to those before; one that takes something away, or
    /// gives it another meaning, begins at 1000.
    static let readableVersions = 1...999
}
