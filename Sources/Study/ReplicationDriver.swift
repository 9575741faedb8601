internal import Console
internal import Foundation
internal import Recording
package import Replication
internal import RunEvents
internal import Runs

/// Carries out a plan, task by task: it trains, probes and writes reports. It does not repeat work that is there, so it
/// continues after an interruption.
package struct ReplicationDriver {
    let plan: ReplicationPlan
    let folder: ReplicationFolder
    let threads: Int
    /// The command that made the report, as the report prints it.
    let command: String
    let trains: Training
    /// The line of progress on standard error. Clear it before printing another line.
    package let progress = ReplicationProgress()
    let stop: ReplicationStop

    /// Whether missing runs are trained.
    package enum Training { case missing, none }

    /// - Parameters:
    ///   - plan: the runs that the report stands on.
    ///   - folder: the place of runs and reports.
    ///   - threads: threads that compute.
    ///   - command: the command that made the report, as the report prints it.
    ///   - trains: whether missing runs are trained.
    ///   - stop: ends the work early.
    package init(
        plan: ReplicationPlan, folder: ReplicationFolder, threads: Int, command: String, trains: Training,
        stop: ReplicationStop
    ) {
        (self.plan, self.folder, self.threads) = (plan, folder, threads)
        (self.command, self.trains, self.stop) = (command, trains, stop)
    }

    /// So many of the seeds that were not selected get forks with other weight decays.
    static let unselectedInterventions = 5

    private var kept: KeptProbes { KeptProbes(folder: folder.probes) }
    private var interventions: ReplicationInterventions {
        ReplicationInterventions(kept: kept, threads: threads, progress: progress, stop: stop)
    }
    private var probing: ReplicationProbing {
        ReplicationProbing(kept: kept, threads: threads, progress: progress, stop: stop)
    }

    private var published: PublishedProbing { PublishedProbing(kept: kept, progress: progress, stop: stop) }

    /// - Returns: nil where it was stopped.
    package func run() async throws -> Results? {
        if trains == .missing { try folder.make() }
        var results = Results(version: ProgramVersion.current, command: command, tasks: [])
        for (index, task) in plan.tasks.enumerated() {
            if trains == .missing { try await train(task) }
            if stop.isStopped { return nil }
            let runs = try finished(task, .published)
            let unselected = try finished(task, .unselected)
            guard !runs.isEmpty || !unselected.isEmpty else { continue }
            try folder.make()
            let isLast = index == plan.tasks.count - 1
            try await measure(task, .published, runs, isLast: isLast && unselected.isEmpty)
            try await measure(task, .unselected, unselected, isLast: isLast)
            if stop.isStopped { return nil }
            progress.clear()
            results.tasks.append(
                TaskResults(
                    task: task.task, seeds: try seeds(task, .published, runs),
                    unselected: try seeds(task, .unselected, unselected)))
            // After each task: a long one may be interrupted.
            try ReplicationFiles.write(results, to: folder)
        }
        guard !results.tasks.isEmpty else {
            throw Failure.noInput(
                "\(folder.runs.path): none of the runs is there and finished; without --no-train they are trained")
        }
        return results
    }

    // MARK: Training

    private func train(_ task: ReplicationPlan.TaskPlan) async throws {
        guard let cohort = task.trained else { return }
        let entries = try RunCatalog(folder.runs).list()
        let jobs = try task.configs(cohort).compactMap { config -> ReplicationTraining.Job? in
            let budget = ReplicationTraining.budget(config, cohort)
            return switch try FoundRun.find(config, among: entries) {
            case .finished: nil
            case .unfinished(let folder, let step):
                ReplicationTraining.Job(config: config, folder: folder, step: step, budget: budget)
            case .missing: ReplicationTraining.Job(config: config, folder: nil, step: 0, budget: budget)
            }
        }
        let steps = jobs.reduce(0) { $0 + $1.config.steps - $1.step }
        progress.begin("\(task.task.rawValue): training", unit: "steps", total: steps, isLast: false)
        defer { progress.clear() }
        try await ReplicationTraining(runsFolder: folder.runs, threads: threads, progress: progress, stop: stop).run(
            jobs)
    }

    // MARK: Measuring

    private func finished(
        _ task: ReplicationPlan.TaskPlan, _ cohort: ReplicationPlan.Cohort
    ) throws -> [RunReader] {
        let entries = try RunCatalog(folder.runs).list()
        return try task.configs(cohort).compactMap { config in
            guard case .finished(let folder) = try FoundRun.find(config, among: entries) else { return nil }
            return try RunReader(folder)
        }
    }

    private func measure(
        _ task: ReplicationPlan.TaskPlan, _ cohort: ReplicationPlan.Cohort, _ runs: [RunReader], isLast: Bool
    ) async throws {
        var probes: [ReplicationProbing.Job] = []
        var published: [PublishedProbing.Job] = []
        var forks: [ReplicationInterventions.Job] = []
        for (index, seed) in try seeds(task, cohort, runs).enumerated() {
            let isForked = cohort == .published || index < Self.unselectedInterventions
            for reader in runs where reader.studiedConfig.seed == seed.seed {
                probes += probing.missing(reader, seed.places.steps)
                let run = [seed.decayed, seed.undecayed].first { $0?.name == reader.folder.name } ?? nil
                if let run {
                    published += [
                        self.published.missing(
                            reader, grokkedAt: run.grokkedAt, lastStep: run.lastStep,
                            needsUndecayedTrail: cohort == .published)
                    ].compactMap(\.self)
                }
                guard reader.studiedConfig.optimizer.weightDecay > 0, trains == .missing, isForked else { continue }
                forks += [
                    interventions.missing(reader, seed.places.intervention),
                    seed.places.publishedIntervention == seed.places.intervention
                        ? nil : interventions.missing(reader, seed.places.publishedIntervention),
                ].compactMap(\.self)
            }
        }
        try await measure(task, probes, published, forks, isLast: isLast)
    }

    private func measure(
        _ task: ReplicationPlan.TaskPlan, _ probes: [ReplicationProbing.Job], _ published: [PublishedProbing.Job],
        _ forks: [ReplicationInterventions.Job], isLast: Bool
    ) async throws {
        let name = task.task.rawValue
        let total = probes.reduce(0) { $0 + $1.kinds.count }
        progress.begin(
            "\(name): probing", unit: "probes", total: total, isLast: isLast && forks.isEmpty && published.isEmpty)
        defer { progress.clear() }
        do {
            try await probing.run(probes)
            progress.begin(
                "\(name): measuring as published", unit: "runs", total: published.count,
                isLast: isLast && forks.isEmpty)
            try await self.published.run(published)
            progress.begin(
                "\(name): intervening", unit: "steps", total: ReplicationInterventions.units(forks), isLast: isLast)
            try await interventions.run(forks)
        } catch  where stop.isStopped {
            if let failure = stop.failure { throw failure }
        }
    }

    /// The runs by seed, with what was measured of them.
    private func seeds(
        _ task: ReplicationPlan.TaskPlan, _ cohort: ReplicationPlan.Cohort, _ runs: [RunReader]
    ) throws -> [SeedRuns] {
        try task.seeds(cohort).compactMap { seed in
            let own = runs.filter { $0.studiedConfig.seed == seed }
            guard !own.isEmpty else { return nil }
            let bare = try pair(seed, own.map { ($0, []) })
            let parent = own.first { $0.studiedConfig.optimizer.weightDecay > 0 }
            return try pair(
                seed, own.map { ($0, probing.records($0, bare.places.steps)) },
                parent.flatMap { interventions.record($0, bare.places.intervention) },
                parent.flatMap { interventions.record($0, bare.places.publishedIntervention) })
        }
    }

    private func pair(
        _ seed: UInt64, _ runs: [(reader: RunReader, probes: [ProbeRecord])],
        _ intervention: InterventionRecord? = nil, _ publishedIntervention: InterventionRecord? = nil
    ) throws -> SeedRuns {
        let measured = try runs.map { reader, probes in
            let summary = try reader.summary()
            let run = MeasuredRun(
                name: reader.folder.name, identifier: reader.reference.identifier, version: summary.version,
                config: reader.studiedConfig, events: try reader.events().map(\.event), probes: probes)
            return run.with(
                published.testCurvatures(reader, lastStep: run.lastStep),
                published.gapTrail(reader, grokkedAt: run.grokkedAt, lastStep: run.lastStep))
        }
        return SeedRuns(
            seed: seed, decayed: measured.first { $0.weightDecay > 0 },
            undecayed: measured.first { $0.weightDecay == 0 }, intervention: intervention,
            publishedIntervention: publishedIntervention)
    }
}
