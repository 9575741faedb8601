import Foundation
import RunEvents
import Safetensors
import Testing

/// A damaged checkpoint costs time and nothing else: an older one, or the run's beginning, leads to the same bits.
@Suite("Recorded runs: damaged checkpoints")
struct RecordedRunCheckpointTests {
    private let sample: RecordedRunSample

    init() throws { sample = try RecordedRunSample() }

    private static let newest = RecordedRunSample.stoppedAt

    /// - Parameter reason: as it stands behind the path.
    private func expectResumed(_ path: String, _ reason: String, sourceLocation: SourceLocation = #_sourceLocation)
        throws
    {
        let resumed = try sample.run(["resume"], nil, ["--format", "ndjson"])
        #expect(
            resumed.said == ["groktop: \(path): \(reason); going on from step \(sample.older) instead"],
            sourceLocation: sourceLocation)
        #expect(resumed.exitCode == 0, sourceLocation: sourceLocation)
        #expect(try resumed.digest == RecordedRunSample.digest(), sourceLocation: sourceLocation)
        #expect(
            resumed.output.contains("\"type\":\"resumed\",\"checkpointStep\":\(sample.older),"),
            sourceLocation: sourceLocation)
    }

    @Test("the sample goes on from its newest checkpoint")
    func whole() throws {
        let resumed = try sample.run(["resume"], nil, ["--format", "ndjson"])
        #expect(resumed.said == [] && resumed.exitCode == 0)
        #expect(try resumed.digest == RecordedRunSample.digest())
        #expect(resumed.output.contains("\"checkpointStep\":\(Self.newest),"))
    }

    @Test("files that are none, or cut short", arguments: ["", ".windows"])
    func shortened(kind: String) throws {
        let path = sample.checkpoint(Self.newest, kind)
        try sample.change(path) { $0 = Data("text".utf8) }
        try expectResumed(path, "4 bytes are no safetensors file: it starts with 8 bytes of header length")
    }

    @Test("a header that claims more than there is", arguments: ["", ".windows"])
    func headerLength(kind: String) throws {
        let path = sample.checkpoint(Self.newest, kind)
        var count = 0
        try sample.change(path) { data in
            count = data.count
            data.replaceSubrange(0..<8, with: Data(repeating: 0xFF, count: 8))
        }
        try expectResumed(path, "the header claims 18446744073709551615 bytes of a file of \(count)")
    }

    /// What the header says, what it is made to say, and how that is refused.
    static let lies = [
        ("[0,3072]", "[0,3076]", "tensor '\(first)': F32 of shape [48, 16] needs 3072 bytes, and has 3076"),
        ("[0,3072]", "[4,3076]", "tensor '\(first)': leaves a gap before it"),
        ("[3072,4096]", "[3068,4092]", "tensor '\(second)': overlaps the one before it"),
        ("[0,3072]", "[3072,0]", "tensor '\(first)': data_offsets are no two increasing positions"),
        ("[0,3072]", "[-1,9]", "tensor '\(first)': data_offsets are no two increasing positions"),
        (
            "\"F32\",\"shape\":[48,16]", "\"F99\",\"shape\":[48,16]",
            "tensor '\(first)': dtype 'F99' is not one of F32, F64, I32, I8, U8, BF16, F16, I64, "
                + "I16, U64, U32, U16, BOOL"
        ),
        (
            "\"F32\",\"shape\":[48,16]", "\"F64\",\"shape\":[48,16]",
            "tensor '\(first)': F64 of shape [48, 16] needs 6144 bytes, and has 3072"
        ),
        ("[48,16]", "[48,17]", "tensor '\(first)': F32 of shape [48, 17] needs 3264 bytes, and has 3072"),
        ("[48,16]", "[-4,6]", "tensor '\(first)': shape is no list of sizes"),
    ]
    static let first = "body.layers.0.self_attn.in_proj_weight"
    static let second = "body.layers.0.self_attn.out_proj.weight"

    @Test("a header that lies about sizes, offsets and types", arguments: lies.indices)
    func header(index: Int) throws {
        let (old, new, reason) = Self.lies[index]
        let path = sample.checkpoint(Self.newest)
        try sample.changeHeader(path, old, new)
        try expectResumed(path, reason)
    }

    @Test("one bit of one number that is not what was written", arguments: ["", ".windows"])
    func rotten(kind: String) throws {
        let path = sample.checkpoint(Self.newest, kind)
        try sample.change(path) { $0[$0.count - 5] ^= 1 }
        try expectResumed(path, "is damaged: its tensors are not what was written")
    }

    @Test("tensors of other names, shapes and types, in files that are sound")
    func otherTensors() throws {
        let path = sample.checkpoint(Self.newest)
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        try sample.changeTensors(path) { tensors in
            tensors.map { tensor in
                let name = tensor.name.replacingOccurrences(of: "norm", with: "gnome")
                return SafetensorsTensor(name: name, shape: tensor.shape, values: tensor.values)
            }
        }
        try expectResumed(path, "is no checkpoint of this run: body.layers.0.norm1.weight is missing")

        try prepareAgain(path, whole)
        try sample.changeTensors(path) { tensors in
            tensors.map { SafetensorsTensor(name: $0.name, shape: $0.shape.reversed(), values: $0.values) }
        }
        try expectResumed(
            path, "is no checkpoint of this run: \(Self.first) has the shape [16, 48], where the run has [48, 16]")

        try prepareAgain(path, whole)
        try sample.changeTensors(path) { $0.filter { $0.name != Self.first } }
        try expectResumed(path, "is damaged: 'optimizer.exp_avg.\(Self.first)' belongs to nothing")
    }

    @Test("windows of other shapes, and of another checkpoint")
    func otherWindows() throws {
        let path = sample.checkpoint(Self.newest, ".windows")
        try sample.changeTensors(path) { tensors in
            tensors.map { SafetensorsTensor(name: $0.name, shape: [$0.values.count], values: $0.values) }
        }
        try expectResumed(
            sample.checkpoint(Self.newest),
            "is no checkpoint of this run: fine.gradient holds 51200 updates, where there is room for 25")
    }

    @Test("windows of another step, and of another checkpoint of the same step")
    func foreignWindows() throws {
        let path = sample.checkpoint(Self.newest, ".windows")
        let windows = try Data(contentsOf: URL(fileURLWithPath: path))
        try sample.change(path) {
            $0 = try Data(contentsOf: URL(fileURLWithPath: sample.checkpoint(sample.older, ".windows")))
        }
        try expectResumed(path, "is damaged: its state is of step \(sample.older)")

        let other = try RecordedRunSample()
        try other.change(other.checkpoint(Self.newest, ".windows")) { $0 = windows }
        try other.changeState(other.checkpoint(Self.newest, ".windows"), { $0.reason = .interval })
        let resumed = try other.run(["resume"], nil, ["--format", "ndjson"])
        let damaged = other.checkpoint(Self.newest, ".windows")
        #expect(
            resumed.said == [
                "groktop: \(damaged): is not of the checkpoint beside it; going on from step \(sample.older) instead"
            ])
        #expect(try resumed.digest == RecordedRunSample.digest())
    }

    /// What a state is made to say, and how that is refused.
    static let states: [(change: @Sendable (inout CheckpointState) -> Void, reason: String)] = [
        ({ $0.step = 99_999 }, "is damaged: its state is of step 99999"),
        ({ $0.step = -1 }, "is damaged: its state is of step -1"),
        ({ $0.reproducedEvents = -1 }, "is damaged: its state is after -1 events"),
        ({ $0.batchGenerator = [] }, "is damaged: its generator has 0 words, not 4"),
        (
            { $0.batchGenerator = [0, 0, 0, 0] },
            "is no checkpoint of this run: the state of its batch generator is not possible"
        ),
        ({ $0.weightDecay = -1 }, "is damaged: its weight decay is -1.0"),
        (
            { $0.weightDecay = 1e300 },
            "is no checkpoint of this run: its weight decay is 1e+300, where the run's was 0.0"
        ),
        (
            { $0.lastNonzeroWeightDecay = 5 },
            "is no checkpoint of this run: its last weight decay but 0 is 5.0, where the run's was 1.0"
        ),
        (
            { $0.adamSteps = 7 },
            "is no checkpoint of this run: its optimizer counts 7 steps, where the run's counted 420"
        ),
        ({ $0.markers.isGrokked.toggle() }, "is no checkpoint of this run: its marks are not the run's"),
    ]

    @Test("a state that cannot be", arguments: states.indices)
    func state(index: Int) throws {
        let (change, reason) = Self.states[index]
        for kind in ["", ".windows"] { try sample.changeState(sample.checkpoint(Self.newest, kind), change) }
        try expectResumed(sample.checkpoint(Self.newest), reason)
    }

    @Test("a state after more or fewer events than there were", arguments: [42, Int.max])
    func otherEvents(count: Int) throws {
        let steps = try sample.run(["export"], nil, ["--format", "ndjson"]).output.split(separator: "\n").compactMap {
            line in
            try JSONDecoder().decode(RunEvent.self, from: Data(line.utf8))
        }.filter(\.isReproduced).map(\.step)
        let fewest = steps.count { $0 < Self.newest }
        for kind in ["", ".windows"] {
            try sample.changeState(sample.checkpoint(Self.newest, kind)) { $0.reproducedEvents = count }
        }
        try expectResumed(
            sample.checkpoint(Self.newest),
            "is no checkpoint of this run: its state is after \(count) events, where step 420 came after \(fewest) to "
                + "\(steps.count)")
    }

    @Test("without one sound checkpoint it goes on from the beginning")
    func none() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: sample.folder + "/checkpoints")
        let checkpoints = names.count { !$0.contains(".windows") }
        for name in names { try sample.change("\(sample.folder)/checkpoints/\(name)") { $0 = $0.dropLast() } }
        let resumed = try sample.run(["resume"], nil, ["--format", "ndjson"])
        #expect(resumed.said.count == 1)
        let newest = sample.checkpoint(Self.newest)
        #expect(resumed.said[0].hasPrefix("groktop: \(newest): the header is not valid: tensors end at byte "))
        #expect(
            resumed.said[0].hasSuffix(
                " (and \(checkpoints - 1) files like it); going on from the run's beginning instead"),
            "\(resumed.said)")
        #expect(try resumed.digest == RecordedRunSample.digest())
        #expect(resumed.output.contains("\"checkpointStep\":0,"))
        let verified = try sample.run(["verify"])
        #expect(verified.exitCode == 0 && verified.said == [])
    }

    @Test("without a folder of checkpoints it goes on from the beginning, and is recorded with new ones")
    func noFolder() throws {
        let folder = sample.folder + "/checkpoints"
        try FileManager.default.removeItem(atPath: folder)
        try sample.run(["export"], nil, ["--format", "safetensors", "--output", sample.file("weights")]).expectRefusal(
            66, "\(sample.folder): the run has no checkpoint; --step derives a step again")
        #expect(!FileManager.default.fileExists(atPath: folder))
        let resumed = try sample.run(["resume"], nil, ["--format", "ndjson"])
        #expect(resumed.said == [] && resumed.exitCode == 0)
        #expect(try resumed.digest == RecordedRunSample.digest())
        #expect(try !FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }

    @Test("a fork of a run whose newest checkpoint is damaged ends in the same bits")
    func fork() throws {
        try sample.change(sample.checkpoint(Self.newest, ".windows")) { $0[$0.count / 2] ^= 1 }
        try sample.changeTensors(sample.checkpoint(Self.newest)) {
            $0.filter { !$0.name.hasPrefix("optimizer.exp_avg.head") }
        }
        let before = try sample.contents()
        let forked = try sample.run(["fork"], nil, ["--at", "\(Self.newest)", "--format", "ndjson"])
        #expect(forked.exitCode == 0, "\(forked.errors)")
        #expect(try forked.digest == RecordedRunSample.digest())
        #expect(
            forked.said.count == 2 && forked.said[1].hasSuffix("; going on from the run's beginning instead"),
            "\(forked.said)")
        let after = try sample.contents().filter { $0.key.hasPrefix(sample.name) }
        #expect(after == before)
    }

    @Test("weights of a damaged checkpoint are refused, and derived again where their step is asked for")
    func weights() throws {
        let (whole, again) = (sample.file("whole"), sample.file("again"))
        #expect(try sample.run(["export"], nil, ["--format", "safetensors", "-o", whole]).exitCode == 0)
        let path = sample.checkpoint(Self.newest)
        try sample.changeTensors(path) { tensors in
            tensors.map { SafetensorsTensor(name: $0.name, shape: $0.shape.reversed(), values: $0.values) }
        }
        let before = try sample.contents()
        try sample.run(["export"], nil, ["--format", "safetensors", "-o", again]).expectRefusal(
            65,
            "\(path): is no checkpoint of this run: \(Self.first) has the shape [16, 48], where the run has [48, 16]")
        #expect(!FileManager.default.fileExists(atPath: again))
        let step = ["--format", "safetensors", "--step", "\(Self.newest)", "-o", again]
        let exported = try sample.run(["export"], nil, step)
        #expect(
            exported.said == [
                "groktop: \(path): is no checkpoint of this run: \(Self.first) has the shape [16, 48], where the run "
                    + "has [48, 16]; "
                    + "deriving step \(Self.newest) again instead",
                "groktop: 30 tensors of step \(Self.newest) in \(again)",
            ])
        #expect(try Data(contentsOf: URL(fileURLWithPath: again)) == Data(contentsOf: URL(fileURLWithPath: whole)))
        #expect(try sample.contents() == before)
    }

    @Test(
        "no older checkpoint takes the place of the newest when that is damaged, and its windows do not matter",
        arguments: [["probe", "readout"], ["export", "--format", "safetensors", "-o"]])
    func newest(command: [String]) throws {
        let output = sample.file("weights")
        func run(_ more: [String] = []) throws -> Program {
            let words =
                command[0] == "probe"
                ? command + [sample.name] : ["export", sample.name] + command.dropFirst() + [output]
            return try Program.run(Program.url.path, words + more + ["--runs", sample.runs])
        }
        let path = sample.checkpoint(Self.newest)
        try sample.change(sample.checkpoint(Self.newest, ".windows")) { $0 = Data("text".utf8) }
        let sound = try run()
        #expect(sound.exitCode == 0 && !sound.errors.contains("damaged"), "\(sound.errors)")
        try? FileManager.default.removeItem(atPath: output)
        try sample.change(path) { $0 = Data("text".utf8) }
        try run().expectRefusal(65, "\(path): 4 bytes are no safetensors file: it starts with 8 bytes of header length")
        #expect(!FileManager.default.fileExists(atPath: output))
        let derived = try run(["--step", "\(Self.newest)"])
        #expect(derived.exitCode == 0 && derived.output == sound.output)
        #expect(
            derived.said.first?.hasSuffix("; deriving step \(Self.newest) again instead") == true, "\(derived.errors)")
    }

    /// The run again as it was copied, with this file in it.
    private func prepareAgain(_ path: String, _ contents: Data) throws {
        let fresh = try RecordedRunSample()
        try FileManager.default.removeItem(atPath: sample.folder)
        try FileManager.default.moveItem(atPath: fresh.folder, toPath: sample.folder)
        try contents.write(to: URL(fileURLWithPath: path))
    }
}
