internal import Foundation

/// How runs stand where Slurm works on them. Run folders come first; Slurm is asked about the others only.
struct SlurmView {
    /// What Slurm knows; nil where it does not answer.
    let queue: SlurmQueue?
    let batches: [SlurmBatch]
    /// The batches whose ids were written down: Slurm has had them.
    let taken: Set<Int>
    /// How jobs that Slurm's queue has forgotten ended, by batch and index; empty without accounting.
    var accounted: [SlurmAccounting.Place: String] = [:]
    let now: Double

    /// A job may be over before its files are seen on another machine. For so many seconds it counts as running.
    static let visibility = 60.0

    /// The statuses, with what Slurm knows of runs that are not at their ends and that nobody works on.
    func completed(_ statuses: [CellStatus]) -> [CellStatus] {
        let places = newestPlaces
        let entries = Dictionary(
            (queue?.entries ?? []).map { (SlurmAccounting.Place(batch: $0.batch, index: $0.index), $0) },
            uniquingKeysWith: { $1 })
        return statuses.map { status in
            guard [.pending, .interrupted].contains(status.state), let place = places[status.cell.name] else {
                return status
            }
            return judged(status, entries[place], place)
        }
    }

    /// The last batch that each run was given to Slurm in.
    private var newestPlaces: [String: SlurmAccounting.Place] {
        var places: [String: SlurmAccounting.Place] = [:]
        for batch in batches {
            for (index, name) in batch.cells.enumerated() {
                places[name] = SlurmAccounting.Place(batch: batch.number, index: index)
            }
        }
        return places
    }

    private func judged(
        _ status: CellStatus, _ entry: SlurmQueue.Entry?, _ place: SlurmAccounting.Place
    ) -> CellStatus {
        var status = status
        guard queue != nil else {
            (status.state, status.reason) = (.unknown, "Slurm does not answer")
            return status
        }
        guard let entry else {
            guard taken.contains(place.batch) else { return status }
            if let end = accounted[place] { return ended(status, end, "") }
            (status.state, status.reason) = (.lost, "Slurm knows nothing of its job any more")
            return status
        }
        if entry.isQueued {
            status.state = .queued
            status.reason = entry.reason == "None" ? status.reason : "Slurm: \(entry.reason)"
        } else if entry.isRunning || entry.end.map({ now - $0 < Self.visibility }) == true {
            status.state = .running
        } else {
            return ended(status, entry.state, entry.reason)
        }
        return status
    }

    /// A job that is over, and whose run is not at its end.
    private func ended(_ status: CellStatus, _ state: String, _ reason: String) -> CellStatus {
        var status = status
        let known = status.reason.map { "; \($0)" } ?? ""
        status.reason = "its job ended as \(state)\(["", "None", state].contains(reason) ? "" : " (\(reason))")\(known)"
        // Whoever cancels a sweep wants to go on with it, or not.
        if !state.hasPrefix("CANCELLED") { status.state = .failed }
        return status
    }
}
