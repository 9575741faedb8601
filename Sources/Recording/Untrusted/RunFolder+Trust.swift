internal import Foundation

extension RunFolder {
    /// All files of the folder that SQLite or the recorder opens.
    private var files: [URL] { [database, writeAheadLog, sharedMemory, rollbackJournal, lock] }

    /// Whether the folder can be read without being led elsewhere. Anybody may have made it.
    ///
    /// - Throws: `RecordingError` where a file is a link, a pipe or a device, or a link stands in the place of the
    ///   folder of checkpoints, or of that of commands.
    func checkFiles() throws(RecordingError) {
        for file in files { try UntrustedFile.check(file) }
        for folder in [checkpoints, commands] { try UntrustedFile.checkFolder(folder) }
    }

    /// Whether the folder can be written to without changing a file elsewhere. Checkpoints may have a second name, in a
    /// fork: they are replaced and never changed.
    ///
    /// - Throws: what `checkFiles` throws, and `RecordingError` where a file has a second name.
    func checkWriting() throws(RecordingError) {
        try checkFiles()
        for file in files { try UntrustedFile.checkSingleName(file) }
    }
}
