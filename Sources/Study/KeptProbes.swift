internal import Console
internal import Foundation
internal import Recording
internal import RunEvents

/// Answers on disk, so that nothing is measured twice: `OUT/probes/RUN-STEP-NAME.json`. A file that is gone, damaged or
/// of another run of that name is as good as none.
struct KeptProbes: Sendable {
    let folder: URL

    private struct Answer<Record: Codable>: Codable {
        /// The run's identifier.
        var run: String
        var record: Record
    }

    func read<Record: Codable>(_ run: RunReference, _ step: Int, _ name: String) -> Record? {
        guard let text = try? String(contentsOf: file(run, step, name), encoding: .utf8),
            let answer = try? JSONText.value(Answer<Record>.self, text), answer.run == run.identifier
        else { return nil }
        return answer.record
    }

    /// - Throws: `Failure` where it cannot be written.
    func write<Record: Codable>(_ record: Record, _ run: RunReference, _ step: Int, _ name: String) throws(Failure) {
        let file = file(run, step, name)
        let text: String
        do {
            // A model that is no more than noise may have figures that are none; what is made of them leaves them out.
            text = try JSONText.line(Answer(run: run.identifier, record: record))
        } catch {
            throw .run("\(run.name): the answer of \(name) at step \(step) cannot be written as JSON")
        }
        try OutputFile.write(text + "\n", to: file.path)
    }

    private func file(_ run: RunReference, _ step: Int, _ name: String) -> URL {
        folder.appendingPathComponent("\(run.name)-\(step)-\(name).json", isDirectory: false)
    }
}
