internal import Foundation

/// Numbers in the text of a page, as short as they can be.
enum PageNumber {
    /// A place, to a hundredth of a unit.
    static func place(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        if hundredths % 100 == 0 { return "\(hundredths / 100)" }
        return "\(Double(hundredths) / 100)"
    }

    /// A JSON number with six digits; `null` for one that JSON has no number for.
    static func json(_ value: Double) -> String {
        guard value.isFinite else { return "null" }
        return String(format: "%.6g", locale: Locale(identifier: "en_US_POSIX"), value)
    }
}
