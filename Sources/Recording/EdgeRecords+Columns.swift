internal import RunEvents

extension GapFlowRecord {
    /// - Parameter window: W of the run.
    func write(to row: inout some RowSink, window: Int) {
        row.integer(step)
        row.integer(interval)
        row.integer(self.window)
        row.real(learningRate)
        row.real(weightDecay)
        row.integer(sequences)
        row.integer(tokens)
        row.integer(kStar)
        row.optionalInteger(previousKStar)
        row.real(gap)
        for list in [curvatures, driving, slopes] { row.reals(list, count: SpectrumColumns.directions) }
        row.optionalReal(terms?.curvature)
        row.optionalReal(terms?.damping)
        row.optionalReal(terms?.driving)
        row.optionalReal(predictedChange)
        row.optionalReal(measuredChange)
        row.optionalReal(drivingShare)
        row.optionalText(predictedClass?.rawValue)
        row.reals(stability, count: SpectrumColumns.halves(window: window))
    }

    init(row: inout ColumnReader) throws(RecordingError) {
        let window = row.limits.window
        let (step, interval) = (try row.step(), try row.integer(in: 1...max(1, row.limits.steps)))
        let ownWindow = try row.integer(in: 1...window)
        let (learningRate, weightDecay) = (try row.real(), try row.real())
        let (sequences, tokens) = (try row.integer(), try row.integer())
        let (kStar, previousKStar) = (try row.integer(in: 1...window), try row.optionalInteger(in: 1...window))
        let gap = try row.real()
        let curvatures = try row.reals(count: SpectrumColumns.directions)
        let driving = try row.reals(count: SpectrumColumns.directions)
        let slopes = try row.reals(count: SpectrumColumns.directions)
        let parts = (try row.optionalReal(), try row.optionalReal(), try row.optionalReal())
        let terms: Terms? =
            switch parts {
            case (let curvature?, let damping?, let driving?):
                Terms(curvature: curvature, damping: damping, driving: driving)
            case (nil, nil, nil): nil
            default: throw row.damage("is one of three terms that are not all there")
            }
        self.init(
            step: step, interval: interval, window: ownWindow, learningRate: learningRate, weightDecay: weightDecay,
            sequences: sequences, tokens: tokens, kStar: kStar, previousKStar: previousKStar, gap: gap,
            curvatures: curvatures, driving: driving, slopes: slopes, terms: terms,
            predictedChange: try row.optionalReal(), measuredChange: try row.optionalReal(),
            drivingShare: try row.optionalReal(), predictedClass: try row.optionalWord(DriveClass.self),
            stability: try row.reals(count: SpectrumColumns.halves(window: window)))
    }
}

extension ResponseRecord {
    func write(to row: inout some RowSink) {
        row.integer(step)
        row.integer(interval)
        row.integer(window)
        row.text(coordinate.rawValue)
        row.integer(sequences)
        row.integer(fittedTokens)
        row.integer(scoredTokens)
        row.real(epsilon)
        row.reals(functionalR2, count: SpectrumColumns.directions)
        row.reals(controlR2, count: SpectrumColumns.controls)
    }

    init(row: inout ColumnReader) throws(RecordingError) {
        self.init(
            step: try row.step(), interval: try row.integer(in: 1...max(1, row.limits.steps)),
            window: try row.integer(in: 1...row.limits.window), coordinate: try row.word(TaskCoordinate.self),
            sequences: try row.integer(), fittedTokens: try row.integer(), scoredTokens: try row.integer(),
            epsilon: try row.real(), functionalR2: try row.reals(count: SpectrumColumns.directions),
            controlR2: try row.reals(count: SpectrumColumns.controls))
    }
}

extension WindowRecord {
    func write(to row: inout some RowSink) {
        row.integer(step)
        row.integer(interval)
        row.integer(window)
        row.integer(leavesFirstOut ? 1 : 0)
        row.integer(updates)
        row.integer(kStar)
        row.optionalReal(gapRatio)
        row.real(gradientFraction)
        row.text(driveClass.rawValue)
    }

    init(row: inout ColumnReader) throws(RecordingError) {
        let (step, interval) = (try row.step(), try row.integer(in: 1...max(1, row.limits.steps)))
        let window = try row.integer(in: 1...Int.max)
        self.init(
            step: step, interval: interval, window: window, leavesFirstOut: try row.integer(in: 0...1) == 1,
            updates: try row.integer(in: 1...window), kStar: try row.integer(in: 1...window),
            gapRatio: try row.optionalReal(), gradientFraction: try row.real(),
            driveClass: try row.word(DriveClass.self))
    }
}
