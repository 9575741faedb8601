import Foundation
import Kernels
import RunEvents
import Testing

@Suite("Kernels of OpenBLAS")
struct KernelChoiceTests {
    private static func core(_ environment: [String: String]) throws -> String {
        let program = try Program.run(
            Program.url.path, ["train", "--steps", "1", "--no-record", "--test-size", "10"], environment: environment)
        #expect(program.exitCode == 0 && program.errors.isEmpty, "\(program.errors)")
        let line = try #require(program.output.split(separator: "\n").first)
        guard case .started(let record) = try JSONDecoder().decode(RunEvent.self, from: Data(line.utf8)) else {
            return ""
        }
        return record.engine.blasCore
    }

    @Test(
        "a processor that OpenBLAS does not know is not left with its oldest kernels",
        .enabled(if: MatrixProduct.runnableCoreName != nil))
    func unknownProcessor() throws {
        #expect(
            try Self.core([:]) != "Prescott" || ProcessInfo.processInfo.environment["OPENBLAS_CORETYPE"] == "Prescott")
    }

    #if os(Linux) && arch(x86_64)
        @Test("what the user has chosen stays") func chosen() throws {
            #expect(try Self.core(["OPENBLAS_CORETYPE": "Prescott"]) == "Prescott")
        }
    #endif
}
