internal import Foundation

extension RunFolder {
    /// Why the run's database cannot be seen: what the system says where it is not simply missing.
    ///
    /// - Parameter reason: what is said where the folder itself is not there.
    func absence(_ reason: String) -> RecordingError {
        var status = stat()
        if lstat(database.path, &status) != 0, ![ENOENT, ENOTDIR].contains(errno) {
            return .system(path, "cannot be opened")
        }
        let isThere = FileSize.status(url) != nil
        return RecordingError(.noInput, path, isThere ? "is no run: it holds no run.sqlite" : reason)
    }
}
