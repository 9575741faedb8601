package import RunEvents

extension RunConfig {
    /// The task's parameters as text for people, `p = 97` or `split simple`: first the known ones in the task's order,
    /// then all others by name. The caller makes them printable.
    package var parameterTexts: [String] {
        let known = TaskList.task(task)?.parameters ?? []
        let others = data.parameters.filter { name, _ in !known.contains { $0.name == name } }
        return known.compactMap { parameter in data.parameters[parameter.name].map(parameter.text) }
            + others.sorted { $0.key < $1.key }.map { name, value in TaskParameter.text(value, label: name) }
    }
}
