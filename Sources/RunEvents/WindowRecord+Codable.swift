/// In JSON, `gradientFraction` is a list as in `SpectrumRecord`, here for v_1 alone, so that a key has one meaning and
/// one type in all events. Earlier versions wrote a number, which is still read.
extension WindowRecord: Codable {
    private enum Key: String, CodingKey {
        case step, interval, window, leavesFirstOut, updates, kStar, gapRatio, gradientFraction, driveClass
    }

    /// Writes a JSON object.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(step, forKey: .step)
        try container.encode(interval, forKey: .interval)
        try container.encode(window, forKey: .window)
        try container.encode(leavesFirstOut, forKey: .leavesFirstOut)
        try container.encode(updates, forKey: .updates)
        try container.encode(kStar, forKey: .kStar)
        try container.encodeIfPresent(gapRatio, forKey: .gapRatio)
        try container.encodeIfPresent(gradientFraction.map { [$0] }, forKey: .gradientFraction)
        try container.encode(driveClass, forKey: .driveClass)
    }

    /// Reads a JSON object.
    ///
    /// - Throws: `DecodingError` where a key is missing, or the list does not hold one fraction.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        self.init(
            step: try container.decode(Int.self, forKey: .step),
            interval: try container.decode(Int.self, forKey: .interval),
            window: try container.decode(Int.self, forKey: .window),
            leavesFirstOut: try container.decode(Bool.self, forKey: .leavesFirstOut),
            updates: try container.decode(Int.self, forKey: .updates),
            kStar: try container.decode(Int.self, forKey: .kStar),
            gapRatio: try container.decodeIfPresent(Double.self, forKey: .gapRatio),
            gradientFraction: try Self.gradientFraction(container),
            driveClass: try container.decode(DriveClass.self, forKey: .driveClass))
    }

    private static func gradientFraction(_ container: KeyedDecodingContainer<Key>) throws -> Double? {
        guard container.contains(.gradientFraction) else { return nil }
        if let number = try? container.decode(Double.self, forKey: .gradientFraction) { return number }
        let list = try container.decode([Double].self, forKey: .gradientFraction)
        guard let first = list.first, list.count == 1 else {
            throw DecodingError.dataCorruptedError(
                forKey: .gradientFraction, in: container,
                debugDescription: "\(list.count) gradient fractions of one direction")
        }
        return first
    }
}
