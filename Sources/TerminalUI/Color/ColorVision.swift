/// How colours look to people whose cones for long or for middle wavelengths are missing.
///
/// Source: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A Physiologically-based Model for Simulation of Color
/// Vision Deficiency", IEEE Transactions on Visualization and Computer Graphics 15 (2009) 1291–1298,
/// https://doi.org/10.1109/TVCG.2009.113: the matrices of severity 1.0 of their table 1. They are applied to linear
/// light, and a channel that leaves 0…1 is cut off.
package enum ColorVision: String, Hashable, Sendable, CaseIterable {
    /// All three cones.
    case normal
    /// No cones for long wavelengths.
    case protanopia
    /// No cones for middle wavelengths.
    case deuteranopia

    /// The place of a colour as it is seen.
    ///
    /// - Precondition: not the terminal's own colour, which nobody knows.
    package func place(_ color: Color) -> OKLab { OKLab(seen(color)) }

    /// The colour that looks to everybody as this one does to people with such eyes.
    ///
    /// - Precondition: not the terminal's own colour.
    package func seen(_ color: Color) -> Color {
        guard let matrix else { return color }
        precondition(!color.isTerminal, "nobody knows the terminal's own colour")
        let (red, green, blue) = LinearLight.channels(color)
        let channels = matrix.map { row -> UInt8 in
            let light = min(1, max(0, row[0] * red + row[1] * green + row[2] * blue))
            return UInt8((min(1, max(0, LinearLight.encoded(light))) * 255).rounded())
        }
        return Color(red: channels[0], green: channels[1], blue: channels[2])
    }

    /// Rows make red, green and blue of red, green and blue; nil where nothing is missing.
    private var matrix: [[Double]]? {
        switch self {
        case .normal: nil
        case .protanopia:
            [
                [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                [-0.003882, -0.048116, 1.051998],
            ]
        case .deuteranopia:
            [
                [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                [-0.011820, 0.042940, 0.968881],
            ]
        }
    }
}
