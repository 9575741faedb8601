internal import Foundation

/// Sizes on disk. A link counts as itself, not as what it leads to.
enum FileSize {
    /// What the system knows of the file; nil where there is nothing at the path.
    static func status(_ file: URL) -> stat? {
        var status = stat()
        return lstat(file.path, &status) == 0 ? status : nil
    }

    /// The file's length; nil where there is nothing at the path.
    static func bytes(_ file: URL) -> Int? { status(file).map { Int($0.st_size) } }

    static func isRegular(_ file: URL) -> Bool { status(file).map { $0.st_mode & S_IFMT == S_IFREG } ?? false }

    static func isFolder(_ file: URL) -> Bool { status(file).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false }

    /// The regular files directly in a folder, summed; 0 where it cannot be read. Lists do this for every run, so that
    /// no path is made of each name.
    static func ofFiles(in folder: URL) -> Int {
        guard let stream = opendir(folder.path) else { return 0 }
        defer { closedir(stream) }
        var sum = 0
        while let entry = readdir(stream) {
            var status = stat()
            let code = withUnsafeBytes(of: &entry.pointee.d_name) { name in
                guard let start = name.assumingMemoryBound(to: CChar.self).baseAddress else { return Int32(-1) }
                return fstatat(dirfd(stream), start, &status, AT_SYMLINK_NOFOLLOW)
            }
            guard code == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
            // A file with holes may say that it is larger than any disk.
            let (total, overflows) = sum.addingReportingOverflow(Int(status.st_size))
            sum = overflows ? .max : total
        }
        return sum
    }
}
