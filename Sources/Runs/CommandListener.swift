internal import Dispatch
internal import Recording
internal import RunEvents
internal import Training

/// Takes the commands that other processes leave in a run's folder, and hands them to its trainer.
final class CommandListener: Sendable {
    private let folder: CommandFolder
    private let trainer: Trainer
    private let recorder: RunRecorder
    private let queue = DispatchQueue(label: "groktop.commands", qos: .utility)
    private let ticker: Ticker

    /// Seconds between two looks: soon enough for a person, at the price of opening a folder five times a second.
    private static let interval = 0.2

    /// Commands that are there already came before this process and are refused: whoever left them did not mean it.
    init(_ folder: CommandFolder, trainer: Trainer, recorder: RunRecorder) {
        (self.folder, self.trainer, self.recorder) = (folder, trainer, recorder)
        ticker = Ticker(queue: queue, seconds: Self.interval)
        for taken in folder.take() {
            if case .success(let command) = taken.command {
                refuse(command, "it came before this process began", taken.request)
            }
        }
    }

    func start() { ticker.start { [weak self] in self?.look() } }

    /// Takes no more, and refuses what came too late for the trainer.
    func end() {
        ticker.stop()
        queue.sync {}
        for sent in trainer.commands.takeAll() {
            if let request = sent.request { refuse(sent.command, TrainerControl.isOver, request) }
        }
    }

    private func look() {
        for taken in folder.take() {
            switch taken.command {
            case .success(let command):
                if !trainer.commands.send(command, request: taken.request) {
                    refuse(command, "\(CommandQueue.capacity) commands wait already", taken.request)
                }
            case .failure(let problem):
                let request = PrintableText.line(String(taken.request.prefix(40)))
                recorder.record(
                    .remark(
                        RemarkRecord(
                            step: recorder.reachedStep, kind: .error,
                            message: "the command file \(request) \(problem.text)")))
            }
        }
    }

    private func refuse(_ command: RunCommand, _ reason: String, _ request: String) {
        recorder.record(
            .refused(
                RefusedRecord(step: recorder.reachedStep, command: command, reason: reason, request: request)))
    }
}
