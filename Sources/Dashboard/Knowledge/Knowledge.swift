package import RunEvents

/// What the screen has seen of the network's answers, and what it has asked for.
package struct Knowledge: Sendable {
    /// How much of the screen the panel takes.
    package var extent = Extent.lowerRow
    /// The newest look; nil before the first.
    package private(set) var record: KnowledgeRecord?
    /// Whether the newest look was at the parameters that a trainer in this process had.
    private(set) var isLive = false
    /// Why the last look failed; nil where it did not.
    package private(set) var problem: String?

    /// The request under way; nil for none.
    private var asked: LookPlace?
    /// The request that was answered last.
    private var settled: LookPlace?

    /// How much of the screen the panel takes.
    package enum Extent: Hashable, Sendable {
        /// Its place in the lower row, where it is chosen for it.
        case lowerRow
        /// Everything below the time axis.
        case belowAxis
        /// Everything between header and footer.
        case screen
    }

    /// No looks.
    package init() {}

    /// Forgets everything but the extent: another run is on the screen.
    mutating func forget() { self = Knowledge(extent: extent) }

    private init(extent: Extent) { self.extent = extent }

    /// Asks for a look, where it is not the one that is there or under way.
    ///
    /// - Returns: whether the request is new.
    mutating func ask(_ place: LookPlace) -> Bool {
        guard place != asked, asked != nil || place == .nextEvaluation || place != settled else { return false }
        asked = place
        return true
    }

    /// Nothing is wanted: an answer under way is dropped when it comes.
    mutating func stopAsking() { asked = nil }

    /// Takes the answer to a request in. An answer to an older request shows the way there as long as both are about
    /// the past; any other is dropped.
    mutating func take(_ place: LookPlace, _ result: Result<KnowledgeRecord, LookFailure>) {
        guard let asked, asked == place || !asked.isLive && !place.isLive else { return }
        if asked == place { (self.asked, settled) = (nil, place) }
        switch result {
        case .success(let record): (self.record, problem, isLive) = (record, nil, place.isLive)
        case .failure(let failure): problem = failure.reason
        }
    }
}
