import Foundation
import RunEvents
import Testing

/// Records from before probes measured more are still readable, and new ones survive a round trip.
@Suite("Probe records, old and new")
struct OlderRecordTests {
    private static let ablation = #"""
        {"kind":"ablation","step":500,"interval":100,"window":5,"sequences":256,"tokens":3301,"baseLoss":0.25,
        "baseAccuracy":0.9,"trackedNorm":20.5,"removals":[{"directions":[1,2],"loss":1.5,"accuracy":0.5,
        "accuracyChange":-0.4,"removedNorm":3.25}],"controls":[{"kind":"randomPlane","trials":20,"meanLoss":0.25,
        "meanAccuracyChange":0,"standardDeviation":0.0001,"removedNorm":0.05}]}
        """#
    private static let perturbation = #"""
        {"kind":"perturbation","step":500,"interval":100,"window":5,"sequences":256,"tokens":3301,"baseLoss":0.25,
        "baseAccuracy":0.9,"sweeps":[{"direction":1,"points":[{"epsilon":-0.03,"loss":0.26,"accuracy":0.89,
        "klDivergence":0.00025},{"epsilon":0,"loss":0.25,"accuracy":0.9,"klDivergence":0}]}]}
        """#

    private func decoded(_ text: String) throws -> ProbeRecord {
        try JSONDecoder().decode(ProbeRecord.self, from: Data(text.utf8))
    }

    @Test("an ablation without its scale sweep and without the control of the same angle") func oldAblation() throws {
        guard var record = try decoded(Self.ablation).as(AblationRecord.self) else {
            return #expect(Bool(false), "not an ablation")
        }
        #expect(record.scaleSweep == nil && record.angleMatched == nil && record.angleMatched([1, 2]) == nil)
        #expect(record.publishedRatio == 0.4 / 1e-8)
        #expect(record.step == 500 && record.removals[0].removedNorm == 3.25 && record.controls[0].trials == 20)
        // The record is also written as it was.
        let written = try JSONSerialization.jsonObject(with: JSONEncoder().encode(ProbeRecord(record)))
        let old = try JSONSerialization.jsonObject(with: Data(Self.ablation.utf8))
        #expect(try #require(written as? NSDictionary) == #require(old as? NSDictionary))

        record.scaleSweep = [AblationRecord.ScalePoint(scale: 0.1, loss: 0.5, accuracy: 0.75)]
        record.angleMatched = [
            AblationRecord.Control(
                kind: .angleMatched, directions: [1, 2], trials: 20, meanLoss: 1.0 / 3, meanAccuracyChange: -0.3,
                standardDeviation: 0.1, removedNorm: 3.25)
        ]
        record.controls[0].meanAccuracyChange = -1e-4
        let again = try JSONDecoder().decode(AblationRecord.self, from: JSONEncoder().encode(record))
        #expect(again == record && again.angleMatched([1, 2])?.standardDeviation == 0.1)
        #expect(again.angleMatched([1]) == nil)
        // The ratio is |Δ| over |mean| + 1e-8; without random planes there is none.
        #expect(abs(try #require(again.publishedRatio) - 3_999.6) < 0.01)
        record.controls = []
        #expect(record.publishedRatio == nil)
    }

    @Test("an ε-sweep without the entropy of attention") func oldPerturbation() throws {
        guard var record = try decoded(Self.perturbation).as(PerturbationRecord.self) else {
            return #expect(Bool(false), "not a perturbation")
        }
        #expect(record.sweeps[0].points.count == 2)
        #expect(record.sweeps[0].points.allSatisfy { $0.attentionEntropy == nil })
        let written = try JSONSerialization.jsonObject(with: JSONEncoder().encode(ProbeRecord(record)))
        let old = try JSONSerialization.jsonObject(with: Data(Self.perturbation.utf8))
        #expect(try #require(written as? NSDictionary) == #require(old as? NSDictionary))

        record.sweeps[0].points[0].attentionEntropy = 2.125
        let again = try JSONDecoder().decode(PerturbationRecord.self, from: JSONEncoder().encode(record))
        #expect(again == record && again.sweeps[0].points[1].attentionEntropy == nil)
    }

    @Test("a curvature without Adam's preconditioner") func oldCurvature() throws {
        let text = #"""
            {"kind":"curvature","step":330,"interval":100,"window":5,"sequences":50,"tokens":900,"loss":0.25,
            "curvatures":[0.078],"slopes":[0.5],"topEigenvalue":12.5,"iterations":20,"residual":0.001}
            """#
        var record = try #require(try decoded(text).as(CurvatureRecord.self))
        #expect(record.preconditioned == nil && record.overlap == nil && record.topEigenvalue == 12.5)
        let written = try JSONSerialization.jsonObject(with: JSONEncoder().encode(ProbeRecord(record)))
        let old = try JSONSerialization.jsonObject(with: Data(text.utf8))
        #expect(try #require(written as? NSDictionary) == #require(old as? NSDictionary))

        let top = CurvatureRecord.Preconditioned.Top(
            sequences: 50, tokens: 900, eigenvalue: 1.0 / 3, iterations: 12, residual: 1e-9)
        record.preconditioned = .init(threshold: 38_000, parameters: 7, train: top, test: top)
        #expect(
            try JSONDecoder().decode(CurvatureRecord.self, from: JSONEncoder().encode(record)) == record)
    }

    @Test("progress without that of a probe, and a checkpoint's state without Adam's own steps") func withoutOptionals()
        throws
    {
        let progress = try JSONDecoder().decode(
            ProgressRecord.self,
            from: Data(
                #"""
                {"step":9,"state":"running","stepsPerSecond":1,"possibleStepsPerSecond":2,\#
                "weightDecay":1,"probesUnderWay":1}
                """#.utf8))
        #expect(progress.probeProgress == nil && progress.probesUnderWay == 1)
        let text = #"""
            {"step":20,"reason":"interval","reproducedEvents":4,"weightDecay":1,"lastNonzeroWeightDecay":1,\#
            "batchGenerator":[1,2,3,4],
            "markers":{"isMemorized":false,"isGrokked":false,"isFalling":false}}
            """#
        var state = try JSONDecoder().decode(CheckpointState.self, from: Data(text.utf8))
        #expect(state.adamSteps == nil && state.step == 20)
        state.adamSteps = 3
        state.reason = .freshOptimizer
        #expect(try JSONDecoder().decode(CheckpointState.self, from: JSONEncoder().encode(state)) == state)
    }

    @Test("attention and Fourier records through JSON and back, with and without what may be missing")
    func roundTrips() throws {
        func summary(_ relative: Double?) -> AttentionRecord.Summary {
            AttentionRecord.Summary(
                entropy: 0.1, positionEntropy: 1.0 / 3, relativeEntropy: relative, distanceFromUniform: relative,
                uniformEntropy: 0.7)
        }
        let attention = AttentionRecord(
            step: 7, sequences: 3, tokens: 11, summary: summary(0.9),
            attentions: AttentionRecord.Attention.Kind.allCases.map { kind in
                AttentionRecord.Attention(
                    kind: kind, layer: 1, queries: 12,
                    heads: [AttentionRecord.Head(summary: summary(nil), pattern: [[1], [Float(1) / 3, Float(2) / 3]])])
            })
        #expect(try JSONDecoder().decode(AttentionRecord.self, from: JSONEncoder().encode(attention)) == attention)
        #expect(attention.attentions.map(\.kind.rawValue) == ["encoderSelf", "decoderSelf", "decoderCross"])

        let spectrum = FourierRecord.Spectrum(
            length: 4, constantPower: 2, varyingPower: 0.1, shares: [1.0 / 3, 2.0 / 3],
            top: [FourierRecord.Peak(frequency: 2, share: 2.0 / 3)], topShare: 2.0 / 3, gini: 0.2)
        for embedding in [spectrum, nil] {
            let record = FourierRecord(
                step: 7, sequences: 3, tokens: 11,
                positional: [
                    FourierRecord.Positional(layers: 0, spectrum: spectrum),
                    FourierRecord.Positional(layers: nil, spectrum: spectrum),
                ], embedding: embedding)
            #expect(try JSONDecoder().decode(FourierRecord.self, from: JSONEncoder().encode(record)) == record)
        }
    }
}
