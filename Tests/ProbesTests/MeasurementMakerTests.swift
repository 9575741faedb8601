import Kernels
import Probes
import RunEvents
import Synchronization
import Tasks
import Testing

/// Tests the behaviour that all probes share.
@Suite("Probes: progress and cancelling")
struct MeasurementMakerTests {
    private static let strings = ProbeSetting(.dyck)
    private static let sums = ProbeSetting(.modadd)

    /// A model that the measurement can be made of.
    private static func setting(_ kind: MeasurementKind) -> ProbeSetting {
        strings.context.config.reasonToRefuse(kind) == nil ? strings : sums
    }

    private static func context(_ kind: MeasurementKind) -> ProbeContext {
        let context = setting(kind).context
        return ProbeContext(
            model: context.model, config: context.config, test: Array(context.sequences),
            train: Array(context.sequences.prefix(20)))
    }

    @Test(
        "progress goes from 0 to 1 and never back; attention and Fourier have none", arguments: MeasurementKind.probes)
    func progress(kind: MeasurementKind) throws {
        let shares = Mutex<[Double]>([])
        let record = MeasurementMaker.measure(
            kind, Self.context(kind), Self.setting(kind).snapshot, isCancelled: { false }
        ) {
            done in
            shares.withLock { $0.append(done) }
        }
        #expect(record?.kind == kind)
        let told = shares.withLock { $0 }
        #expect(told == told.sorted() && told.allSatisfy { (0...1).contains($0) })
        #expect(told.isEmpty == [.attention, .fourier].contains(kind))
        // Lanczos may find the eigenvalue with fewer products than allowed.
        if !told.isEmpty, kind != .curvature { #expect(told.last == 1) }
    }

    @Test("cancelled at any of its questions a probe gives up", arguments: MeasurementKind.probes)
    func cancelled(kind: MeasurementKind) {
        let questions = Atomic<Int>(0)
        _ = MeasurementMaker.measure(
            kind, Self.context(kind), Self.setting(kind).snapshot,
            isCancelled: {
                questions.wrappingAdd(1, ordering: .relaxed); return false
            })
        let all = questions.load(ordering: .relaxed)
        #expect(all >= 2)
        for limit in [0, 1, all / 4, all / 2] {
            let asked = Atomic<Int>(0)
            let record = MeasurementMaker.measure(
                kind, Self.context(kind), Self.setting(kind).snapshot,
                isCancelled: { asked.wrappingAdd(1, ordering: .relaxed).oldValue >= limit })
            #expect(record == nil, "after \(limit) of \(all) questions")
        }
    }

    @Test(
        "two lanes give what one did: the same bits each time",
        arguments: [MeasurementKind.ablation, .perturbation, .readout])
    func repeated(kind: MeasurementKind) throws {
        let first = try #require(
            MeasurementMaker.measure(kind, Self.context(kind), Self.setting(kind).snapshot, isCancelled: { false }))
        for _ in 0..<3 {
            #expect(
                MeasurementMaker.measure(kind, Self.context(kind), Self.setting(kind).snapshot, isCancelled: { false })
                    == first)
        }
    }
}
