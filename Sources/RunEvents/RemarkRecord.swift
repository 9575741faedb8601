/// What the recorder of another program's run has to say about its recording.
package struct RemarkRecord: Sendable, Codable, Equatable {
    /// The newest step that was known.
    package var step: Int
    /// What kind of remark it is.
    package var kind: Kind
    /// How many events were dropped; nil for the other kinds.
    package var count: Int?
    /// The remark, one line. Not yet printable.
    package var message: String

    /// What kind of remark it is.
    package enum Kind: String, Sendable, Codable, CaseIterable {
        /// Events did not get into the recording.
        case dropped
        /// Something ended early, or could not be done.
        case error
        /// Something that a reader of the figures should know.
        case note
    }

    /// Makes a record from its members, which it does not check.
    package init(step: Int, kind: Kind, count: Int? = nil, message: String) {
        (self.step, self.kind, self.count, self.message) = (step, kind, count, message)
    }
}
