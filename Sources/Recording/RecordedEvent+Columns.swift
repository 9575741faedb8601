internal import RunEvents

extension RecordedEvent {
    /// The table that the event is a row of.
    ///
    /// - Precondition: the event is no `progress`, which is not kept.
    var table: RecordingSchema.Events {
        switch event {
        case .started, .resumed: .session
        case .forked: .fork
        case .evaluation: .evaluation
        case .spectrum: .spectrum
        case .gapFlow: .gapFlow
        case .response: .response
        case .window: .window
        case .command: .command
        case .refused: .refusal
        case .probe: .probe
        case .intervention: .intervention
        case .marker: .marker
        case .progress: preconditionFailure("progress is not kept")
        case .finished: .finish
        }
    }

    /// All columns of its row.
    ///
    /// - Parameter window: W of the run.
    func write(to row: inout some RowSink, window: Int) throws {
        row.integer(sequence)
        row.integer(reachedStep)
        row.real(elapsedSeconds)
        switch event {
        case .started(let record): record.write(to: &row)
        case .resumed(let record): record.write(to: &row)
        case .forked(let record): record.write(to: &row)
        case .evaluation(let record): record.write(to: &row)
        case .spectrum(let record): record.write(to: &row, window: window)
        case .gapFlow(let record): record.write(to: &row, window: window)
        case .response(let record): record.write(to: &row)
        case .window(let record): record.write(to: &row)
        case .command(let record): record.write(to: &row)
        case .refused(let record): record.write(to: &row)
        case .probe(let record): try record.write(to: &row)
        case .intervention(let record): try record.write(to: &row)
        case .marker(let record): record.write(to: &row)
        case .progress: preconditionFailure("progress is not kept")
        case .finished(let record): record.write(to: &row)
        }
    }
}
