import RunEvents
import Testing

@Suite("The catalogue of measurements")
struct MeasurementKindTests {
    @Test("names, commands and letters are all different")
    func different() {
        let all = MeasurementKind.all
        #expect(Set(all.map(\.name)).count == all.count && Set(all.map(\.command)).count == all.count)
        #expect(Set(all.map(\.letter)).count == all.count)
    }

    @Test("each comes back from its name and its command, and its answers name it", arguments: MeasurementKind.all)
    func comesBack(kind: MeasurementKind) {
        #expect(MeasurementKind(rawValue: kind.name) == kind && MeasurementKind(command: kind.command) == kind)
        #expect(kind.record.measurement == kind)
    }

    @Test("another name is none", arguments: ["", "Ablate", "ablation ", "pause"])
    func refused(name: String) {
        #expect(MeasurementKind(command: name) == nil && MeasurementKind(rawValue: name) == nil)
    }
}
