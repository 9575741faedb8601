internal import RunEvents

extension GapLedgerRecord: TableRow {
    static var blank: GapLedgerRecord {
        GapLedgerRecord(
            step: 0, interval: 0, window: 0, kStar: 0, previousKStar: 0, gap: 0, gapChange: 0, gapParts: .zero,
            kStarChange: 0, rest: 0, edgeChange: 0, edgeParts: .zero, edgeRest: 0, forecastChange: 0)
    }

    mutating func columns(_ row: inout (some ColumnVisitor & ~Copyable)) throws(RecordingError) {
        try row.integer("step", &step, in: row.limits.step)
        try row.integer("interval", &interval, in: row.limits.interval)
        try row.integer("window", &window, in: row.limits.place)
        try row.integer("k_star", &kStar, in: row.limits.place)
        try row.real("gap", &gap)
        try row.real("gap_change", &gapChange)
        try row.real("entering_driving", &enteringDriving)
        try row.real("entering_decay", &enteringDecay)
        try row.real("entering_alignment", &enteringAlignment)
        try row.real("leaving_driving", &leavingDriving)
        try row.real("leaving_decay", &leavingDecay)
        try row.real("leaving_alignment", &leavingAlignment)
        try row.real("k_star_change", &kStarChange)
        try row.real("rest", &rest)
        try row.integer("previous_k_star", &previousKStar, in: row.limits.place)
        try edgeColumns(&row)
        try row.real("forecast_change", &forecastChange)
    }

    /// Δσ_1 and what it is made of.
    private mutating func edgeColumns(_ row: inout (some ColumnVisitor & ~Copyable)) throws(RecordingError) {
        try row.real("edge_change", &edgeChange)
        try row.real("edge_entering_driving", &edgeEnteringDriving)
        try row.real("edge_entering_decay", &edgeEnteringDecay)
        try row.real("edge_entering_alignment", &edgeEnteringAlignment)
        try row.real("edge_leaving_driving", &edgeLeavingDriving)
        try row.real("edge_leaving_decay", &edgeLeavingDecay)
        try row.real("edge_leaving_alignment", &edgeLeavingAlignment)
        try row.real("edge_rest", &edgeRest)
    }
}
