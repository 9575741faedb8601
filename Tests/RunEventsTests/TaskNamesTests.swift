import RunEvents
import Testing

@Suite("Names of tasks, parameters and coordinates")
struct TaskNamesTests {
    @Test(
        "a coordinate comes back from its name",
        arguments: [
            (TaskCoordinate.depth, "depth"), (.residue, "residue"), (.token, "token"),
            (TaskCoordinate("permutation", .nominal), "permutation"),
            (TaskCoordinate("length", .quantity), "length:quantity"), (TaskCoordinate("hour", .cyclic), "hour:cyclic"),
            (TaskCoordinate("depth", .nominal), "depth:nominal"),
        ])
    func coordinates(coordinate: TaskCoordinate, text: String) {
        #expect(coordinate.rawValue == text && TaskCoordinate(rawValue: text) == coordinate)
    }

    @Test(
        "what is no coordinate's name is refused",
        arguments: [
            "", ":", ":quantity", "depth:", "depth:deep", "a\u{1B}[31m", "ж", String(repeating: "x", count: 41),
        ])
    func refused(text: String) {
        #expect(TaskCoordinate(rawValue: text) == nil)
    }

    @Test("a configuration keeps parameters that no task here has, and passes over what is none") func parameters()
        throws
    {
        let text = """
            {"batchSequences":3,"bits":40,"fraction":0.5,"kind":"sparse","list":[1],"masked":true,"nothing":null,\
            "testSequences":2,"trainSequences":1}
            """
        let config = try JSONText.value(DataConfig.self, text)
        #expect(
            config.parameters == [
                "bits": .integer(40), "fraction": .number(0.5), "kind": .text("sparse"), "masked": .flag(true),
            ])
        #expect(try JSONText.value(DataConfig.self, JSONText.line(config)) == config)
    }

    @Test("the JSON of a configuration is that of the first format") func json() throws {
        let config = DataConfig(
            trainSequences: 1, testSequences: 2, batchSequences: 3, parameters: ["modulus": .integer(97)])
        #expect(
            try JSONText.line(config) == #"{"batchSequences":3,"modulus":97,"testSequences":2,"trainSequences":1}"#)
    }
}
