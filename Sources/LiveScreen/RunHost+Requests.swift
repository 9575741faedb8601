internal import Console
internal import Dashboard
internal import Foundation
internal import Recording
internal import RunEvents
internal import Runs
internal import Synchronization

/// What the screen asks for.
extension RunHost {
    /// Returns at once.
    nonisolated func perform(_ effect: Effect) {
        if case .send(let command) = effect {
            steered.withLock { $0 }?.send(command)
            // The run beside it keeps pace.
            switch command {
            case .pace, .pause, .resume: whatIf.withLock { $0 }?.send(command)
            default: break
            }
            return
        }
        // Beside the actor: it may be busy with a fork, and a picture needs nothing of the run.
        if case .savePicture(let picture) = effect {
            Task.detached { [mailbox] in mailbox.put(PictureFiles.save(picture)) }
            return
        }
        Task { await self.answer(effect) }
    }

    private func answer(_ effect: Effect) async {
        do {
            switch effect {
            // These need no recording where the run is trained here.
            case .look(let place, let config): return looks.look(at: place, config, source)
            case .ask(let query, let config): return looks.ask(query, config, source)
            default: break
            }
            guard let source, let folder = source.folder else {
                throw Failure.usage(source?.limit ?? "there is no run")
            }
            switch effect {
            case .fork(let step, let weightDecay): try await fork(folder, at: step, weightDecay)
            case .whatIf(let step, let weightDecay, let pace):
                try beginWhatIf(folder, at: step, weightDecay, pace: pace)
            case .closeWhatIf: await closeWhatIf()
            case .keepWhatIf: try await keepWhatIf()
            case .rewind(let step): try await rewind(folder, to: step)
            case .probe(let kind, let place): probes.answer(kind, place, of: folder)
            case .intervene(let step): intervene(at: step, of: folder)
            case .cancelMeasurements: try cancelMeasurements()
            case .send, .quit, .repaint, .suspend, .savePicture, .look, .ask, .ring, .notify, .remember: break
            }
        } catch {
            mailbox.put(.working(nil))
            mailbox.put(.notice(ErrorText.line(error), isAlert: true))
        }
    }

    /// Asks for an intervention. If there is a trainer, the request goes through it into the recording, so that a
    /// killed run repeats it when it continues.
    private func intervene(at step: Int, of folder: RunFolder) {
        guard !interventions.isUnderWay else { return interventions.sayUnderWay() }
        if isTraining, !isOver, let source {
            source.send(.intervene(step: step))
        } else {
            interventions.begin(at: [step], of: folder)
        }
    }

    /// Begins the interventions whose requests the trainer has recorded.
    func beginInterventions(at steps: [Int]) {
        guard let source, let folder = source.folder else { return }
        source.flush()
        underWay = steps
        interventions.begin(at: steps, of: folder) { [mailbox, weak self] event in
            try source.add(event)
            mailbox.put(event)
            Task { await self?.ended(event.step) }
        }
    }

    private func ended(_ step: Int) { underWay.removeAll { $0 == step } }

    private func cancelMeasurements() throws {
        for step in underWay {
            try source?.add(
                .refused(RefusedRecord(step: step, command: .intervene(step: step), reason: RefusedRecord.cancelled)))
        }
        underWay = []
        let count = probes.cancel() + interventions.cancel()
        mailbox.put(.notice(count == 0 ? "no probe is under way" : "cancelling: \(count)", isAlert: false))
    }

    // MARK: Forks

    /// Makes a fork. Beside a training the fork waits to be resumed, because two trainings at once would only be slow.
    /// In a replay the fork is trained at once.
    private func fork(
        _ folder: RunFolder, at step: Int, _ weightDecay: RunCommand.WeightDecaySetting?
    ) async throws {
        source?.flush()
        let fork = try ForkPlan(step: step, weightDecay: weightDecay).make(
            from: RunReader(folder), in: runsFolder(folder))
        guard !isTraining else {
            mailbox.put(.notice("forked: groktop resume \(fork.name) trains it", isAlert: false))
            return
        }
        await stop()
        try open(fork)
        begin()
    }

    private func rewind(_ folder: RunFolder, to step: Int) async throws {
        try checkRewind(folder, to: step)
        mailbox.put(.working("stopping the run"))
        await stop()
        mailbox.put(.working(nil))
        try goOn(from: folder, at: step)
    }

    /// Checks that a rewind is possible, before the run is stopped for it.
    private func checkRewind(_ folder: RunFolder, to step: Int) throws {
        source?.flush()
        try ForkPlan(step: step).check(RunReader(folder))
    }

    private func goOn(from folder: RunFolder, at step: Int) throws {
        try open(try ForkPlan(step: step).make(from: RunReader(folder), in: runsFolder(folder)))
        begin()
    }
}
