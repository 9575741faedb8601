internal import Foundation
internal import RunEvents

/// What a folder holds, by name. Names are bytes: Foundation leaves out those that are no UTF-8.
struct FolderNames {
    private(set) var names: [String] = []
    /// Names that are no UTF-8, made printable. No file can be opened by them.
    private(set) var notUTF8: [String] = []

    /// Reads all names but `.` and `..`.
    ///
    /// - Returns: nil with `errno` set where the folder cannot be read.
    init?(of folder: URL) {
        guard let stream = opendir(folder.path) else { return nil }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if let name = String(validating: bytes, as: UTF8.self) {
                if name != ".", name != ".." { names.append(name) }
            } else {
                notUTF8.append(PrintableText.line(bytes: bytes))
            }
        }
        names.sort()
        notUTF8.sort()
    }
}
