import RunEvents

/// What the made-up run measures of its edge besides the spectra.
extension SyntheticRun {
    static let measurements = EdgeMeasurements(curvatureSequences: 50, responseIntervals: 5)

    /// The gap lies at v₂ for two intervals after the first slingshot.
    static func kStar(_ step: Int) -> Int { step == 700 || step == 800 ? 2 : 1 }

    static func gapFlow(_ step: Int) -> GapFlowRecord {
        let spectrum = spectrum(step, interval: 100)
        let share = spectrum.gradientFraction[0]
        // Driving is a thousand times as large as the others where the gradient has the edge.
        let terms = GapFlowRecord.Terms(
            curvature: -4e-7 * (1.2 - share), damping: -3e-6 * (1 - share),
            driving: (isSlingshot(step - 80) ? -1 : 1) * 2e-6 * share * (share > 0.9 ? 1_000 : 1))
        let drivingShare = terms.driving.magnitude / (terms.driving.magnitude + terms.damping.magnitude)
        return GapFlowRecord(
            step: step, interval: 100, window: 5, learningRate: 1e-3, weightDecay: 1, sequences: 50, tokens: 972,
            kStar: kStar(step), previousKStar: step > 100 ? kStar(step - 100) : nil, gap: 0.8 - Double(step) * 1e-4,
            curvatures: [0.078, 0.001, -0.02, 1.84], driving: [0.02, -0.004, 0.001, 0.0002],
            slopes: [0.018, -0.002, 0.0011, 0.0003], terms: terms, predictedChange: terms.sum * 100,
            measuredChange: step > 100 ? terms.sum * 80 - 1e-5 : nil, drivingShare: drivingShare,
            predictedClass: drivingShare >= 0.9 ? .functional : drivingShare <= 0.1 ? .compression : .mixed,
            stability: [0.99, 0.91, 0.52, 0.13])
    }

    /// What enters opens the gap and what leaves closes it; decay and gradient oppose each other.
    static func gapLedger(_ step: Int) -> GapLedgerRecord {
        let spectrum = spectrum(step, interval: 100)
        let share = spectrum.gradientFraction[0]
        let sign = isSlingshot(step - 80) ? -1.0 : 1
        let leaves = step > 500 ? 1.0 : 0
        let parts = LedgerParts(
            enteringDriving: sign * 4e-2 * share, enteringDecay: 6e-2 * (1.1 - share), enteringAlignment: -3e-2,
            leavingDriving: leaves * -3.5e-2 * share, leavingDecay: leaves * -5e-2 * (1.2 - share),
            leavingAlignment: leaves * 3.4e-2)
        let isMoved = kStar(step) != kStar(step - 100)
        let moved = isMoved ? 0.125 : 0
        let rest = 1e-9 * Double(step % 700)
        return GapLedgerRecord(
            step: step, interval: 100, window: 5, kStar: kStar(step), previousKStar: kStar(step - 100),
            gap: 0.8 - Double(step) * 1e-4, gapChange: parts.sum + moved + rest, gapParts: parts, kStarChange: moved,
            rest: rest, edgeChange: 2 * parts.sum + 1e-10,
            edgeParts: LedgerParts(
                enteringDriving: 2 * parts.enteringDriving, enteringDecay: 2 * parts.enteringDecay,
                enteringAlignment: 2 * parts.enteringAlignment, leavingDriving: 2 * parts.leavingDriving,
                leavingDecay: 2 * parts.leavingDecay, leavingAlignment: 2 * parts.leavingAlignment), edgeRest: 1e-10,
            forecastChange: parts.sum * (step % 300 == 0 ? -0.5 : 0.9))
    }

    static func response(_ step: Int) -> ResponseRecord {
        ResponseRecord(
            step: step, interval: 100, window: 5, coordinate: .depth, sequences: 200, fittedTokens: 2_730,
            scoredTokens: 1_170, epsilon: 0.06, functionalR2: [0.8 - Double(step) * 1e-5, 0.41, 0.12, -0.03],
            controlR2: [0.02, 0.04])
    }

    /// A window whose gradient share falls when it lets go of the first update; but for the one that never had it.
    static func window(_ step: Int, interval: Int, window: Int, leavesFirstOut: Bool = false) -> WindowRecord {
        let updates = min(window, step / interval - (leavesFirstOut ? 1 : 0))
        let fall = (window + 1) * interval
        let share = leavesFirstOut || step >= fall ? 0.04 : 0.97
        return WindowRecord(
            step: step, interval: interval, window: window, leavesFirstOut: leavesFirstOut, updates: updates, kStar: 1,
            gapRatio: 2.1, gradientFraction: share, driveClass: share > 0.5 ? .functional : .compression)
    }

    /// At the end of an interval of the window it is about, in the order in which a run tells it.
    static func edgeEvents(at step: Int) -> [RunEvent] {
        var events: [RunEvent] = []
        for interval in [20, 100] where step > 0 && step % interval == 0 {
            events += [3, 10, 25].map { .window(window(step, interval: interval, window: $0)) }
            // Until the first update has left the paper's window.
            if interval == 100, step > 200, step <= 500 {
                events.append(.window(window(step, interval: 100, window: 5, leavesFirstOut: true)))
            }
        }
        if step >= 300, step % 100 == 0 { events.append(.gapLedger(gapLedger(step))) }
        if step >= 200, step % 100 == 0 { events.append(.gapFlow(gapFlow(step))) }
        if step >= 500, step % 500 == 0 { events.append(.response(response(step))) }
        return events
    }
}
