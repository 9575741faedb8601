import Lifecycle
import RunEvents
import Testing

/// Forecasts of the gap's next change, and how they are scored.
@Suite("Lifecycle: forecasts of the gap")
struct GapForecastsTests {
    private static func ledger(_ step: Int, change: Double, forecast: Double, moved: Bool = false) -> RunEvent {
        .gapLedger(
            GapLedgerRecord(
                step: step, interval: 100, window: 5, kStar: moved ? 2 : 1, previousKStar: 1, gap: 1, gapChange: change,
                gapParts: .zero, kStarChange: 0, rest: 0, edgeChange: 0, edgeParts: .zero, edgeRest: 0,
                forecastChange: forecast))
    }

    private static func flow(_ step: Int, predicted: Double?, measured: Double?, moved: Bool = false) -> RunEvent {
        .gapFlow(
            GapFlowRecord(
                step: step, interval: 100, window: 5, learningRate: 1e-3, weightDecay: 1, sequences: 16, tokens: 200,
                kStar: moved ? 2 : 1, previousKStar: 1, gap: 1, curvatures: [], driving: [], slopes: [], terms: nil,
                predictedChange: predicted, measuredChange: measured, drivingShare: nil, predictedClass: nil,
                stability: []))
    }

    private static func forecasts(_ events: [RunEvent]) -> GapForecasts {
        var forecasts = GapForecasts(Told.config.spectrum)
        for event in events { forecasts.take(event) }
        return forecasts
    }

    @Test("a forecast is held against what came an interval later, not against what had come") func forward() {
        // Each forecast is the opposite of the change before it, and the very one that comes.
        let changes = [1.0, -2, 3, -4, 5]
        let events = changes.indices.dropLast().map { index in
            Self.ledger(500 + 100 * index, change: changes[index], forecast: changes[index + 1])
        }
        let repeated = Self.forecasts(events).repeated
        #expect(repeated.count == 3 && repeated.rightSigns == 3 && repeated.signRate == 1)
        #expect(abs((repeated.correlation ?? 0) - 1) < 1e-12)
        let flows = changes.indices.dropLast().map { index in
            Self.flow(500 + 100 * index, predicted: changes[index], measured: changes[index])
        }
        let published = Self.forecasts(flows).published
        #expect(published.count == 3 && published.signRate == 0 && published.correlation.map { $0 < -0.9 } == true)
    }

    @Test("not while the window fills, not where k* moves, not over a missing interval") func unscored() {
        let filling = [Self.ledger(300, change: 1, forecast: 1), Self.ledger(400, change: 1, forecast: 1)]
        #expect(Self.forecasts(filling + [Self.ledger(500, change: 1, forecast: 1)]).repeated.count == 0)
        #expect(
            Self.forecasts([
                Self.ledger(500, change: 1, forecast: 1), Self.ledger(600, change: 1, forecast: 1, moved: true),
                Self.ledger(800, change: 1, forecast: 1),
            ]).repeated.count == 0)
        #expect(
            Self.forecasts([
                Self.flow(500, predicted: nil, measured: 1), Self.flow(600, predicted: 1, measured: 1),
                Self.flow(700, predicted: 1, measured: 1, moved: true), Self.flow(800, predicted: 1, measured: nil),
            ]).published.count == 0)
        let broken = [Self.ledger(500, change: 1, forecast: .nan), Self.ledger(600, change: .infinity, forecast: 1)]
        #expect(Self.forecasts(broken).repeated.count == 0)
        let wild = [Self.ledger(500, change: 1, forecast: 1), Self.ledger(.min, change: 1, forecast: 1)]
        #expect(Self.forecasts(wild).repeated.count == 0)
        #expect(Self.forecasts([]).repeated.signRate == nil && Self.forecasts([]).published.correlation == nil)
    }

    @Test("r is Pearson's") func correlation() {
        let (forecasts, changes) = ([1e-5, 3e-5, -2e-5, 4e-5, 0], [2e-4, -1e-4, -3e-4, 5e-4, 1e-4])
        let events = (0...5).map { index in
            Self.ledger(
                1_000 + 100 * index, change: index > 0 ? changes[index - 1] : 9,
                forecast: index < 5 ? forecasts[index] : 9)
        }
        let score = Self.forecasts(events).repeated
        func mean(_ values: [Double]) -> Double { values.reduce(0, +) / 5 }
        func product(_ a: [Double], _ b: [Double]) -> Double {
            zip(a, b).reduce(0) { $0 + ($1.0 - mean(a)) * ($1.1 - mean(b)) }
        }
        let expected =
            product(forecasts, changes) / (product(forecasts, forecasts) * product(changes, changes)).squareRoot()
        #expect(abs((score.correlation ?? 0) - expected) < 1e-12 && score.count == 5 && score.rightSigns == 4)
    }
}
