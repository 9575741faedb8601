package import RunEvents
internal import Tasks

/// The runs that a replication stands on, task by task.
package struct ReplicationPlan: Sendable, Equatable {
    var tasks: [TaskPlan]

    struct TaskPlan: Sendable, Equatable {
        var task: TaskName
        var configs: [RunConfig]

        /// In the order of the configurations.
        var seeds: [UInt64] {
            configs.reduce(into: []) { seeds, config in if !seeds.contains(config.seed) { seeds.append(config.seed) } }
        }
    }

    /// As published: with weight decay and without, for each seed.
    ///
    /// - Parameters:
    ///   - seeds: nil for the paper's three, or fewer where a task says so.
    ///   - steps: nil for what the paper's late figures need.
    package init(tasks: [TaskName], seeds: [UInt64]?, steps: Int?) {
        self.tasks = tasks.map { task in
            let report = TaskList.known(task).report
            let seeds = seeds ?? report.seeds ?? Self.publishedSeeds
            let configs = seeds.flatMap { seed in
                [1, 0].map { weightDecay in
                    var config = TaskPreset.config(for: task)
                    config.seed = seed
                    config.steps = steps ?? report.steps ?? config.steps
                    config.optimizer.weightDecay = weightDecay
                    return config
                }
            }
            return TaskPlan(task: task, configs: configs)
        }
    }

    /// Of configurations as they are, those of one task together.
    package init(_ configs: [RunConfig]) {
        tasks = configs.reduce(into: []) { tasks, config in
            if let index = tasks.firstIndex(where: { $0.task == config.task }) {
                tasks[index].configs.append(config)
            } else {
                tasks.append(TaskPlan(task: config.task, configs: [config]))
            }
        }
    }

    static let publishedSeeds: [UInt64] = [42, 137, 2024]
}
