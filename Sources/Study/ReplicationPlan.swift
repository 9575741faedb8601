package import RunEvents
internal import Tasks

/// The runs that a replication stands on, task by task, and which of them are trained.
package struct ReplicationPlan: Sendable, Equatable {
    var tasks: [TaskPlan]

    /// How a run's seed was chosen.
    package enum Cohort: Sendable, Equatable {
        /// It is one of the paper's, or was asked for.
        case published
        /// Only its place in the row of numbers chose it.
        case unselected
    }

    struct TaskPlan: Sendable, Equatable {
        var task: TaskName
        var published: [RunConfig] = []
        var unselected: [RunConfig] = []
        /// The runs that are trained where they are missing; nil where the report takes what is there.
        var trained: Cohort?

        func configs(_ cohort: Cohort) -> [RunConfig] { cohort == .published ? published : unselected }

        /// In the order of the configurations.
        func seeds(_ cohort: Cohort) -> [UInt64] {
            configs(cohort).reduce(into: []) { seeds, config in
                if !seeds.contains(config.seed) { seeds.append(config.seed) }
            }
        }
    }

    /// As published: with weight decay and without, for each seed. The report is of all tasks of the study, as far as
    /// their runs are there.
    ///
    /// - Parameters:
    ///   - task: the one that is trained; nil for all but those whose runs take hours.
    ///   - seeds: of the cohort that is trained; nil for the paper's three, or the task's unselected ones.
    ///   - steps: of the runs that are trained; nil for what the paper's late figures need.
    ///   - cohort: the seeds that are trained.
    package init(task: TaskName?, seeds: [UInt64]?, steps: Int?, cohort: Cohort) {
        tasks = TaskList.studied.map { name in
            let report = TaskList.known(name).report
            let isTrained = task.map { $0 == name } ?? !report.isLong
            let (own, steps) = (isTrained ? seeds : nil, isTrained ? steps : nil)
            var plan = TaskPlan(task: name, trained: isTrained ? cohort : nil)
            let published = cohort == .published ? own : nil
            plan.published = Self.configs(
                name, published ?? Self.publishedSeeds, steps, undecayed: published ?? report.undecayedSeeds)
            // Seeds that were asked for are no one's choice but the asker's, and stand alone.
            guard published == nil else { return plan }
            plan.unselected = Self.configs(name, (cohort == .unselected ? own : nil) ?? report.unselectedSeeds, steps)
            return plan
        }
    }

    /// The plan of given configurations, grouped by task.
    package init(_ configs: [RunConfig], cohort: Cohort) {
        tasks = configs.reduce(into: []) { tasks, config in
            let index = tasks.firstIndex { $0.task == config.task } ?? tasks.endIndex
            if index == tasks.endIndex { tasks.append(TaskPlan(task: config.task, trained: cohort)) }
            if cohort == .published {
                tasks[index].published.append(config)
            } else {
                tasks[index].unselected.append(config)
            }
        }
    }

    /// - Parameter undecayed: the seeds that have a run without weight decay; nil for all.
    private static func configs(
        _ task: TaskName, _ seeds: [UInt64], _ steps: Int?, undecayed: [UInt64]? = nil
    ) -> [RunConfig] {
        seeds.flatMap { seed in
            [1, 0].compactMap { weightDecay in
                guard weightDecay > 0 || undecayed?.contains(seed) ?? true else { return nil }
                var config = TaskPreset.config(for: task)
                config.seed = seed
                config.steps = steps ?? TaskList.known(task).report.steps ?? config.steps
                config.optimizer.weightDecay = weightDecay
                return config
            }
        }
    }

    static let publishedSeeds: [UInt64] = [42, 137, 2024]
}
