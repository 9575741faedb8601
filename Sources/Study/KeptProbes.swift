internal import Console
internal import Foundation
internal import Recording
internal import RunEvents

/// Answers of probes on disk, in `OUT/probes/RUN-STEP-NAME.json`, so that nothing is measured twice. A file that is
/// damaged, or belongs to another run of the same name, is ignored.
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

    /// Writes an answer.
    ///
    /// - Throws: `Failure` where it cannot be written.
    func write<Record: Codable>(_ record: Record, _ run: RunReference, _ step: Int, _ name: String) throws(Failure) {
        let file = file(run, step, name)
        let text: String
        do {
            // The figures of a model that is only noise may not be finite. The report leaves them out.
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
