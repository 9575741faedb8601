package import Console
package import Foundation
internal import RunEvents
internal import Safetensors

/// The checkpoints of a run of another program: safetensors files whose names end with a step.
package struct CheckpointSeries: Sendable {
    /// Where they are.
    package let folder: URL
    /// Steps and files, ascending by step; at least three.
    package let files: [(step: Int, url: URL)]
    /// Optimizer steps between two of them.
    package let distance: Int

    /// Finds the checkpoints of a folder. A step is the last number of a file's name, or of its folder's, in which the
    /// file is called `model.safetensors`.
    ///
    /// - Throws: `Failure` where the folder cannot be read, there are fewer than three, two are of one step, or their
    ///   steps are not equally far apart: an update then would not be of so many steps.
    package init(_ folder: URL) throws(Failure) {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
            throw .noInput("\(folder.path): is no folder that can be read")
        }
        var found: [Int: URL] = [:]
        for name in names.sorted() {
            guard let (step, url) = Self.checkpoint(name, in: folder) else { continue }
            if let other = found[step] {
                throw .data("\(folder.path): \(other.lastPathComponent) and \(name) are both of step \(step)")
            }
            found[step] = url
        }
        let files = found.map { (step: $0.key, url: $0.value) }.sorted { $0.step < $1.step }
        guard files.count >= 3 else {
            let isTensorBoards = names.contains { $0.contains("tfevents") }
            throw .noInput(
                "\(folder.path): holds \(files.count) safetensors files with a step in their names; two updates need 3"
                    + (isTensorBoards ? " (groktop.import_tensorboard of the Python package reads event files)" : ""))
        }
        let distance = files[1].step - files[0].step
        for (before, after) in zip(files, files.dropFirst()) where after.step - before.step != distance {
            throw .data(
                "\(folder.path): steps \(before.step) and \(after.step) are \(after.step - before.step) apart, and the "
                    + "first two \(distance)")
        }
        guard files[0].step % distance == 0 else {
            throw .data("\(folder.path): step \(files[0].step) is no multiple of \(distance), the steps between two")
        }
        (self.folder, self.files, self.distance) = (folder, files, distance)
    }

    private static func checkpoint(_ name: String, in folder: URL) -> (Int, URL)? {
        let suffix = ".safetensors"
        var url = folder.appendingPathComponent(name)
        var stem = Substring(name)
        if name.hasSuffix(suffix) {
            stem = name.dropLast(suffix.count)
            // groktop keeps the windows of a checkpoint beside it.
            if stem.hasSuffix(".windows") { return nil }
        } else {
            url = url.appendingPathComponent("model" + suffix)
            guard FileManager.default.fileExists(atPath: url.path) else { return nil }
        }
        guard let digits = stem.matches(of: /[0-9]+/).last?.output, let step = Int(digits), step <= WatchedRun.lastStep
        else {
            return nil
        }
        return (step, url)
    }
}
