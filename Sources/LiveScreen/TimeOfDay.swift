internal import Foundation

/// The time of the day in the local time zone.
enum TimeOfDay {
    /// Hours and minutes: `14:03`.
    static func text(_ date: Date) -> String { time(parts(date)) }

    /// With the day: `2026-11-27 14:03`.
    static func dayAndTime(_ date: Date) -> String {
        let parts = parts(date)
        let day = "\(Int(parts.tm_year) + 1900)-\(digits(parts.tm_mon + 1))-\(digits(parts.tm_mday))"
        return "\(day) \(time(parts))"
    }

    private static func parts(_ date: Date) -> tm {
        // A recording may say that it was made at any time at all.
        let limit = 1e11
        var (seconds, parts) = (time_t(min(max(-limit, date.timeIntervalSince1970), limit)), tm())
        localtime_r(&seconds, &parts)
        return parts
    }

    private static func time(_ parts: tm) -> String { "\(digits(parts.tm_hour)):\(digits(parts.tm_min))" }

    private static func digits(_ number: Int32) -> String { (number < 10 ? "0" : "") + String(number) }
}
