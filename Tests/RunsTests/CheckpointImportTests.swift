import Console
import Foundation
import Kernels
import Recording
import RunEvents
import Runs
import Safetensors
import SpectralEdge
import Testing

@Suite("Importing checkpoints")
struct CheckpointImportTests {
    /// A folder that is removed at the end.
    private final class Folder {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("import-\(UUID())", isDirectory: true)
        init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }
        deinit { try? FileManager.default.removeItem(at: url) }
    }

    private static let count = 60
    private static let (learningRate, weightDecay) = (1e-2, 0.5)

    /// A walk of 12 checkpoints, ten steps apart.
    private static let walk: [[Double]] = {
        var generator = RandomGenerator(seed: 5, stream: .batches)
        var theta = (0..<count).map { _ in generator.uniform() - 0.5 }
        return (0..<12).map { _ in
            theta = theta.map { $0 * 0.98 + 0.1 * (generator.uniform() - 0.5) }
            return theta.map { Double(Float($0)) }
        }
    }()

    private static func write(
        _ values: [Double], _ name: String, in folder: URL, tensor: String = "h.0.attn.weight"
    ) throws {
        try SafetensorsWriter.write(
            [
                SafetensorsTensor(
                    name: tensor, shape: [values.count / 2, 2], values: .float32(values.map { Float($0) })),
                SafetensorsTensor(name: "step_count", shape: [], values: .int32([1])),
            ], metadata: [:], to: folder.appendingPathComponent(name))
    }

    private static func events(_ folder: URL, decay: Bool, track: TrackedTensorChoice = .automatic) throws -> [RunEvent]
    {
        let runs = try Folder()
        let run = try CheckpointImport(
            CheckpointSeries(folder), track: track, window: 3, decay: decay ? (learningRate, weightDecay) : nil,
            name: "walk"
        ).record(in: runs.url) { _ in }
        #expect(RecordingCheck(run).problems == [])
        return try RunReader(run).events().map(\.event)
    }

    @Test("spectra, shares and classes are those of the updates in double precision", arguments: [true, false])
    func figures(isSplit: Bool) throws {
        let folder = try Folder()
        for (index, theta) in Self.walk.enumerated() {
            try Self.write(theta, "model-\(index * 10).safetensors", in: folder.url)
        }
        let events = try Self.events(folder.url, decay: isSplit)
        let spectra = events.compactMap { if case .spectrum(let record) = $0 { record } else { nil } }
        let fine = spectra.filter { $0.interval == 10 }
        #expect(fine.map(\.step) == Array(stride(from: 20, through: 110, by: 10)))
        #expect(spectra.filter { $0.interval == 50 }.map(\.step) == [100])
        let trajectory = SnapshotTrajectory(
            snapshots: Self.walk, learningRate: Self.learningRate, weightDecay: Self.weightDecay, stepsPerInterval: 10)
        for record in fine {
            let end = record.step / 10
            let updates = min(3, end)
            let edge = Edge(products: trajectory.products(of: end - updates..<end), updates: updates)
            for (sigma, expected) in zip(record.sigma, edge.sigma) {
                #expect(abs(sigma - expected) < 1e-6 * edge.sigma[0])
            }
            #expect(record.kStarWeighted == edge.kStarWeighted)
            guard isSplit else {
                #expect(record.gradientFraction.isEmpty && record.driveClass == .unsplit)
                continue
            }
            for (index, share) in record.gradientFraction.enumerated() {
                #expect(abs(share - edge.gradientFraction(index)) < 1e-5)
            }
        }
        #expect(events.contains { if case .finished = $0 { true } else { false } })
    }

    @Test("narrow floats are read, and tensors of other types stand beside them") func narrow() throws {
        let folder = try Folder()
        for (index, theta) in Self.walk.prefix(4).enumerated() {
            // 1.5 and −0.25 in bfloat16 and in binary16, and an I64.
            let header =
                #"{"w.attn":{"dtype":"BF16","shape":[1,2],"data_offsets":[8,12]},"#
                + #""v.attn":{"dtype":"F16","shape":[1,2],"data_offsets":[12,16]},"#
                + #""n":{"dtype":"I64","shape":[],"data_offsets":[0,8]}}"#
            var bytes = Data()
            withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { bytes.append(contentsOf: $0) }
            bytes.append(contentsOf: header.utf8)
            bytes.append(Data(count: 8))
            let scale: [UInt16] = [0x3FC0, 0xBE80, 0x3E00, 0xB400]
            for word in scale {
                withUnsafeBytes(of: (word &+ UInt16(index)).littleEndian) { bytes.append(contentsOf: $0) }
            }
            try bytes.write(to: folder.url.appendingPathComponent("step_\(index * 5).safetensors"))
            if index == 0 {
                let file = try SafetensorsFile(bytes)
                #expect(try file.doubles("w.attn") == [1.5, -0.25] && file.doubles("v.attn") == [1.5, -0.25])
            }
            _ = theta
        }
        #expect(try Self.events(folder.url, decay: false).count > 2)
    }

    struct Refusal: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let files: [(name: String, values: [Double])]
        var track = TrackedTensorChoice.automatic
        let problem: String

        static func of(
            _ name: String, _ steps: [Int], track: TrackedTensorChoice = .automatic, _ problem: String
        ) -> Refusal {
            Refusal(
                testDescription: name, files: steps.map { ("model-\($0).safetensors", walk[0]) }, track: track,
                problem: problem)
        }
    }

    static let refusals: [Refusal] = [
        .of("no file", [], "holds 0 safetensors files"),
        .of("two files", [0, 10], "holds 2 safetensors files"),
        .of("another distance", [0, 10, 25], "steps 10 and 25 are 15 apart, and the first two 10"),
        .of("an odd beginning", [5, 15, 25], "step 5 is no multiple of 10"),
        .of(
            "too far apart", [0, 1 << 30, 1 << 31],
            "no recording can hold the run: the configuration holds interval 5368709120"),
        .of("a choice of none", [0, 10, 20], track: .pattern("mlp*"), "--track mlp* names no tensor"),
        Refusal(
            testDescription: "two of one step",
            files: [("a-10.safetensors", walk[0]), ("b-10.safetensors", walk[0]), ("c-0.safetensors", walk[0])],
            problem: "are both of step 10"),
        Refusal(
            testDescription: "another shape",
            files: [("0.safetensors", walk[0]), ("1.safetensors", walk[0]), ("2.safetensors", [1, 2])],
            problem: "have other shapes"),
        Refusal(
            testDescription: "no number",
            files: [
                ("0.safetensors", walk[0]), ("1.safetensors", walk[0]), ("2.safetensors", walk[0].map { _ in .nan }),
            ],
            problem: "is not finite"),
    ]

    @Test("what cannot be imported is refused in one line, and leaves no run", arguments: refusals)
    func refused(refusal: Refusal) throws {
        let (folder, runs) = (try Folder(), try Folder())
        for (name, values) in refusal.files { try Self.write(values, name, in: folder.url) }
        let failure = #expect(throws: Failure.self) {
            _ = try CheckpointImport(
                CheckpointSeries(folder.url), track: refusal.track, window: 3, decay: nil, name: "walk"
            ).record(in: runs.url) { _ in }
        }
        #expect(failure?.message.contains(refusal.problem) == true, "\(failure?.message ?? "")")
        #expect(try FileManager.default.contentsOfDirectory(atPath: runs.url.path) == [])
    }

    @Test("where step 0 is missing, the run says so") func missingStart() throws {
        let folder = try Folder()
        for index in 1..<6 { try Self.write(Self.walk[index], "\(index * 10).safetensors", in: folder.url) }
        let events = try Self.events(folder.url, decay: true)
        guard case .started(let started)? = events.first else { return #expect(Bool(false)) }
        #expect(started.run.watched?.firstUpdateSeen == false)
        #expect(
            events.contains { if case .remark(let record) = $0 { record.message.contains("step 10") } else { false } })
    }
}
