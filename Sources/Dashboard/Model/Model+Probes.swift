import RunEvents
import TerminalUI

/// Probes: of the run as it is now, which answers itself, and of its past, which the outside answers. Interventions are
/// the outside's always.
extension Model {
    /// In the menu.
    mutating func chooseProbe(_ key: Key) -> [Effect] {
        mode = .watching
        if key == .character(ProbeMenu.cancelLetter) { return cancelProbes() }
        guard let choice = ProbeMenu.choice(key) else { return [] }
        return choice.measurement.subject == .forks
            ? intervene(choice.measurement, choice.reach) : probe(choice.measurement, choice.reach)
    }

    mutating func probe(_ kind: MeasurementKind, _ reach: ProbeMenu.Reach) -> [Effect] {
        guard place == .now || place == .steered && run.isWatched else {
            return find(kind, reach).map { [.probe(kind, $0)] } ?? []
        }
        if reach == .exact {
            say("this is now: \(kind.keys) probes it")
            return []
        }
        let effects = ask(.probe(kind))
        if !effects.isEmpty { sayHowProbesAre() }
        return effects
    }

    private mutating func intervene(_ kind: MeasurementKind, _ reach: ProbeMenu.Reach) -> [Effect] {
        let place = find(kind, reach) { [run] in $0 < run.description?.lastStep ?? 0 }
        return place.map { [.intervene($0.step)] } ?? []
    }

    /// First of the run as it is now; what the outside has under way is not known here.
    private mutating func cancelProbes() -> [Effect] {
        guard place == .now, let sentence = ProbeProgress(run, expected).title else { return [.cancelMeasurements] }
        let effects = ask(.cancelProbes)
        if !effects.isEmpty { say("cancelling: \(sentence)") }
        return effects
    }

    /// Says where it is going to be.
    ///
    /// - Parameter isPossible: of a checkpoint's step.
    /// - Returns: nil where there is no such place, which is said.
    private mutating func find(
        _ kind: MeasurementKind, _ reach: ProbeMenu.Reach,
        where isPossible: (Int) -> Bool = { _ in true }
    ) -> ProbePlace? {
        guard run.description != nil else {
            say("the run has not begun")
            return nil
        }
        let step = shownStep
        guard reach == .nearest else {
            say("\(kind.doing) at \(NumberText.grouped(step)), derived again")
            return .exactStep(step)
        }
        guard let nearest = checkpoints.filter(isPossible).min(by: { abs($0 - step) < abs($1 - step) }) else {
            say(
                "there is no checkpoint: \(kind.exactKeys) derives step \(NumberText.grouped(step)) again",
                isAlert: true)
            return nil
        }
        let nearness = nearest == step ? "" : ", the nearest to \(NumberText.grouped(step))"
        say("\(kind.doing) at the checkpoint of \(NumberText.grouped(nearest))\(nearness)")
        return .nearestCheckpoint(nearest)
    }
}
