/// The one place where text that a person has written becomes a number with limits.
package enum NumberInput {
    /// - Returns: nil of what is no number or outside of the range.
    package static func real(_ text: String, in range: ClosedRange<Double>) -> Double? {
        decimal(text).flatMap { range.contains($0) ? $0 : nil }
    }

    /// A number as people write it: hexadecimal digits are refused as in whole numbers, and −0 is 0.
    package static func decimal(_ text: String) -> Double? {
        guard !text.lowercased().contains("x"), let value = Double(text) else { return nil }
        return value == 0 ? 0 : value
    }

    /// - Returns: nil of what is no whole number or outside of the range.
    package static func whole(_ text: String, in range: ClosedRange<Int>) -> Int? {
        Int(text).flatMap { range.contains($0) ? $0 : nil }
    }

    /// What `real` accepts, in words.
    package static func accepted(_ range: ClosedRange<Double>) -> String {
        "a number from \(plain(range.lowerBound)) to \(plain(range.upperBound))"
    }

    /// What `whole` accepts, in words.
    package static func accepted(_ range: ClosedRange<Int>) -> String {
        "a whole number from \(range.lowerBound) to \(range.upperBound)"
    }

    /// Without a decimal point where there is nothing behind it.
    private static func plain(_ value: Double) -> String {
        Int(exactly: value).map(String.init) ?? "\(value)"
    }
}
