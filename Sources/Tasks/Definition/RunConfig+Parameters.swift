package import RunEvents

extension RunConfig {
    /// The task's parameters for people, `p = 97` or `split simple`: those that this program knows in the order of their
    /// task, then all others by name. Not made printable.
    package var parameterTexts: [String] {
        let known = TaskList.task(task)?.parameters ?? []
        let others = data.parameters.filter { name, _ in !known.contains { $0.name == name } }
        return known.compactMap { parameter in data.parameters[parameter.name].map(parameter.text) }
            + others.sorted { $0.key < $1.key }.map { name, value in TaskParameter.text(value, label: name) }
    }
}
