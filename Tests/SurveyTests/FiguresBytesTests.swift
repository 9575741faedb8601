import Foundation
import RunEvents
import Survey
import Testing

@Suite("Figures as bytes")
struct FiguresBytesTests {
    private static var all: RunFigures {
        var figures = RunFigures()
        (figures.memorizedAt, figures.grokkedAt, figures.calledAt) = (100, 1 << 40, -1)
        (figures.bestTestAccuracy, figures.lastTestAccuracy) = (1.0 / 3, -.leastNonzeroMagnitude)
        (figures.fineClass, figures.paperClass) = (.compression, .functional)
        (figures.gapRatio, figures.kStar, figures.parameterNorm) = (.infinity, 3, 1e300)
        (figures.ablationStep, figures.ablationChange) = (0, -0.25)
        figures.curve = (0..<300).map { .init(step: $0 * 7, accuracy: Float($0) / 300) }
        return figures
    }

    @Test("come back as they were, with everything, with nothing, and with any one figure missing")
    func roundTrip() {
        let missing: [(inout RunFigures) -> Void] = [
            { $0.memorizedAt = nil }, { $0.grokkedAt = nil }, { $0.calledAt = nil }, { $0.bestTestAccuracy = nil },
            { $0.lastTestAccuracy = nil }, { $0.fineClass = nil }, { $0.paperClass = nil }, { $0.gapRatio = nil },
            { $0.kStar = nil }, { $0.parameterNorm = nil }, { $0.ablationStep = nil }, { $0.ablationChange = nil },
            { $0.curve = [] }, { $0 = RunFigures() }, { _ in },
        ]
        for remove in missing {
            var figures = Self.all
            remove(&figures)
            #expect(RunFigures(bytes: figures.bytes) == figures)
        }
    }

    @Test("what is no number stays what it is")
    func notANumber() throws {
        var figures = Self.all
        figures.gapRatio = .nan
        let read = try #require(RunFigures(bytes: figures.bytes))
        #expect(read.gapRatio?.bitPattern == Double.nan.bitPattern)
    }

    @Test("bytes that are no figures are refused")
    func refused() {
        let sound = Self.all.bytes
        for bytes in [
            Data(), Data([1]), sound.dropLast(), sound.dropLast(8), sound.prefix(8), sound.prefix(56),
            Data(repeating: 0xFF, count: sound.count),
        ] {
            #expect(RunFigures(bytes: bytes) == nil, "\(bytes.count) bytes")
        }
    }
}
