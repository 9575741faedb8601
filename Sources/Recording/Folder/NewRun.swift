package import Foundation
package import RunEvents

/// What a run's folder is made from.
package struct NewRun: Sendable {
    /// What the run is, which the recorder repeats in `started`.
    package var run: RunDescription
    /// The version of the groktop that makes the run.
    package var version: String
    /// When the run was made; its day is part of the folder's name.
    package var createdAt: Date
    /// Commands that are to be given on the way. Only those that are given become events; the others are kept for when
    /// the run is gone on with.
    package var schedule: [ScheduledCommand]
    /// What its folder is called; nil for a name of day, task, seed and identifier.
    package var folderName: String?
    /// 128 bits in hexadecimal, small letters.
    package let identifier: String

    /// - Precondition: `identifier` is 32 hexadecimal digits in small letters.
    package init(
        run: RunDescription, version: String, schedule: [ScheduledCommand] = [], createdAt: Date = Date(),
        identifier: String = NewRun.randomIdentifier()
    ) {
        precondition(
            identifier.count == 32 && identifier.allSatisfy { $0.isHexDigit && !$0.isUppercase },
            "an identifier is 32 hexadecimal digits, and not '\(identifier)'")
        self.run = run
        self.version = version
        self.schedule = schedule
        self.createdAt = createdAt
        self.identifier = identifier
    }

    /// A new run that groktop trains.
    package init(
        config: RunConfig, version: String, schedule: [ScheduledCommand] = [], createdAt: Date = Date(),
        identifier: String = NewRun.randomIdentifier()
    ) {
        self.init(
            run: .trained(config), version: version, schedule: schedule, createdAt: createdAt, identifier: identifier)
    }

    /// 128 random bits in hexadecimal, small letters.
    package static func randomIdentifier() -> String {
        (0..<2).map { _ in Self.hexadecimal(.random(in: 0 ... .max)) }.joined()
    }

    private static func hexadecimal(_ word: UInt64) -> String {
        let digits = String(word, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// Whether a folder of a run may be called so: letters, digits, `.`, `_` and `-`, at most 200, and no `.` first.
    package static func isFolderName(_ name: String) -> Bool {
        (1...200).contains(name.utf8.count) && !name.hasPrefix(".") && !name.hasPrefix("-")
            && name.unicodeScalars.allSatisfy { scalar in
                scalar.isASCII
                    && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                        || "._-".unicodeScalars.contains(scalar))
            }
    }

    /// Its folder's name: day (UTC), task, seed, and the first digits of the identifier.
    func name(digits: Int) -> String {
        let (day, end) = (RecordedDate.text(createdAt).prefix(10), identifier.prefix(digits))
        return switch run {
        case .trained(let config): "\(day)-\(config.task.rawValue)-\(config.seed)-\(end)"
        case .watched(let run): "\(day)-\(Self.plain(run.name))-\(end)"
        }
    }

    /// A name that is safe as part of a folder's: small letters, digits, point, hyphen and underscore, at most 40.
    private static func plain(_ name: String) -> String {
        String(
            name.lowercased().prefix(40).map { character in
                character.isASCII && (character.isLetter || character.isNumber || "._".contains(character))
                    ? character : "-"
            })
    }
}
