package import Foundation
internal import RunEvents

/// Figures as bytes, for a file that keeps those of ten thousand runs: 64-bit words, little-endian. The first has a bit
/// for each figure that is there; then come those figures, then two words for each point of the curve.
extension RunFigures {
    /// Raised with every change of the words, and of what `FiguresMeter` finds.
    package static let bytesVersion = 1

    /// The figures as words, in a fixed order; nil for those that are missing.
    private var words: [UInt64?] {
        func whole(_ value: Int?) -> UInt64? { value.map { UInt64(bitPattern: Int64($0)) } }
        func place(_ value: DriveClass?) -> UInt64? {
            value.flatMap { DriveClass.allCases.firstIndex(of: $0) }.map { UInt64($0) }
        }
        return [
            whole(memorizedAt), whole(grokkedAt), whole(calledAt), bestTestAccuracy?.bitPattern,
            lastTestAccuracy?.bitPattern, place(fineClass), place(paperClass), gapRatio?.bitPattern, whole(kStar),
            parameterNorm?.bitPattern, whole(ablationStep), ablationChange?.bitPattern,
        ]
    }

    private static let wordCount = 12

    /// The figures as bytes.
    package var bytes: Data {
        let words = words
        precondition(words.count == Self.wordCount, "\(words.count) figures")
        let mask = words.indices.reduce(UInt64(0)) { words[$1] == nil ? $0 : $0 | 1 << $1 }
        let points = curve.flatMap { [UInt64(bitPattern: Int64($0.step)), UInt64($0.accuracy.bitPattern)] }
        let all = ([mask] + words.compactMap(\.self) + points).map(\.littleEndian)
        return all.withUnsafeBytes { Data($0) }
    }

    /// - Returns: nil for bytes that are no figures.
    package init?(bytes: Data) {
        let size = MemoryLayout<UInt64>.size
        guard bytes.count.isMultiple(of: size) else { return nil }
        let all = bytes.withUnsafeBytes { buffer in
            (0..<buffer.count / size).map {
                UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: $0 * size, as: UInt64.self))
            }
        }
        guard let mask = all.first, mask >> Self.wordCount == 0, all.count >= 1 + mask.nonzeroBitCount else {
            return nil
        }
        var rest = all.dropFirst()
        let words = (0..<Self.wordCount).map { mask >> $0 & 1 == 1 ? rest.popFirst() : nil }
        func whole(_ place: Int) -> Int? { words[place].map { Int(truncatingIfNeeded: $0) } }
        func real(_ place: Int) -> Double? { words[place].map { Double(bitPattern: $0) } }
        func driveClass(_ place: Int) -> DriveClass? {
            let cases = DriveClass.allCases
            return whole(place).flatMap { cases.indices.contains($0) ? cases[$0] : nil }
        }
        guard rest.count.isMultiple(of: 2) else { return nil }
        (memorizedAt, grokkedAt, calledAt) = (whole(0), whole(1), whole(2))
        (bestTestAccuracy, lastTestAccuracy) = (real(3), real(4))
        (fineClass, paperClass) = (driveClass(5), driveClass(6))
        (gapRatio, kStar, parameterNorm) = (real(7), whole(8), real(9))
        (ablationStep, ablationChange) = (whole(10), real(11))
        curve = stride(from: rest.startIndex, to: rest.endIndex, by: 2).map { index in
            CurvePoint(
                step: Int(truncatingIfNeeded: rest[index]),
                accuracy: Float(bitPattern: UInt32(truncatingIfNeeded: rest[index + 1])))
        }
    }
}
