import Foundation
import Recording
import RunEvents

/// A folder of as many recordings as one likes, made in seconds and on little disk: some are recorded, and the others
/// are these under other names, by hard links.
struct ManyRuns {
    let runs: TemporaryRuns
    /// The recordings that are no links.
    let recorded: [RunFolder]

    /// - Parameters:
    ///   - count: how many runs there are in the end.
    ///   - distinct: how many of them are recorded.
    init(count: Int, distinct: Int) throws {
        precondition(distinct > 0 && distinct <= count, "\(distinct) of \(count)")
        let runs = try TemporaryRuns()
        let recorded = try (0..<distinct).map { try Self.record($0, in: runs) }
        (self.runs, self.recorded) = (runs, recorded)
        for number in distinct..<count {
            let source = recorded[number % distinct]
            let path = runs.url.path + "/2026-11-25-copy-\(number)"
            guard mkdir(path, 0o777) == 0, link(source.database.path, path + "/run.sqlite") == 0 else {
                throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
            }
        }
    }

    private static func record(_ number: Int, in runs: TemporaryRuns) throws -> RunFolder {
        let config = Samples.config(seed: UInt64(number))
        var events = [Samples.started(config)]
        events += (0...40).map { Samples.evaluation($0 * 100, testAccuracy: Double($0 * (number % 5)) / 200) }
        if number % 5 == 4 { events.append(Samples.grokked(3_800)) }
        events.append(Samples.finished(4_000, number % 2 == 0 ? .completed : .stopped))
        let identifier = String(format: "%06x", number + 0x100000)
        return try runs.record(events, TemporaryRuns.newRun(config, identifier, secondsLater: Double(number)))
    }
}
