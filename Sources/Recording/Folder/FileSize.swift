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

    /// The regular files directly in a folder, summed; 0 where it cannot be read.
    static func ofFiles(in folder: URL) -> Int {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.reduce(0) { sum, name in
            guard let status = status(folder.appendingPathComponent(name, isDirectory: false)),
                status.st_mode & S_IFMT == S_IFREG
            else { return sum }
            return sum + Int(status.st_size)
        }
    }
}
