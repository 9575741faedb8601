package import RunEvents

/// The source of the events on the screen: what it is called, and what can be asked of it.
///
/// Footer, menu and help show what the source can do. A key for something else says why it does nothing.
package struct Source: Hashable, Sendable {
    /// What kind of source it is.
    package var kind: Kind
    /// What can be asked of it.
    package var capabilities: SourceCapabilities
    /// Why it cannot do all that its kind can, as a line on the screen; nil where it can.
    package var limit: String?

    /// Where the events come from.
    package enum Kind: Hashable, Sendable {
        /// A run that goes on in this process, and takes commands.
        case live
        /// A recording, by its name.
        case replay(name: String)
        /// A run that another process records, by the recording's name.
        case following(name: String)
        /// A run whose events come in as a stream.
        case stream
    }

    /// - Parameters:
    ///   - kind: where the events come from.
    ///   - capabilities: what can be asked of the source.
    ///   - limit: why it cannot do all that its kind can, as a line on the screen; nil where it can.
    package init(_ kind: Kind, capabilities: SourceCapabilities, limit: String? = nil) {
        (self.kind, self.capabilities, self.limit) = (kind, capabilities, limit)
    }

    /// A run that is trained here and recorded.
    package static let live = Source(.live, capabilities: .trained)

    /// A recording of a run that can be trained here.
    package static func replay(name: String) -> Source { Source(.replay(name: name), capabilities: .recorded) }

    /// A recording that another process writes, of a run that can be trained here.
    package static func following(name: String) -> Source { Source(.following(name: name), capabilities: .recorded) }

    /// Whether the run is trained by this process.
    var isLive: Bool { kind == .live }
}
