/// A figure of the report, as values.
package struct Chart: Sendable, Codable, Equatable {
    package var id: String
    package var title: String
    /// What is to be seen, of what.
    package var caption: String
    package var xTitle: String
    package var yTitle: String
    /// nil: as far as the values go.
    package var yRange: [Double]?
    package var series: [Series] = []
    package var marks: [Mark] = []
    /// Bars instead of lines.
    package var groups: [Group] = []

    package struct Series: Sendable, Codable, Equatable {
        package var name: String
        /// Which of the colours.
        package var colour: Int
        package var style: Style
        /// nil where points are of several runs.
        package var run: String?
        /// The step of all points, where x is none.
        package var step: Int?
        package var x: [Double]
        package var y: [Double]

        package enum Style: String, Sendable, Codable {
            case line, dashed, dots, rings
        }
    }

    /// A vertical line.
    package struct Mark: Sendable, Codable, Equatable {
        package var x: Double
        package var name: String
    }

    package struct Group: Sendable, Codable, Equatable {
        package var name: String
        package var bars: [Bar]
    }

    package struct Bar: Sendable, Codable, Equatable {
        package var name: String
        package var colour: Int
        package var value: Double
        package var deviation: Double?
        /// `run@step` of each seed.
        package var sources: [String]
    }

    /// Whether there is something to draw.
    package var isEmpty: Bool { groups.allSatisfy(\.bars.isEmpty) && series.allSatisfy(\.x.isEmpty) }
}
