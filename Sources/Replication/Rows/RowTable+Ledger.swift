internal import RunEvents
internal import Tasks

extension RowTable {
    /// What the exact account of the gap says of the published equation's terms.
    static func ledger(_ paper: PaperFigures) -> [Row] {
        // The bar is ours: the equation has no such term, so that it can only hold where the part is small.
        let held: Held = (PaperFigure("no alignment term", .gapFlow), Claim(direction: .below(0.1)))
        func share(
            _ id: String, _ words: String, _ held: Held = (nil, nil),
            _ part: @escaping @Sendable (LedgerShares) -> Double
        ) -> Row {
            row("ledger-\(id)", .ledger, "\(words) in the changes of the gap", .percent, held) { seed in
                seed.figure(seed.decayed, seed.places.late) { run, _ in LedgerShares(run).map(part) }
            }
        }
        return [
            share("alignment", "alignment's part", held) { $0.alignment },
            share("driving", "driving's part") { $0.driving },
            share("decay", "decay's part") { $0.decay },
            row("ledger-rest", .ledger, "largest rest that the account leaves, as a share of the gap", .scientific) {
                seed in
                seed.figure(seed.decayed, seed.places.late) { run, _ in LedgerShares.largestRest(run) }
            },
        ]
    }
}
