internal import Foundation

/// Sizes on disk.
enum FileSize {
    /// nil where there is no such file.
    static func bytes(_ file: URL) -> Int? {
        var status = stat()
        return stat(file.path, &status) == 0 ? Int(status.st_size) : nil
    }

    static func isRegular(_ file: URL) -> Bool {
        var status = stat()
        return stat(file.path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// Of the regular files directly in a folder; 0 where it cannot be read.
    static func ofFiles(in folder: URL) -> Int {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.reduce(0) { sum, name in
            var status = stat()
            guard lstat(folder.path + "/" + name, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return sum }
            return sum + Int(status.st_size)
        }
    }
}
