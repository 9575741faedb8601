import Foundation
import Safetensors
import SpectralEdge
import Testing

/// The spectral edge against NumPy in float64, from the same snapshots.
@Suite("Oracle: spectrum")
struct OracleSpectrumTests {
    // The names of the golden file.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    struct Expected: Decodable {
        let window: Int
        let lr: Double
        let weight_decay: Double
        let steps_per_interval: Int
        let rows: [Row]

        struct Row: Decodable {
            let index: Int
            let sigma: [Double]
            let g23: Double
            let kstar_ratio: Int
            let kstar_weighted: Int
            let R: Double
            let grad_energy: [Double]
            let wd_energy: [Double]
            let grad_fraction: [Double]
            let alignment: [Double]
            let rotation_deg: [Double]?
        }
    }

    @Test(
        "every window of the medium run, to 1e-6 relative",
        .enabled(
            if: OracleDirectory.has("dyck_medium_spectrum.json", "dyck_medium_spectrum.safetensors"),
            "no dyck_medium_spectrum"))
    func mediumSpectrum() throws {
        let expected = try OracleDirectory.json("dyck_medium_spectrum.json", as: Expected.self)
        let file = try OracleDirectory.tensors("dyck_medium_spectrum.safetensors")
        let shape = try file.shape(of: "theta")
        let theta = try file.doubles("theta")
        let snapshots = (0..<shape[0]).map { Array(theta[$0 * shape[1]..<($0 + 1) * shape[1]]) }
        let trajectory = SnapshotTrajectory(
            snapshots: snapshots, learningRate: expected.lr, weightDecay: expected.weight_decay,
            stepsPerInterval: expected.steps_per_interval)

        var previous: Edge?
        #expect(expected.rows.count == trajectory.updateCount - 1)
        for row in expected.rows {
            let end = row.index + 1
            let start = max(0, end - expected.window)
            let union = trajectory.products(of: max(0, start - (previous == nil ? 0 : min(1, start)))..<end)
            let edge = Edge(products: union, updates: end - start)
            let name = "window ending with update \(row.index)"
            expectClose(edge.sigma, row.sigma, "\(name), sigma")
            let followed = row.grad_fraction.count
            expectClose(Array(edge.gradientEnergy.prefix(followed)), row.grad_energy, "\(name), gradient energy")
            expectClose(Array(edge.decayEnergy.prefix(followed)), row.wd_energy, "\(name), decay energy")
            expectClose((0..<followed).map(edge.gradientFraction), row.grad_fraction, "\(name), fraction")
            expectClose(Array(edge.alignment.prefix(followed)), row.alignment, "\(name), alignment")
            #expect(edge.kStarRatio == row.kstar_ratio, "\(name)")
            #expect(edge.kStarWeighted == row.kstar_weighted, "\(name)")
            expectClose([edge.gapRatio ?? .nan], [row.R], "\(name), gap ratio")
            let g23 = edge.g23 ?? edge.sigma[1] * edge.sigma[1]
            expectClose([g23], [row.g23], "\(name), g23")
            if let rotation = row.rotation_deg, let previous {
                let ours = edge.rotationDegrees(from: previous, products: union)
                expectClose(Array(ours.prefix(rotation.count)), rotation, "\(name), rotation")
            }
            previous = edge
        }
    }

    private func expectClose(_ values: [Double], _ references: [Double], _ name: String) {
        #expect(values.count == references.count, "\(name): \(values.count) of \(references.count)")
        for (value, reference) in zip(values, references) {
            #expect(relative(value, reference) < 1e-6, "\(name): \(value) against \(reference)")
        }
    }
}
