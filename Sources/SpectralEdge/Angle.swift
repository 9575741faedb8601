internal import Foundation

package enum Angle {
    /// The angle of a cosine in 0…1, in degrees. Values that rounding took above 1 count as 1.
    package static func degrees(cosine: Double) -> Double {
        acos(min(cosine, 1)) * 180 / .pi
    }
}
