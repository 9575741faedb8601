/// Numbers as text, the same in every locale. Where a value is no number, the text is the dash for unknown.
package enum NumberText {
    /// Stands for what is not known, or no number.
    package static let unknown = "–"
    private static let minus = "−"

    /// 1,600: thousands between commas.
    package static func grouped(_ value: Int) -> String {
        let digits = Array(String(value.magnitude).utf8)
        var text = value < 0 ? minus : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
            text.unicodeScalars.append(Unicode.Scalar(digit))
        }
        return text
    }

    /// 0.957, with exactly this many decimals. From 10¹² on the text is scientific.
    ///
    /// - Precondition: 0 to 6 decimals.
    package static func fixed(_ value: Double, decimals: Int) -> String {
        precondition((0...6).contains(decimals), "\(decimals) decimals")
        guard value.isFinite else { return unknown }
        guard value.magnitude < 1e12 else { return scientific(value) }
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        let scaled = Int((value.magnitude * scale).rounded())
        let whole = scaled / Int(scale)
        var text = value < 0 && scaled > 0 ? minus : ""
        text += String(whole)
        if decimals > 0 {
            let fraction = String(scaled % Int(scale))
            text += "." + String(repeating: "0", count: decimals - fraction.count) + fraction
        }
        return text
    }

    /// 0.957, 12.35, 123.5: up to three decimals, as many as the width has room for, so that a growing figure keeps
    /// its place.
    package static func fixed(_ value: Double, width: Int) -> String {
        for decimals in [3, 2, 1] {
            let text = fixed(value, decimals: decimals)
            if text.unicodeScalars.count <= width { return right(text, width: width) }
        }
        return right(fixed(value, decimals: 0), width: width)
    }

    /// +0.012 or −0.290; what rounds to zero has no sign.
    package static func signed(_ value: Double, decimals: Int) -> String {
        let text = fixed(value, decimals: decimals)
        return value > 0 && text.contains { $0 != "0" && $0 != "." && $0 != "–" } ? "+" + text : text
    }

    /// 4.1e-6: two significant digits.
    package static func scientific(_ value: Double) -> String {
        guard value.isFinite else { return unknown }
        guard value != 0 else { return "0" }
        var mantissa = value.magnitude
        var exponent = 0
        while mantissa >= 10 {
            mantissa /= 10
            exponent += 1
        }
        while mantissa < 1 {
            mantissa *= 10
            exponent -= 1
        }
        var tenths = Int((mantissa * 10).rounded())
        if tenths >= 100 {
            tenths = 10
            exponent += 1
        }
        return "\(value < 0 ? minus : "")\(tenths / 10).\(tenths % 10)e\(exponent)"
    }

    /// +4.1e-6 or −4.1e-6.
    package static func scientificSigned(_ value: Double) -> String {
        (value > 0 && value.isFinite ? "+" : "") + scientific(value)
    }

    /// 8, 0.5, 0.125, 1e-4: as short as says the value exactly. For figures that a person has typed.
    package static func short(_ value: Double) -> String {
        guard value.isFinite else { return unknown }
        let text = "\(value)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// A ratio: 3.4, 12, 1.2e5.
    package static func ratio(_ value: Double) -> String {
        guard value.isFinite else { return unknown }
        if value.magnitude >= 1000 { return scientific(value) }
        return fixed(value, decimals: value.magnitude >= 99.5 ? 0 : 1)
    }

    /// Steps a second: 0.5, 8.3, 60, 1,287.
    package static func rate(_ value: Double) -> String {
        guard value.isFinite else { return unknown }
        if value.magnitude >= 1e6 { return scientific(value) }
        return value.magnitude >= 9.95 ? grouped(Int(value.rounded())) : fixed(value, decimals: 1)
    }

    /// A length: three significant digits written out from 0.01 to 10,000, two in scientific notation elsewhere.
    package static func length(_ value: Double) -> String {
        switch value.magnitude {
        case 0: "0"
        case 100..<10_000: fixed(value, decimals: 0)
        case 10..<100: fixed(value, decimals: 1)
        case 1..<10: fixed(value, decimals: 2)
        case 0.1..<1: fixed(value, decimals: 3)
        case 0.01..<0.1: fixed(value, decimals: 4)
        default: scientific(value)
        }
    }

    /// Seconds as minutes and seconds, with hours where there are any: 0:27, 1:02:05.
    package static func elapsed(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds >= 0, seconds < 1e9 else { return unknown }
        let whole = Int(seconds)
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let hours = whole / 3600
        let rest = two(whole % 60)
        return hours > 0 ? "\(hours):\(two(whole / 60 % 60)):\(rest)" : "\(whole / 60):\(rest)"
    }

    /// A number as subscripts, as in v₁. A number below zero, which only a foreign stream holds, has a sign: v₋₁.
    package static func lowered(_ value: Int) -> String {
        let subscripts: [Character] = ["₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉"]
        return String(String(value).map { $0.wholeNumberValue.map { subscripts[$0] } ?? "₋" })
    }

    /// The text set to the right in this many columns; a longer one stays as it is.
    package static func right(_ text: String, width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.unicodeScalars.count)) + text
    }

    /// The text set to the left in this many columns; a longer one stays as it is.
    package static func left(_ text: String, width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.unicodeScalars.count))
    }
}
