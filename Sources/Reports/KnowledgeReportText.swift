internal import Dashboard
internal import RunEvents
internal import TerminalUI

/// The text of a look at what a network knows. The table of all pairs is in the JSON alone.
enum KnowledgeReportText {
    static func lines(_ record: KnowledgeRecord, _ run: String) -> [String] {
        let title = "knowledge of \(run) at step \(NumberText.grouped(record.step)):"
        return [title] + (record.table.map(table) ?? []) + embedding(record) + record.samples.map(sample)
    }

    private static func table(_ table: KnowledgeRecord.Table) -> [String] {
        [(true, "trained on"), (false, "held out")].map { trained, name in
            let (right, all) = table.count(trained: trained)
            return row(
                name, "\(NumberText.grouped(right)) of \(NumberText.grouped(all)) pairs right")
        }
    }

    private static func embedding(_ record: KnowledgeRecord) -> [String] {
        let circle = record.circle.map {
            row("circle", "of frequency \($0.frequency), \(NumberText.fixed($0.share, decimals: 3)) of the power")
        }
        let spectrum = record.spectrum.map { spectrum in
            let peaks = spectrum.top.map { "\($0.frequency): \(NumberText.fixed($0.share, decimals: 3))" }
            return row("spectrum", "largest \(peaks.joined(separator: "  "))")
        }
        return [circle, spectrum].compactMap(\.self)
    }

    private static func sample(_ answer: ModelAnswer) -> String {
        let error = answer.firstError
        let said = answer.predictions.enumerated().map { index, prediction in
            index == error ? "!\(prediction.word)" : prediction.word
        }
        let right = error.flatMap { error in answer.truth.map { error < $0.count ? $0[error] : "nothing" } }
        return "  \(answer.question.joined(separator: " ")) → \(said.joined(separator: " "))"
            + (right.map { "   ! is \($0)" } ?? "") + "   p \(AnswerText.probability(answer.probability))"
    }

    private static func row(_ name: String, _ text: String) -> String {
        "  \(NumberText.left(name, width: 18)) \(text)"
    }
}
