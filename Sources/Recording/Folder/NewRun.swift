package import Foundation
package import RunEvents

/// What a run's folder is made from.
package struct NewRun: Sendable {
    /// The whole configuration, which the recorder repeats in `started`.
    package var config: RunConfig
    /// The version of the groktop that makes the run.
    package var version: String
    /// When the run was made; its day is part of the folder's name.
    package var createdAt: Date
    /// Commands that are to be given on the way. Only those that are given become events; the others are kept for when
    /// the run is gone on with.
    package var schedule: [ScheduledCommand]
    /// 128 bits in hexadecimal, small letters.
    package let identifier: String

    /// - Precondition: `identifier` is 32 hexadecimal digits in small letters.
    package init(
        config: RunConfig, version: String, schedule: [ScheduledCommand] = [], createdAt: Date = Date(),
        identifier: String = NewRun.randomIdentifier()
    ) {
        precondition(
            identifier.count == 32 && identifier.allSatisfy { $0.isHexDigit && !$0.isUppercase },
            "an identifier is 32 hexadecimal digits, and not '\(identifier)'")
        self.config = config
        self.version = version
        self.schedule = schedule
        self.createdAt = createdAt
        self.identifier = identifier
    }

    /// 128 random bits in hexadecimal, small letters.
    package static func randomIdentifier() -> String {
        (0..<2).map { _ in Self.hexadecimal(.random(in: 0 ... .max)) }.joined()
    }

    private static func hexadecimal(_ word: UInt64) -> String {
        let digits = String(word, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// Its folder's name: day (UTC), task, seed, and the first digits of the identifier.
    func name(digits: Int) -> String {
        "\(RecordedDate.text(createdAt).prefix(10))-\(config.task.rawValue)-\(config.seed)-\(identifier.prefix(digits))"
    }
}
