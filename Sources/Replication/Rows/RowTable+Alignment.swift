internal import RunEvents
internal import Tasks

extension RowTable {
    private static let names = ["v₁", "v₂", "v₃"]

    /// Whether gradient and decay push a direction the same way: at grokking, and in how many windows afterwards.
    static func alignment(_ paper: PaperFigures) -> [Row] {
        let held: Held =
            paper.alignsAtGrokking
            ? (
                PaperFigure("aligned at grokking", .decomposition), Claim(figure: .all(.seeds), direction: .most)
            ) : (nil, nil)
        let atGrokking = names.indices.map { index in
            row(
                "aligned-at-\(index + 1)", .alignment,
                "gradient and decay push \(names[index]) the same way at grokking",
                .count, index == 0 ? held : (nil, nil)
            ) { seed in
                seed.figure(seed.decayed, seed.places.at) { run, step in
                    run.spectrum(step).flatMap { index < $0.alignment.count ? ($0.alignment[index] > 0 ? 1 : 0) : nil }
                }
            }
        }
        let afterwards = names.indices.map { index in
            row(
                "aligned-after-\(index + 1)", .alignment,
                "windows after grokking, without the first update, that push \(names[index]) the same way", .percent
            ) { seed in
                seed.figure(seed.decayed, seed.places.late) { run, _ in
                    AlignmentSpan.afterGrokking.share(run, .paper, direction: index)
                }
            }
        }
        return atGrokking + afterwards
    }
}
