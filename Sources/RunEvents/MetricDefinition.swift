/// What a number is that another program logs; it comes before the number's first value.
package struct MetricDefinition: Sendable, Codable, Equatable {
    /// The newest step that was known.
    package var step: Int
    /// The name under which values come. Not yet printable.
    package var name: String
    /// The set that it is measured on; nil for none.
    package var dataset: Dataset?
    /// Which way is better; nil where neither is.
    package var better: Better?
    /// What it is measured in; nil for a plain number.
    package var unit: String?

    /// How many numbers of a run screens show.
    package static let mostShown = 64
    /// The most characters of a name.
    package static let longestName = 80

    /// A set of data.
    package enum Dataset: String, Sendable, Codable, CaseIterable {
        case train, test
    }

    /// Which values are better.
    package enum Better: String, Sendable, Codable, CaseIterable {
        case higher, lower
    }

    /// Whether a number of this name is an accuracy: a share from 0 to 1, of which higher is better.
    package static func isAccuracy(_ name: String) -> Bool { name.hasSuffix("accuracy") }

    /// Whether a number of this name is a loss, of which lower is better.
    package static func isLoss(_ name: String) -> Bool { name.hasSuffix("loss") }

    /// Makes a definition from its members, which it does not check.
    package init(
        step: Int, name: String, dataset: Dataset? = nil, better: Better? = nil, unit: String? = nil
    ) {
        (self.step, self.name, self.dataset, self.better, self.unit) = (step, name, dataset, better, unit)
    }
}
