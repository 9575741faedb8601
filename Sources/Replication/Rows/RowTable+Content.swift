internal import Lifecycle
internal import RunEvents
internal import Tasks

extension RowTable {
    /// A step of a seed's runs at which something was measured.
    private typealias Place = @Sendable (SeedRuns) -> Int?

    static func readout(_ coordinate: TaskCoordinate, _ paper: PaperFigures) -> [Row] {
        // The line loses what the network still finds.
        let rows =
            readouts(
                "at", "at grokking", paper.linearAt, paper.mlpAt, linearDirection: .aboveRow("linear-late"),
                mlpDirection: .aboveRow("linear-at")
            ) { $0.places.at }
            + readouts(
                "late", "late", paper.linearLate, paper.mlpLate, linearDirection: .belowRow("linear-at"),
                mlpDirection: .aboveRow("linear-late")
            ) { $0.places.late }
        return coordinate.isQuantity ? rows : rows + readoutAccuracies
    }

    /// R² of the last residual stream by a line and by a network, and of the stream after the final LayerNorm.
    private static func readouts(
        _ id: String, _ words: String, _ linear: PaperFigures.Measured?, _ mlp: PaperFigures.Measured?,
        linearDirection: DirectionClaim, mlpDirection: DirectionClaim, _ step: @escaping Place
    ) -> [Row] {
        [
            row(
                "linear-\(id)", .readout, "linear R² \(words)", .plain,
                near(linear, .readout, .plain, .readout, direction: linearDirection)
            ) { seed in
                seed.figure(seed.decayed, step(seed)) { $0.readout($1)?.streams.last?.linear.r2 }
            },
            row(
                "mlp-\(id)", .readout, "MLP R² \(words)", .plain,
                near(mlp, .readout, .plain, .readout, direction: mlpDirection)
            ) { seed in
                seed.figure(seed.decayed, step(seed)) { $0.readout($1)?.streams.last?.mlp.r2 }
            },
            row("linear-normed-\(id)", .readout, "linear R² \(words), after the final LayerNorm", .plain) { seed in
                seed.figure(seed.decayed, step(seed)) { $0.readout($1)?.normed.linear.r2 }
            },
        ]
    }

    /// For tasks whose coordinate is a name and no quantity.
    private static var readoutAccuracies: [Row] {
        [
            row("linear-accuracy-late", .readout, "right answers of the linear readout, late", .percent) { seed in
                seed.figure(seed.decayed, seed.places.late) { $0.readout($1)?.streams.last?.linear.accuracy }
            },
            row("mlp-accuracy-late", .readout, "right answers of the MLP, late", .percent) { seed in
                seed.figure(seed.decayed, seed.places.late) { $0.readout($1)?.streams.last?.mlp.accuracy }
            },
        ]
    }

    static func function(_ coordinate: TaskCoordinate, _ paper: PaperFigures) -> [Row] {
        // Content, or none of it, beside what a random direction has.
        let direction: DirectionClaim =
            (paper.functionalR2 ?? 0) >= 0.5 ? .aboveRow("functional-control") : .below(0.5)
        return [
            row(
                "functional-r2", .function, "functional R² of v₁, late", .plain,
                near(paper.functionalR2, .response, .plain, .function, direction: direction)
            ) { seed in
                seed.figure(seed.decayed, seed.places.late) { $0.function($1)?.directions.first?.readout.r2 }
            },
            row("functional-control", .function, "functional R² of random directions as long, late", .plain) { seed in
                seed.figure(seed.decayed, seed.places.late) { run, step in
                    run.function(step).flatMap { Statistics.mean($0.controls.compactMap(\.readout.r2)) }
                }
            },
        ] + (coordinate.scale == .cyclic ? circularResponse : []) + [
            row("functional-fourier", .function, "share of the strongest frequency in v₁'s response, late", .percent) {
                seed in
                seed.figure(seed.decayed, seed.places.late) {
                    $0.function($1)?.directions.first?.fourier?.concentration
                }
            }
        ]
    }

    private static var circularResponse: [Row] {
        [
            row("functional-circle", .function, "functional R² of v₁ on the circle, late", .plain) { seed in
                seed.figure(seed.decayed, seed.places.late) { $0.function($1)?.directions.first?.circularR2 }
            },
            row("functional-circle-control", .function, "the same of random directions as long, late", .plain) { seed in
                seed.figure(seed.decayed, seed.places.late) { run, step in
                    run.function(step).flatMap { Statistics.mean($0.controls.compactMap(\.circularR2)) }
                }
            },
            row("functional-circle-undecayed", .function, "the same of v₁ without weight decay, late", .plain) { seed in
                seed.figure(seed.undecayed, seed.places.late) { $0.function($1)?.directions.first?.circularR2 }
            },
        ]
    }

    static func classes(_ paper: PaperFigures) -> [Row] {
        let held: Held =
            paper.edgeClass.map {
                (
                    PaperFigure($0.rawValue, .classes),
                    Claim(figure: .label($0.rawValue, .seeds), direction: .mostAre($0.rawValue))
                )
            } ?? (nil, nil)
        return [
            row("class-content", .classes, "class by content, late", .label, held) { seed in
                seed.driveClass(seed.decayed, seed.places.late) { $0.contentClass($1) }
            },
            row("class-predicted", .classes, "class predicted by the gap flow, late", .label) { seed in
                seed.driveClass(seed.decayed, seed.places.late) { $0.gapFlow($1)?.predictedClass }
            },
            row("class-drive", .classes, "class by drive, late", .label) { seed in
                seed.driveClass(seed.decayed, seed.places.late) { $0.spectrum($1)?.driveClass }
            },
            row("agreement-drive-predicted", .classes, "intervals with drive and prediction the same", .percent) {
                seed in
                seed.figure(seed.decayed, seed.places.late) { run, _ in run.classComparison.drivePredicted.share }
            },
            row("agreement-drive-content", .classes, "measured intervals with drive and content the same", .percent) {
                seed in
                seed.figure(seed.decayed, seed.places.late) { run, _ in run.classComparison.driveContent.share }
            },
        ]
    }
}
