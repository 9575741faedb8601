import Foundation
import Replication

/// What results.json says, as far as tests look at it.
struct FoundResults: Decodable {
    let tasks: [Task]

    struct Task: Decodable {
        let runs: [Run]
        let rows: [Row]

        func row(_ id: String) -> Row? { rows.first { $0.id == id } }

        /// The name of the run that a figure is of: a fork's stands as it is.
        func run(_ figure: Figure) -> String { runs.first { $0.key == figure.run }?.name ?? figure.run }
    }

    struct Run: Decodable {
        let key, name: String
        let weightDecay: Double
        let steps: Int
        let grokkedAt: Int?
        let isUnselected: Bool
        let places: [String: Int]
        let parameterDigest: String?
    }

    struct Row: Decodable {
        let id: String
        let verdict: Verdict
        let figures, unselected: [Figure]
    }

    /// `["D1@400", 0.1231]`, or a class in the value's place.
    struct Figure: Decodable, Equatable {
        let run: String
        let step: Int
        let value: Double?
        let label: String?

        init(from decoder: any Decoder) throws {
            var container = try decoder.unkeyedContainer()
            let source = try container.decode(String.self).split(separator: "@").map(String.init)
            (run, step) = (source.dropLast().joined(separator: "@"), source.last.flatMap(Int.init) ?? -1)
            value = try? container.decode(Double.self)
            label = value == nil ? try container.decode(String.self) : nil
        }
    }
}
