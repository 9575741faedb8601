internal import Recording
internal import RunEvents

extension RunReader {
    /// The configuration of a run of the study.
    ///
    /// - Precondition: groktop trains the run, as all that `FoundRun` finds.
    var studiedConfig: RunConfig {
        guard let config = run.config else { preconditionFailure("\(folder.name) is no run of the study") }
        return config
    }
}
