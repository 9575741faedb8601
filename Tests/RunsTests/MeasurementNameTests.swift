import RunEvents
import Runs
import Testing

/// Measurements by the names that people give.
@Suite("Names of measurements")
struct MeasurementNameTests {
    @Test("every name that is said to be accepted is one", arguments: MeasurementName.accepted)
    func accepted(name: String) {
        switch MeasurementName(name) {
        case .snapshot(let kind): #expect(kind.command == name)
        case .intervene: #expect(name == Intervention.command)
        case nil: Issue.record("\(name) is refused")
        }
    }

    @Test("another name is none", arguments: ["", "Ablate", "ablation ", "pause"])
    func refused(name: String) {
        #expect(MeasurementName(name) == nil)
    }
}
