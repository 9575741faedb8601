package import Kernels

/// One random direction orthogonal to θ_S, and with it vectors that have a given norm and the angle to θ_S that a part
/// of θ_S of this norm has.
///
/// The part of θ_S in a subspace, with the norm c‖θ_S‖, makes the angle arccos c with θ_S. So does every
/// q = c θ̂ + √(1 − c²) ŵ, with ŵ a unit vector orthogonal to θ_S. Removing the projection of θ_S on q takes as much of
/// θ_S away as removing the part does. A random vector of the same norm does not: in many dimensions it is nearly
/// orthogonal to θ_S.
package struct AngleMatchedDraw {
    private let tracked: [Double]
    private let trackedNorm: Double
    /// ŵ.
    private let across: [Double]

    /// Draws ŵ uniformly from the unit vectors orthogonal to θ_S.
    ///
    /// - Parameter tracked: θ_S, two or more floats.
    package init(_ tracked: [Double], from generator: inout RandomGenerator) {
        precondition(tracked.count >= 2, "no direction is orthogonal to a vector of \(tracked.count)")
        self.tracked = tracked
        trackedNorm = Directions.norm(tracked)
        let random = Directions.random(count: tracked.count, from: &generator)
        let along = trackedNorm > 0 ? Directions.dot(random, tracked) / (trackedNorm * trackedNorm) : 0
        let rest = random.indices.map { random[$0] - along * tracked[$0] }
        let length = Directions.norm(rest)
        across = rest.map { $0 / length }
    }

    /// ⟨θ_S, q⟩ q, which is c(cθ_S + √(1 − c²)‖θ_S‖ŵ).
    ///
    /// - Parameter norm: c‖θ_S‖, the norm of the part that is matched, from 0 to ‖θ_S‖.
    package func part(norm: Double) -> [Double] {
        guard trackedNorm > 0 else { return [Double](repeating: 0, count: tracked.count) }
        let cosine = min(norm / trackedNorm, 1)
        let alongShare = cosine * cosine
        let acrossShare = cosine * (1 - alongShare).squareRoot() * trackedNorm
        return tracked.indices.map { alongShare * tracked[$0] + acrossShare * across[$0] }
    }
}
