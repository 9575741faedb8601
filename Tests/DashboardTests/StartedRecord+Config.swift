import RunEvents

extension StartedRecord {
    /// Changes the configuration of a run that groktop trains.
    mutating func change(_ body: (inout RunConfig) -> Void) {
        guard var config else { preconditionFailure("another program's run has no configuration") }
        body(&config)
        run = .trained(config)
    }
}
