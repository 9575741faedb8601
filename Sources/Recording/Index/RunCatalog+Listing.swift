extension RunCatalog {
    /// A folder, and what a list shows of it.
    package struct Listed: Sendable, Equatable {
        /// The folder that was found.
        package var folder: RunFolder
        /// What the list shows, or why the run cannot be read.
        package var facts: Result<RunFacts, RecordingError>
        /// Bytes of all its files.
        package var bytes: Int
    }

    /// The same folders in the same order as `list`, with the few facts of a list. With an index, only folders that
    /// have changed since are opened, and runs that are being recorded.
    ///
    /// - Throws: `RecordingError` where there is a runs folder that cannot be read. Where there is none, there are no
    ///   runs.
    package func listing() throws(RecordingError) -> [Listed] { try RunLister(self).refresh() }
}
