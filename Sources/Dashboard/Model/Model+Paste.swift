import TerminalUI

/// Text that was pasted. It goes to a text field and nowhere else: taken for keys, its letters would do whatever they
/// happen to mean.
extension Model {
    mutating func take(_ paste: Paste) {
        guard layout(size) != nil else { return }
        switch mode {
        case .typingWeightDecay(let input, let problem):
            let (input, isChanged) = insert(paste, into: input, WeightDecayInput.accepts)
            mode = .typingWeightDecay(input, problem: isChanged ? nil : problem)
        case .typingCommand(let input, let problem):
            let (input, isChanged) = insert(paste, into: input) { $0.isASCII && $0.value > 32 }
            mode = .typingCommand(input, problem: isChanged ? nil : problem)
        case .asking(let input, let problem):
            let (input, isChanged) = insert(paste, into: input) { _ in true }
            mode = .asking(input, problem: isChanged ? nil : problem)
        case .typingLine(var entry, let problem):
            let (input, isChanged) = insert(paste, into: entry.input) { _ in true }
            entry.input = input
            mode = .typingLine(entry, problem: isChanged ? nil : problem)
        case .typingStep(let input, let problem):
            let (input, isChanged) = insert(paste, into: input, StepInput.accepts)
            mode = .typingStep(input, problem: isChanged ? nil : problem)
        case .typingFork(let step, let input, let problem):
            let (input, isChanged) = insert(paste, into: input, WeightDecayInput.accepts)
            mode = .typingFork(step: step, input, problem: isChanged ? nil : problem)
        case .searching(let input, let problem):
            let (input, isChanged) = insert(paste, into: input) { _ in true }
            mode = .searching(input, problem: isChanged ? nil : problem)
        case .watching, .help, .choosingProbe, .askingToQuit, .askingToRewind, .askingWhatIf:
            say("a paste does nothing here: \(size(of: paste)) ignored")
        }
    }

    /// Inserts the characters of the first line that the field accepts. The end of a line is no Enter.
    private func insert(
        _ paste: Paste, into input: TextInput, _ accepts: (Unicode.Scalar) -> Bool
    ) -> (TextInput, isChanged: Bool) {
        var input = input
        var isChanged = false
        let line = paste.text.unicodeScalars.drop { $0 == "\n" || $0 == "\r" }.prefix { $0 != "\n" && $0 != "\r" }
        for scalar in line where accepts(scalar) {
            if input.handle(.character(scalar)) { isChanged = true }
        }
        return (input, isChanged)
    }

    private func size(of paste: Paste) -> String {
        paste.byteCount == 1 ? "1 byte" : "\(NumberText.grouped(paste.byteCount)) bytes"
    }
}
