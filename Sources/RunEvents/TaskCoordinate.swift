/// The number that is a task's answer, which readouts look for in a model's states. At every scored token it is the
/// token's target.
package struct TaskCoordinate: Hashable, Sendable {
    /// The coordinate's name: `depth`.
    package let name: String
    /// How neighbouring numbers relate to each other.
    package let scale: Scale

    /// How neighbouring numbers relate to each other.
    package enum Scale: String, Sendable {
        /// Neighbouring numbers are neighbouring answers: R² says how well the answer is known.
        case quantity
        /// The numbers lie on a circle: the last lies next to the first. The share of right answers stands beside R².
        case cyclic
        /// The numbers are names, and their order means nothing. The share of right answers stands beside R².
        case nominal
    }

    /// Makes a coordinate.
    ///
    /// - Precondition: the name has no colon, which separates it from the scale in a recording.
    package init(_ name: String, _ scale: Scale) {
        precondition(!name.isEmpty && !name.contains(":"), "a coordinate cannot be called '\(name)'")
        (self.name, self.scale) = (name, scale)
    }

    /// Whether R² alone says how well the answer is known.
    package var isQuantity: Bool { scale == .quantity }

    /// For Dyck-1: how many brackets are open after the token.
    package static let depth = TaskCoordinate("depth", .quantity)
    /// For modular arithmetic: the answer, in 0..<p.
    package static let residue = TaskCoordinate("residue", .cyclic)
    /// For SCAN: the number of the next token.
    package static let token = TaskCoordinate("token", .nominal)
}

/// In recordings and exports a coordinate is its name. The scale follows after a colon, unless the name alone implies
/// it: depth is a quantity, a residue is cyclic, and every other name is nominal.
extension TaskCoordinate: RawRepresentable, Codable {
    private static func scale(ofNameAlone name: String) -> Scale {
        switch name {
        case "depth": .quantity
        case "residue": .cyclic
        default: .nominal
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: " "):
            true
        default: false
        }
    }

    /// The spelling: `depth`, or `length:quantity`.
    package var rawValue: String { scale == Self.scale(ofNameAlone: name) ? name : "\(name):\(scale.rawValue)" }

    /// The coordinate with the given spelling.
    ///
    /// - Returns: nil where the name is not made of a few plain letters, digits, hyphens and spaces, or where the scale
    ///   after the colon is unknown: the recording may come from another program.
    package init?(rawValue: String) {
        let parts = rawValue.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let name = parts.first, (1...40).contains(name.utf8.count),
            name.utf8.allSatisfy({ Self.isPlain($0) })
        else { return nil }
        guard parts.count == 2 else {
            self.init(name, Self.scale(ofNameAlone: name))
            return
        }
        guard let scale = Scale(rawValue: parts[1]) else { return nil }
        self.init(name, scale)
    }
}
