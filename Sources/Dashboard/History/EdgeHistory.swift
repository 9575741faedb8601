package import Lifecycle
package import RunEvents

/// What is measured of the edge besides its two spectra, and what follows from it: ledger, gap flow, phase, classes,
/// functional R², g23, other windows.
package struct EdgeHistory: Sendable {
    /// The gap flows of the paper's window.
    package private(set) var gapFlow = GapHistory<GapFlowRecord>()
    /// The accounts of the gap of the paper's window.
    package private(set) var ledger = GapHistory<GapLedgerRecord>()
    private var allWindows: [WindowHistory] = []
    private var phases = TimeLine<PhaseReading>()
    private var classReadings = TimeLine<ClassReading>()
    private var responses = TimeLine<ResponseRecord>()
    private var spectra = TimeLine<SpectrumRecord>()
    private var compressions = TimeLine<GapCompression>()
    private var forecastScores = TimeLine<GapForecasts>()

    private var windowConfig: SpectrumConfig?
    private var estimator: LifecycleEstimator?
    private var comparison: ClassComparison?
    private var compressed = GapCompression()
    private var scoring: GapForecasts?

    /// More than any run follows: a damaged recording must not make every event dearer.
    private static let mostWindows = 32

    /// A run about whose edge nothing is known so far.
    package init() {}

    /// The windows that have a record, in the order of `WindowHistory.Key`.
    package var windows: [WindowHistory] { allWindows.filter { $0.count > 0 } }
    /// The latest estimate of the phase.
    package var phase: PhaseReading? { phases.newest }
    /// The classes as they are read three ways, with how often these agree.
    package var classes: ClassReading? { classReadings.newest }
    /// How well the forecasts of the gap's next change have come true so far; nil before the first.
    package var forecasts: GapForecasts? { forecastScores.newest }
    /// The latest functional R².
    package var response: ResponseRecord? { responses.newest }
    /// The latest full window of the paper.
    package var spectrum: SpectrumRecord? { spectra.newest }
    /// g23 of the paper's full windows: its peak and its latest value.
    package var compression: GapCompression? { compressions.newest }

    /// Whether there is something to be shown about classes.
    package var hasClasses: Bool { gapFlow.count > 0 || response != nil || spectrum != nil }

    /// The phase, and every class but that by drive, need what only groktop measures. A run that another program trains
    /// has neither.
    mutating func begin(_ run: RunDescription) {
        windowConfig = run.spectrum
        estimator = run.config.map { LifecycleEstimator(config: $0) }
        comparison = run.config.map { ClassComparison(config: $0) }
        scoring = GapForecasts(run.spectrum)
    }

    /// Takes in an event; those that say nothing about the edge are ignored.
    ///
    /// - Returns: the reading with which the estimate first says that the run generalizes.
    @discardableResult
    mutating func take(_ event: RunEvent, reached: Int) -> PhaseReading? {
        switch event {
        case .evaluation: break
        case .spectrum(let record): take(record, reached)
        case .gapLedger(let record): ledger.append(record, reached: reached)
        case .gapFlow(let record): gapFlow.append(record, reached: reached)
        case .response(let record): responses.append(record, reached: reached)
        case .window(let record): take(record, reached)
        default: return nil
        }
        scoring?.take(event)
        if let scoring { forecastScores.appendIfOther(scoring, reached: reached) }
        comparison?.take(event)
        if let comparison { classReadings.appendIfOther(ClassReading(comparison), reached: reached) }
        let wasGeneralizing = estimator?.reading?.generalizingSince != nil
        guard let reading = estimator?.take(event) else { return nil }
        phases.append(reading, reached: reached)
        return reading.generalizingSince != nil && !wasGeneralizing ? reading : nil
    }

    private mutating func take(_ record: SpectrumRecord, _ reached: Int) {
        let isFull = record.sigma.count >= record.window
        let entry = WindowHistory.Entry(
            step: record.step, isFull: isFull, driveClass: record.driveClass,
            share: record.gradientFraction.first ?? .nan)
        var key = WindowHistory.Key(interval: record.interval, window: record.window, leavesFirstOut: false)
        append(key, entry, reached)
        // Once the first update has left by itself, the window without it is this one, and has no events of its own.
        key.leavesFirstOut = true
        if record.interval > 0, record.step / record.interval > record.window,
            allWindows.contains(where: { $0.key == key })
        {
            append(key, entry, reached)
        }
        guard record.interval == windowConfig?.interval, isFull else { return }
        spectra.append(record, reached: reached)
        compressed.take(record)
        compressions.append(compressed, reached: reached)
    }

    private mutating func take(_ record: WindowRecord, _ reached: Int) {
        append(
            WindowHistory.Key(
                interval: record.interval, window: record.window, leavesFirstOut: record.leavesFirstOut),
            WindowHistory.Entry(
                step: record.step, isFull: record.updates >= record.window, driveClass: record.driveClass,
                share: record.gradientFraction ?? .nan),
            reached)
    }

    private mutating func append(_ key: WindowHistory.Key, _ entry: WindowHistory.Entry, _ reached: Int) {
        if let index = allWindows.firstIndex(where: { $0.key == key }) {
            allWindows[index].append(entry, reached: reached)
            return
        }
        guard allWindows.count < EdgeHistory.mostWindows else { return }
        let place = allWindows.firstIndex { key < $0.key } ?? allWindows.count
        allWindows.insert(WindowHistory(key), at: place)
        allWindows[place].append(entry, reached: reached)
    }

    /// Makes this beginning of a history the whole of it: what came later is forgotten.
    ///
    /// - Precondition: the run is another program's: phases and classes of groktop's own runs are not undone.
    mutating func forgetLater() {
        precondition(estimator == nil && comparison == nil, "no run that groktop trains goes back")
        ledger.forgetLater()
        gapFlow.forgetLater()
        forecastScores.forgetLater()
        for index in allWindows.indices { allWindows[index].forgetLater() }
        responses.forgetLater()
        spectra.forgetLater()
        compressions.forgetLater()
        compressed = compressions.newest ?? GapCompression()
        scoring = forecastScores.newest ?? windowConfig.map { GapForecasts($0) }
    }

    /// The history as it was when no step after `reached` was known of. Shares all storage, and takes O(log n).
    func prefix(reached: Int) -> EdgeHistory {
        var prefix = self
        prefix.ledger = ledger.prefix(reached: reached)
        prefix.gapFlow = gapFlow.prefix(reached: reached)
        prefix.forecastScores = forecastScores.prefix(reached: reached)
        prefix.allWindows = allWindows.map { $0.prefix(reached: reached) }
        prefix.phases = phases.prefix(reached: reached)
        prefix.classReadings = classReadings.prefix(reached: reached)
        prefix.responses = responses.prefix(reached: reached)
        prefix.spectra = spectra.prefix(reached: reached)
        prefix.compressions = compressions.prefix(reached: reached)
        return prefix
    }
}
