/// The three columns that every table of events begins with.
struct EventPlace {
    let sequence: Int
    let reachedStep: Int
    let elapsedSeconds: Double

    init(row: inout ColumnReader) throws(RecordingError) {
        sequence = try row.integer(in: 1...Int.max)
        reachedStep = try row.step()
        elapsedSeconds = try row.elapsedSeconds()
    }
}
