/// The files of a run that another machine records, as they are at a moment.
struct SourceVersion: Sendable, Equatable {
    /// Which log it is; nil where it is empty or not there.
    let log: WriteAheadLogHeader?
    private let logFile: FileVersion?
    private let databaseFile: FileVersion?

    init(of folder: RunFolder) {
        log = WriteAheadLogHeader(of: folder.writeAheadLog)
        logFile = FileVersion(of: folder.writeAheadLog)
        databaseFile = FileVersion(of: folder.database)
    }

    /// Whether copies of the database and then of the log that were made between the two moments go together; see
    /// `CopiedDatabase`. Without a log there is only the database file, which must not have changed at all.
    func isSameLog(as later: SourceVersion) -> Bool { log == nil ? self == later : log == later.log }
}
