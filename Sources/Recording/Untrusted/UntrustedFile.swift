internal import Foundation

/// Opens files of run folders. Anybody may have made such a folder, so a file of it may be a link, a pipe or a device.
///
/// A link is never followed, and nothing but a regular file is opened: opening never waits, and never reaches a file
/// outside the folder.
enum UntrustedFile {
    /// Opens a regular file.
    ///
    /// - Parameters:
    ///   - flags: of `open`; those that keep it from following links and from waiting are added.
    ///   - mode: permissions of a file that is made.
    /// - Returns: the descriptor, to be closed by the caller.
    /// - Throws: `RecordingError`: `noInput` where there is no file, `inputOutput` for all else.
    static func open(_ file: URL, _ flags: Int32, mode: mode_t = 0o644) throws(RecordingError) -> Int32 {
        let descriptor = Foundation.open(file.path, flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, mode)
        guard descriptor >= 0 else {
            let code = errno
            // A link, and a pipe that nobody reads, have reasons of their own, which say less.
            try check(file)
            throw .system(file.path, "cannot be opened", code)
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0, isRegular(status) else {
            close(descriptor)
            throw notRegular(file)
        }
        return descriptor
    }

    /// - Throws: `RecordingError` where there is something that is not a regular file. Nothing at all is accepted.
    static func check(_ file: URL) throws(RecordingError) {
        guard let status = FileSize.status(file) else { return }
        if isLink(status) { throw link(file) }
        guard isRegular(status) else { throw notRegular(file) }
    }

    /// - Throws: `RecordingError` where a file has a second name, so that writing to it would change a file elsewhere
    ///   too.
    static func checkSingleName(_ file: URL) throws(RecordingError) {
        try check(file)
        guard let status = FileSize.status(file), status.st_nlink > 1 else { return }
        throw RecordingError(
            .inputOutput, file.path, "has a second name (a hard link), and is not written to: a copy of the run can be")
    }

    /// - Throws: `RecordingError` where a link stands in a folder's place.
    static func checkFolder(_ folder: URL) throws(RecordingError) {
        if let status = FileSize.status(folder), isLink(status) { throw link(folder) }
    }

    private static func link(_ file: URL) -> RecordingError {
        RecordingError(.inputOutput, file.path, "is a link, which is not followed")
    }

    private static func notRegular(_ file: URL) -> RecordingError {
        RecordingError(.inputOutput, file.path, "is no regular file")
    }

    private static func isLink(_ status: stat) -> Bool { status.st_mode & S_IFMT == S_IFLNK }
    private static func isRegular(_ status: stat) -> Bool { status.st_mode & S_IFMT == S_IFREG }
}
