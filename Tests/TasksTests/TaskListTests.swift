import Kernels
import RunEvents
import Tasks
import Testing

@Suite("The list of tasks")
struct TaskListTests {
    @Test("each task has a name of its own, and its preset is of that name", arguments: TaskList.names)
    func names(name: TaskName) throws {
        let task = try #require(TaskList.task(name))
        #expect(TaskList.names.count { $0 == name } == 1 && task.preset.task == name)
        #expect(Set(task.preset.data.parameters.keys) == Set(task.parameters.map(\.name)))
    }

    @Test("targets are classes, tokens are in the vocabulary, and both have words", arguments: TaskList.names)
    func vocabulary(name: TaskName) {
        let config = TaskPreset.config(for: name)
        let (data, shape, vocabulary) = (TaskData(config: config), TaskShape(config), TaskVocabulary(config))
        #expect(vocabulary.tokens.count == shape.vocabulary && vocabulary.targets.count == shape.classes)
        #expect(vocabulary.source?.count == shape.sourceVocabulary)
        for sequence in data.train + data.test {
            #expect(sequence.tokens.allSatisfy { (0..<Int32(shape.vocabulary)).contains($0) })
            #expect(sequence.targets.allSatisfy { (-1..<Int32(shape.classes)).contains($0) })
            #expect(sequence.tokens.count <= shape.longestSequence)
            #expect(sequence.targets.contains { $0 >= 0 })
        }
    }

    @Test("coordinates have the names that recordings keep")
    func coordinates() {
        #expect(TaskList.known(.dyck).coordinate.rawValue == "depth")
        #expect(TaskList.known(.scan).coordinate.rawValue == "token")
        for task in TaskList.all.compactMap({ $0 as? ModularTask }) { #expect(task.coordinate.rawValue == "residue") }
    }

    @Test("parameters accept what they say, and nothing else")
    func parameters() throws {
        let modulus = try #require(TaskList.known(.modadd).parameters.first)
        #expect(modulus.value("13") == .integer(13))
        for text in ["12", "-3", "317", "", "1e1", "13.0", "thirteen"] {
            #expect(modulus.value(text) == nil, "\(text)")
        }
        #expect(modulus.text(.integer(13)) == "p = 13" && modulus.optionText(.integer(13)) == "--p 13")
        let split = try #require(TaskList.known(.scan).parameters.first)
        #expect(split.value("length") == .text("length") && split.value("long") == nil)
        #expect(split.text(.text("length")) == "split length")
    }

    @Test("a task that nobody knows has a text made of its name and parameters")
    func unknown() {
        var config = TaskPreset.config(for: .dyck)
        config.task = "made-up\u{1B}"
        config.data.parameters = ["bits": .integer(4), "kind": .text("odd")]
        #expect(TaskText(config).name == "made-up\\u{1B}, bits = 4, kind odd")
        #expect(config.problem == "this groktop has no task 'made-up\\u{1B}'; it can only replay and export such runs")
        // Nor does a known task with parameters that it cannot have end the program.
        config.task = .modadd
        config.data.parameters = ["modulus": .text("x")]
        #expect(TaskText(config).name == "modadd, p x")
    }
}
