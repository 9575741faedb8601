internal import RunEvents

extension GapFlowRecord: TableRow {
    static var blank: GapFlowRecord {
        GapFlowRecord(
            step: 0, interval: 0, window: 0, learningRate: 0, weightDecay: 0, sequences: 0, tokens: 0, kStar: 0,
            previousKStar: nil, gap: 0, curvatures: [], driving: [], slopes: [], terms: nil, predictedChange: nil,
            measuredChange: nil, drivingShare: nil, predictedClass: nil, stability: [])
    }

    mutating func columns(_ row: inout (some ColumnVisitor & ~Copyable)) throws(RecordingError) {
        try row.integer("step", &step, in: row.limits.step)
        try row.integer("interval", &interval, in: row.limits.interval)
        try row.integer("window", &window, in: row.limits.place)
        try row.real("learning_rate", &learningRate)
        try row.real("weight_decay", &weightDecay)
        try row.integer("sequences", &sequences)
        try row.integer("tokens", &tokens)
        try row.integer("k_star", &kStar, in: row.limits.place)
        try row.optionalInteger("previous_k_star", &previousKStar, in: row.limits.place)
        try row.real("gap", &gap)
        try row.reals("curvature", &curvatures, count: SpectrumColumns.directions)
        try row.reals("driving", &driving, count: SpectrumColumns.directions)
        try row.reals("slope", &slopes, count: SpectrumColumns.directions)
        try termColumns(&row)
        try row.optionalReal("predicted_change", &predictedChange)
        try row.optionalReal("measured_change", &measuredChange)
        try row.optionalReal("driving_share", &drivingShare)
        try row.optionalWord("predicted_class", &predictedClass)
        try row.reals("stability", &stability, count: SpectrumColumns.halves(window: row.limits.window))
    }

    /// T1, T2 and T3, which are all there or none.
    private mutating func termColumns(_ row: inout (some ColumnVisitor & ~Copyable)) throws(RecordingError) {
        var parts = (terms?.curvature, terms?.damping, terms?.driving)
        try row.optionalReal("term_curvature", &parts.0)
        try row.optionalReal("term_damping", &parts.1)
        try row.optionalReal("term_driving", &parts.2)
        guard row.isReading else { return }
        switch parts {
        case (let curvature?, let damping?, let driving?):
            terms = Terms(curvature: curvature, damping: damping, driving: driving)
        case (nil, nil, nil): terms = nil
        default: throw row.damage("is one of three terms that are not all there")
        }
    }
}

extension ResponseRecord: TableRow {
    static var blank: ResponseRecord {
        ResponseRecord(
            step: 0, interval: 0, window: 0, coordinate: .depth, sequences: 0, fittedTokens: 0, scoredTokens: 0,
            epsilon: 0, functionalR2: [], controlR2: [])
    }

    mutating func columns(_ row: inout (some ColumnVisitor & ~Copyable)) throws(RecordingError) {
        try row.integer("step", &step, in: row.limits.step)
        try row.integer("interval", &interval, in: row.limits.interval)
        try row.integer("window", &window, in: row.limits.place)
        try row.word("coordinate", &coordinate)
        try row.integer("sequences", &sequences)
        try row.integer("fitted_tokens", &fittedTokens)
        try row.integer("scored_tokens", &scoredTokens)
        try row.real("epsilon", &epsilon)
        try row.reals("functional_r2", &functionalR2, count: SpectrumColumns.directions)
        try row.reals("control_r2", &controlR2, count: SpectrumColumns.controls)
        if row.has(since: 4) {
            try row.optionalReals("circular_r2", &circularR2, count: SpectrumColumns.directions)
            try row.optionalIntegers("circular_frequency", &circularFrequency, count: SpectrumColumns.directions)
            try row.optionalReals("control_circular_r2", &controlCircularR2, count: SpectrumColumns.controls)
        }
    }
}

extension WindowRecord: TableRow {
    static var blank: WindowRecord {
        WindowRecord(
            step: 0, interval: 0, window: 0, leavesFirstOut: false, updates: 0, kStar: 0, gapRatio: nil,
            gradientFraction: nil, driveClass: .mixed)
    }

    mutating func columns(_ row: inout (some ColumnVisitor & ~Copyable)) throws(RecordingError) {
        try row.integer("step", &step, in: row.limits.step)
        try row.integer("interval", &interval, in: row.limits.interval)
        try row.integer("window", &window, in: 1...ColumnLimits.largestCount)
        try row.flag("leaves_first_out", &leavesFirstOut)
        try row.integer("updates", &updates, in: 1...max(1, window))
        try row.integer("k_star", &kStar, in: 1...max(1, window))
        try row.optionalReal("gap_ratio", &gapRatio)
        try row.optionalReal("gradient_fraction", &gradientFraction)
        try row.word("drive_class", &driveClass)
    }
}
