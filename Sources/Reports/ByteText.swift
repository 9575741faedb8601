internal import Foundation

/// The text of sizes on disk.
package enum ByteText {
    /// A size such as `830 B`, `12 kB` or `3.4 MB`: two significant digits or more, in powers of a thousand.
    package static func short(_ bytes: Int) -> String {
        var (value, unit) = (Double(bytes), 0)
        while value >= 999.5, unit < units.count - 1 {
            value /= 1_000
            unit += 1
        }
        return String(format: unit > 0 && value < 9.95 ? "%.1f \(units[unit])" : "%.0f \(units[unit])", value)
    }

    private static let units = ["B", "kB", "MB", "GB", "TB"]
}
