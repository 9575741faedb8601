package import Lifecycle
package import RunEvents

/// What is measured of the edge besides its two spectra, and what follows from it: gap flow, phase, classes, functional
/// R², g23, other windows. And all of it as it was at any earlier step: `prefix` shares all storage and costs O(log n).
package struct EdgeHistory: Sendable {
    package private(set) var gapFlow = GapFlowHistory()
    private var allWindows: [WindowHistory] = []
    private var phases = Changing<PhaseReading>()
    private var classReadings = Changing<ClassReading>()
    private var responses = Changing<ResponseRecord>()
    private var spectra = Changing<SpectrumRecord>()
    private var compressions = Changing<GapCompression>()

    private var config: RunConfig?
    private var estimator: LifecycleEstimator?
    private var comparison: ClassComparison?
    private var compressed = GapCompression()
    /// What is looked up in all that changes.
    private var lookup = Int.max

    /// More than any run follows; what a damaged recording may say must not make every event dearer.
    private static let mostWindows = 32

    package init() {}

    /// By interval and length; none that nothing is known about.
    package var windows: [WindowHistory] { allWindows.filter { $0.count > 0 } }
    /// As it last changed.
    package var phase: PhaseReading? { phases.value(at: lookup) }
    package var classes: ClassReading? { classReadings.value(at: lookup) }
    /// Functional R², the newest.
    package var response: ResponseRecord? { responses.value(at: lookup) }
    /// The newest full window of the paper.
    package var spectrum: SpectrumRecord? { spectra.value(at: lookup) }
    /// g23 of the paper's full windows.
    package var compression: GapCompression? { compressions.value(at: lookup) }

    /// Whether there is something to be shown about classes.
    package var hasClasses: Bool { gapFlow.count > 0 || response != nil || spectrum != nil }

    mutating func begin(_ newConfig: RunConfig) {
        config = newConfig
        estimator = LifecycleEstimator(config: newConfig)
        comparison = ClassComparison(config: newConfig)
    }

    /// - Returns: the reading with which the estimate first says that the run generalizes.
    @discardableResult
    mutating func take(_ event: RunEvent, reached: Int) -> PhaseReading? {
        switch event {
        case .evaluation: break
        case .spectrum(let record): take(record, reached)
        case .gapFlow(let record): gapFlow.append(record, reached: reached)
        case .response(let record): responses.set(record, reached: reached)
        case .window(let record): take(record, reached)
        default: return nil
        }
        comparison?.take(event)
        if let comparison { classReadings.setIfOther(ClassReading(comparison), reached: reached) }
        let wasGeneralizing = estimator?.reading?.generalizingSince != nil
        guard let reading = estimator?.take(event) else { return nil }
        phases.set(reading, reached: reached)
        return reading.generalizingSince != nil && !wasGeneralizing ? reading : nil
    }

    private mutating func take(_ record: SpectrumRecord, _ reached: Int) {
        let isFull = record.sigma.count >= record.window
        let entry = WindowHistory.Entry(
            step: record.step, reached: reached, isFull: isFull, driveClass: record.driveClass,
            share: record.gradientFraction.first ?? .nan)
        var key = WindowHistory.Key(interval: record.interval, window: record.window, leavesFirstOut: false)
        append(key, entry)
        // Once the first update has left by itself, the window without it is this one, and is not told of any more.
        key.leavesFirstOut = true
        if record.interval > 0, record.step / record.interval > record.window,
            allWindows.contains(where: { $0.key == key })
        {
            append(key, entry)
        }
        guard record.interval == config?.spectrum.interval, isFull else { return }
        spectra.set(record, reached: reached)
        compressed.take(record)
        compressions.set(compressed, reached: reached)
    }

    private mutating func take(_ record: WindowRecord, _ reached: Int) {
        append(
            WindowHistory.Key(
                interval: record.interval, window: record.window, leavesFirstOut: record.leavesFirstOut),
            WindowHistory.Entry(
                step: record.step, reached: reached, isFull: record.updates >= record.window,
                driveClass: record.driveClass, share: record.gradientFraction))
    }

    private mutating func append(_ key: WindowHistory.Key, _ entry: WindowHistory.Entry) {
        if let index = allWindows.firstIndex(where: { $0.key == key }) {
            allWindows[index].append(entry)
            return
        }
        guard allWindows.count < EdgeHistory.mostWindows else { return }
        let place = allWindows.firstIndex { key < $0.key } ?? allWindows.count
        allWindows.insert(WindowHistory(key), at: place)
        allWindows[place].append(entry)
    }

    /// What had come when no step after `reached` was known of.
    func prefix(reached: Int) -> EdgeHistory {
        var prefix = self
        prefix.lookup = min(lookup, reached)
        prefix.gapFlow = gapFlow.prefix(reached: reached)
        prefix.allWindows = allWindows.map { $0.prefix(reached: reached) }
        return prefix
    }
}
