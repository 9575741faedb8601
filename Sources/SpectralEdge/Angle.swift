internal import Foundation

/// Angles between directions.
package enum Angle {
    /// The angle in degrees of a cosine in 0…1. A cosine that rounding took above 1 counts as 1.
    package static func degrees(cosine: Double) -> Double {
        acos(min(cosine, 1)) * 180 / .pi
    }
}
