internal import Digests
package import RunEvents

/// What a run that groktop trains is, whatever it is called: a digest of its configuration and its scheduled commands.
/// Runs with the same digest make the same steps.
package enum TrainingDigest {
    /// Hexadecimal digits of a digest: 128 bits of an SHA-256.
    private static let digits = 32

    private struct Trained: Encodable {
        var config: RunConfig
        var schedule: [ScheduledCommand]
    }

    /// The digest of a run.
    ///
    /// - Parameters:
    ///   - config: everything that decides its bits but commands.
    ///   - schedule: its commands, each with its step.
    package static func of(_ config: RunConfig, _ schedule: [ScheduledCommand]) -> String {
        of(Trained(config: config, schedule: schedule))
    }

    /// The digest of any value, by its JSON.
    package static func of(_ value: some Encodable) -> String {
        guard let text = try? JSONText.line(value) else { preconditionFailure("a configuration has no JSON") }
        return Array(text.utf8).withUnsafeBytes { String(SHA256.hexadecimal($0).prefix(digits)) }
    }
}
