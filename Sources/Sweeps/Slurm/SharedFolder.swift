internal import Console
internal import Foundation

/// Refuses folders that a cluster's other machines do not see.
enum SharedFolder {
    /// Where machines keep what is theirs alone.
    private static let ownFolders = ["/tmp", "/var/tmp", "/dev/shm", "/run"]

    /// - Throws: `Failure` with EX_USAGE for a folder that other machines cannot see.
    static func check(_ folder: SweepFolder, environment: [String: String]) throws(Failure) {
        // What is not there yet is in the folder above.
        var place = folder.url
        while !FileManager.default.fileExists(atPath: place.path), place.path != "/" { place.deleteLastPathComponent() }
        let path = place.resolvingSymlinksInPath().path
        let own = ownFolders + [environment["TMPDIR"], environment["SLURM_TMPDIR"]].compactMap(\.self)
        guard let found = own.first(where: { path == $0 || path.hasPrefix($0.hasSuffix("/") ? $0 : $0 + "/") }) else {
            return
        }
        throw .usage(
            "\(folder.path) is in \(found), which only this machine sees; --out must name a folder that all nodes "
                + "share (--any-folder takes it nevertheless)")
    }
}
