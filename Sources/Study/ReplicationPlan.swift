package import RunEvents
internal import Tasks

/// The runs of a replication, task by task.
package struct ReplicationPlan: Sendable, Equatable {
    var tasks: [TaskPlan]

    struct TaskPlan: Sendable, Equatable {
        var task: TaskName
        var configs: [RunConfig]

        /// The seeds, in the order of the configurations.
        var seeds: [UInt64] {
            configs.reduce(into: []) { seeds, config in if !seeds.contains(config.seed) { seeds.append(config.seed) } }
        }
    }

    /// The plan of the published study: for each seed one run with weight decay and one without.
    ///
    /// - Parameters:
    ///   - seeds: the seeds; nil for the paper's three, or fewer where a task says so.
    ///   - steps: optimizer steps of each run; nil for as many as the paper's late figures need.
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

    /// The plan of given configurations, grouped by task.
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
