import RunEvents
import TerminalUI

/// Probes: of the run as it is now, which answers itself, and of its past, which the outside answers.
extension Model {
    /// In the menu.
    mutating func chooseProbe(_ key: Key) -> [Effect] {
        mode = .watching
        if key == .character(ProbeMenu.cancelLetter), place == .now { return cancelProbes() }
        guard let choice = ProbeMenu.choice(key) else { return [] }
        return probe(choice.kind, choice.reach)
    }

    mutating func probe(_ kind: ProbeKind, _ reach: ProbeMenu.Reach) -> [Effect] {
        guard place == .now else { return probePast(kind, reach) }
        if reach == .exact {
            say("this is now: \(entry(kind).keys) probes it")
            return []
        }
        let effects = ask(.probe(kind))
        if !effects.isEmpty { sayHowProbesAre() }
        return effects
    }

    private mutating func cancelProbes() -> [Effect] {
        guard let sentence = ProbeProgress(self).title else {
            say("no probe is under way")
            return []
        }
        let effects = ask(.cancelProbes)
        if !effects.isEmpty { say("to be cancelled: \(sentence)") }
        return effects
    }

    /// - Returns: the probe to make; none where there is no checkpoint for it, which is said.
    private mutating func probePast(_ kind: ProbeKind, _ reach: ProbeMenu.Reach) -> [Effect] {
        guard run.config != nil else {
            say("the run has not begun")
            return []
        }
        let step = shownStep
        guard reach == .nearest else {
            say("\(kind.doing) at \(NumberText.grouped(step)), derived again")
            return [.probe(kind, .exactStep(step))]
        }
        guard let nearest = checkpoints.min(by: { abs($0 - step) < abs($1 - step) }) else {
            let keys = entry(kind).exactKeys
            say("there is no checkpoint: \(keys) derives step \(NumberText.grouped(step)) again", isAlert: true)
            return []
        }
        let nearness = nearest == step ? "" : ", the nearest to \(NumberText.grouped(step))"
        say("\(kind.doing) at the checkpoint of \(NumberText.grouped(nearest))\(nearness)")
        return [.probe(kind, .nearestCheckpoint(nearest))]
    }

    private func entry(_ kind: ProbeKind) -> ProbeMenu.Entry {
        guard let entry = ProbeMenu.entries.first(where: { $0.kind == kind }) else {
            preconditionFailure("\(kind) is not in the menu")
        }
        return entry
    }
}
