internal import Foundation

/// The time of the day in the local time zone.
enum TimeOfDay {
    /// Hours and minutes: `14:03`.
    static func text(_ date: Date) -> String {
        var (seconds, parts) = (time_t(date.timeIntervalSince1970), tm())
        localtime_r(&seconds, &parts)
        let digits = { (number: Int32) in (number < 10 ? "0" : "") + String(number) }
        return "\(digits(parts.tm_hour)):\(digits(parts.tm_min))"
    }
}
