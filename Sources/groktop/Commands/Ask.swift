internal import ArgumentParser
internal import Console
internal import Foundation
internal import Probes
internal import Recording
internal import Reports
internal import RunEvents
internal import Runs
internal import SpectralEdge
internal import Tasks
internal import Training

/// `groktop ask`: asks a recorded run's network a question. It does not change the recording.
struct Ask: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Ask the network of a recorded run a question, at some of its steps.",
        discussion: """
            Modular arithmetic takes two numbers, such as "17 + 80"; s5 two permutations, such as "21345 13254"; dyck \
            brackets, such as "(()())"; parity its bits; scan a command, such as "jump twice and look", which is \
            answered action by action. The probability of an answer is the product over its places. Without --at the \
            checkpoints at grokking and at the end are asked; a step without a checkpoint is derived again first.
            """)

    @OptionGroup var run: RunArgument

    @Argument(help: "The question.")
    var question: String

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp("A step to ask; may be given several times.", valueName: "step"),
        transform: OptionValue.integer(ConfigLimits.step))
    var at: [Int] = []

    @Option(help: "text, or json: an object a line.", transform: OptionValue.choice(Format.self))
    var format = Format.text

    enum Format: String, CaseIterable, Sendable {
        case text, json
    }

    func run() async throws {
        try StandardOutput.check()
        let reader = try run.reader()
        let config = try reader.config
        try Continuation.check(config, reader.folder)
        let question: Question
        do throws(Question.Problem) {
            question = try config.question(self.question)
        } catch {
            throw Failure.usage("\(error)")
        }
        let last = try reader.summary().progress.step
        if let step = at.first(where: { $0 > last }) {
            throw Failure.usage(
                "--at is \(step); it must be from 0 to \(last), the newest step of \(reader.folder.name)")
        }
        let steps = at.isEmpty ? try RecordedStep.stepsToAsk(of: reader) : at
        guard !steps.isEmpty else {
            throw Failure.noInput("\(reader.folder.path): the run has no checkpoint; --at derives a step again")
        }
        let grokked = try reader.summary().grokkedAt
        let context = ProbeContext(of: config)
        let queue = MeasurementQueue()
        let interruption = Interruption { queue.cancel() }
        defer { interruption.cancel() }
        for (index, step) in steps.enumerated() {
            let found = try await StepSearch.find(step, of: reader) { event in
                if interruption.signal != nil { throw interruption.failure(" at step \(event.step)") }
            }
            let answer = try await queue.answer { job in
                found.answer(question, context, isCancelled: { job.isCancelled })
            }
            guard interruption.signal == nil, let answer else {
                throw interruption.failure(" at step \(found.snapshot.step)")
            }
            let report = AnswerReport(
                run: reader.folder.name, step: step, name: step == grokked ? "grokked" : nil, answer: answer)
            switch format {
            case .json: try StandardOutput.dataLine(JSONText.line(report))
            case .text:
                if index == 0 { try StandardOutput.line(AnswerReport.title(answer, of: reader.folder.name)) }
                try StandardOutput.line(report.line)
            }
        }
    }
}
