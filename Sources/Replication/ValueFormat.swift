internal import Foundation

/// How the figures of a row are written.
package enum ValueFormat: String, Sendable, Codable {
    /// 0.957 as 95.7 %.
    case percent
    /// −0.26: a change, with its sign.
    case change
    /// 0.982.
    case plain
    /// 4.1e-05, where sizes matter more than digits.
    case scientific
    /// 1,400.
    case step
    /// +300: steps before or after.
    case steps
    /// 18°.
    case degrees
    /// 33×.
    case factor
    /// How many of the figures are 1, where each is 0 or 1.
    case count
    /// What a figure is called.
    case label

    /// A single figure.
    package func text(_ value: Double) -> String {
        switch self {
        case .percent: Self.number(value * 100, decimals: 1) + " %"
        case .change: Self.signed(value, decimals: 3)
        case .plain: Self.number(value, decimals: 3)
        case .scientific: Self.scientific(value)
        case .step: Self.grouped(value)
        case .steps: (value > 0 ? "+" : "") + Self.grouped(value)
        case .degrees: Self.number(value, decimals: 0) + "°"
        case .factor: Self.number(value, decimals: value < 10 ? 1 : 0) + "×"
        case .count, .label: Self.number(value, decimals: 0)
        }
    }

    /// What may lie between two figures.
    func distance(_ value: Double) -> String {
        switch self {
        case .percent: Self.trimmed(value * 100) + " points"
        case .change, .plain: Self.trimmed(value)
        case .scientific: Self.scientific(value)
        case .step, .steps: Self.grouped(value)
        case .degrees: Self.trimmed(value) + "°"
        case .factor, .count, .label: Self.trimmed(value)
        }
    }

    private static func number(_ value: Double, decimals: Int) -> String {
        let text = String(format: "%.\(decimals)f", value)
        guard text.hasPrefix("-") else { return text }
        let digits = text.dropFirst()
        return digits.contains { $0 != "0" && $0 != "." } ? "−" + digits : String(digits)
    }

    private static func signed(_ value: Double, decimals: Int) -> String {
        let text = number(value, decimals: decimals)
        return value > 0 && text.contains { $0 != "0" && $0 != "." } ? "+" + text : text
    }

    private static func scientific(_ value: Double) -> String {
        let size = abs(value)
        if size >= 0.01, size < 1000 { return number(value, decimals: size < 1 ? 3 : 2) }
        return value == 0 ? "0" : String(format: "%.1e", value).replacing("-", with: "−")
    }

    private static func grouped(_ value: Double) -> String {
        guard abs(value) < 1e15 else { return scientific(value) }
        let digits = Array(String(Int(value.rounded()).magnitude))
        var text = value.rounded() < 0 ? "−" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return text
    }

    /// Without zeros at the end.
    static func trimmed(_ value: Double) -> String {
        let text = "\((value * 1e6).rounded() / 1e6)"
        return (text.hasSuffix(".0") ? String(text.dropLast(2)) : text).replacing("-", with: "−")
    }
}
