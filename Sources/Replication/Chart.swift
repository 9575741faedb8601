/// A figure of the report, as values.
package struct Chart: Sendable, Equatable {
    /// Names the chart within its task, in anchors and file names: letters, digits and hyphens.
    package var id: String
    /// The heading above the chart.
    package var title: String
    /// What there is to see, and which runs it comes from.
    package var caption: String
    /// What the horizontal axis measures.
    package var xTitle: String
    /// What the vertical axis measures.
    package var yTitle: String
    /// Lower and upper end of the vertical axis; nil for as far as the values go.
    package var yRange: [Double]?
    /// Lines and dots; empty where there are bars.
    package var series: [Series] = []
    /// Vertical lines across the plot.
    package var marks: [Mark] = []
    /// Bars instead of lines.
    package var groups: [Group] = []

    /// Points that are drawn as one line, or as dots.
    package struct Series: Sendable, Equatable {
        /// What the legend calls it.
        package var name: String
        /// Index into the chart's colours.
        package var colour: Int
        /// How the points are drawn.
        package var style: Style
        /// The run that the points come from; nil where they come from several.
        package var run: String?
        /// The step of all points, where x is another quantity than steps.
        package var step: Int?
        /// Horizontal places of the points, one for each of `y`.
        package var x: [Double]
        /// Vertical places of the points, one for each of `x`.
        package var y: [Double]

        /// Lines or separate signs.
        package enum Style: String, Sendable {
            case line, dashed, dots, rings
        }
    }

    /// A vertical line.
    package struct Mark: Sendable, Equatable {
        /// Where on the horizontal axis it stands.
        package var x: Double
        /// What stands beside it.
        package var name: String
    }

    /// Bars that stand side by side.
    package struct Group: Sendable, Equatable {
        /// What stands below the group.
        package var name: String
        /// The bars, from the left.
        package var bars: [Bar]
    }

    /// A mean over seeds.
    package struct Bar: Sendable, Equatable {
        /// What the legend calls it.
        package var name: String
        /// Index into the chart's colours.
        package var colour: Int
        /// The mean over the seeds.
        package var value: Double
        /// The sample's standard deviation; nil with fewer than two seeds.
        package var deviation: Double?
        /// Where each seed's value comes from, as `run@step`.
        package var sources: [String]
    }

    /// Whether there is something to draw.
    package var isEmpty: Bool { groups.allSatisfy(\.bars.isEmpty) && series.allSatisfy(\.x.isEmpty) }
}
