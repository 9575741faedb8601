/// The one place where text that a person has written becomes a number within limits.
package enum NumberInput {
    /// A number within the range.
    ///
    /// - Returns: nil where the text is not a number, or the number is outside of the range.
    package static func real(_ text: String, in range: ClosedRange<Double>) -> Double? {
        decimal(text).flatMap { range.contains($0) ? $0 : nil }
    }

    /// A number as people write it: hexadecimal digits are refused, and −0 becomes 0.
    ///
    /// - Returns: nil where the text is not a number.
    package static func decimal(_ text: String) -> Double? {
        guard !text.lowercased().contains("x"), let value = Double(text) else { return nil }
        return value == 0 ? 0 : value
    }

    /// A whole number within the range.
    ///
    /// - Returns: nil where the text is not a whole number, or the number is outside of the range.
    package static func whole(_ text: String, in range: ClosedRange<Int>) -> Int? {
        Int(text).flatMap { range.contains($0) ? $0 : nil }
    }

    /// The numbers that `real` accepts, in words.
    package static func accepted(_ range: ClosedRange<Double>) -> String {
        "a number from \(plain(range.lowerBound)) to \(plain(range.upperBound))"
    }

    /// The numbers that `whole` accepts, in words.
    package static func accepted(_ range: ClosedRange<Int>) -> String {
        "a whole number from \(range.lowerBound) to \(range.upperBound)"
    }

    /// The number without a decimal point where it is whole.
    private static func plain(_ value: Double) -> String {
        Int(exactly: value).map(String.init) ?? "\(value)"
    }
}
