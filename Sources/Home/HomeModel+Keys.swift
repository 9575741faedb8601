import RunEvents
import TerminalUI

/// What the keys do while nothing is typed.
extension HomeModel {
    mutating func perform(_ action: HomeAction) -> [HomeEffect] {
        let page = max(1, (HomeLayout(self)?.rows.height ?? 2) - 1)
        switch action {
        case .up: move(by: -1)
        case .down: move(by: 1)
        case .pageUp: move(by: -page)
        case .pageDown: move(by: page)
        case .first: move(by: -Int(Int32.max))
        case .last: move(by: Int(Int32.max))
        case .switchFocus: focus = focus == .runs ? .presets : .runs
        case .filter: mode = .filtering(TextInput(filter))
        case .sort: sortByNextColumn()
        case .reverse: sort(by: sorting)
        case .mark: mark()
        case .dismiss: dismiss()
        case .nextTheme:
            nextTheme()
            say("theme \(theme.name)")
        case .help: mode = .help
        case .open: return open()
        case .startFirst: return presets.first.map { [.start(preset: $0.name)] } ?? []
        case .replay: return readable { .replay($0.name) }
        case .resume: return resume()
        case .compare: return compare()
        case .fork: fork()
        case .export: export()
        case .remove: remove()
        case .quit, .interrupt: return [.quit]
        case .repaint: return [.repaint]
        case .suspend: return [.suspend]
        }
        return []
    }

    mutating func open() -> [HomeEffect] {
        if focus == .presets {
            return presets.indices.contains(selectedPreset) ? [.start(preset: presets[selectedPreset].name)] : []
        }
        return readable { .open($0.name) }
    }

    /// An effect on the run that the keys mean; none, and the reason in the footer, where there is no run or it cannot
    /// be read.
    private mutating func readable(_ effect: (HomeRun) -> HomeEffect) -> [HomeEffect] {
        withReadable().map { [effect($0)] } ?? []
    }

    private mutating func withReadable() -> HomeRun? {
        guard let run = selectedRun else {
            say(runs?.isEmpty == false ? "no run has what the filter says" : "there are no runs yet")
            return nil
        }
        if let problem = run.problem {
            say(problem, isAlert: true)
            return nil
        }
        return run
    }

    private mutating func resume() -> [HomeEffect] {
        guard let run = withReadable() else { return [] }
        switch run.state {
        case _ where run.isWatched: say("another program trains this run: only that one can go on with it")
        case .running: say("another process trains this run: Enter follows it")
        case .finished: say("this run is finished: f begins another one at one of its steps")
        case .stopped, .interrupted, .failed, .unreadable: return [.resume(run.name)]
        }
        return []
    }

    private mutating func mark() {
        guard let run = selectedRun else { return }
        if let index = marks.firstIndex(of: run.name) { marks.remove(at: index) } else { marks.append(run.name) }
        move(by: 1)
    }

    private mutating func compare() -> [HomeEffect] {
        guard marks.count >= HomeModel.leastCompared else {
            say("two runs or more can be compared: space marks them (marked: \(marks.count))")
            return []
        }
        let broken = (runs ?? []).first { marks.contains($0.name) && $0.problem != nil }
        if let broken {
            say("\(broken.name): \(broken.problem ?? "")", isAlert: true)
            return []
        }
        return [.compare(marks)]
    }

    private mutating func fork() {
        guard let run = withReadable() else { return }
        guard !run.isWatched else {
            return say("another program trains this run: its steps cannot be made again")
        }
        mode = .typingForkStep(run, TextInput(), problem: nil)
    }

    private mutating func export() {
        guard let run = withReadable() else { return }
        mode = .typingTable(run, TextInput(), problem: nil)
    }

    private mutating func remove() {
        let names = marks.isEmpty ? selectedRun.map { [$0.name] } ?? [] : marks
        guard !names.isEmpty else { return say("there is no run to remove") }
        let live = (runs ?? []).first { names.contains($0.name) && $0.state == .running }
        if let live { return say("\(live.name) is being recorded, and is not removed", isAlert: true) }
        mode = .askingToRemove(names)
    }

    private mutating func dismiss() {
        if !marks.isEmpty {
            marks = []
        } else if !filter.isEmpty {
            filter = ""
            arrange()
        } else {
            focus = .runs
        }
    }
}
