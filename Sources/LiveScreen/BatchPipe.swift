internal import Foundation
internal import Recording

/// Carries batches of a recording from a thread that reads them to the thread that adds them to the history. For a long
/// recording each of the two is half of the work.
final class BatchPipe: @unchecked Sendable {
    private let condition = NSCondition()
    private var batches: [EventBatch] = []
    private var end: Result<Void, any Error>?

    /// Begins to read, on a thread of its own.
    init(_ reader: RunReader) {
        let thread = Thread { [self] in
            do {
                try reader.forEachBatch { batch throws(RecordingError) in put(batch) }
                finish(.success(()))
            } catch {
                finish(.failure(error))
            }
        }
        thread.name = "groktop reader"
        thread.stackSize = 1 << 23
        thread.start()
    }

    /// Waits for the next batch; nil after the last.
    ///
    /// - Throws: the error of reading, after all batches that were read before it.
    func next() throws -> EventBatch? {
        condition.lock()
        defer { condition.unlock() }
        while batches.isEmpty {
            if let end {
                try end.get()
                return nil
            }
            condition.wait()
        }
        return batches.removeFirst()
    }

    private func put(_ batch: EventBatch) {
        condition.lock()
        batches.append(batch)
        condition.signal()
        condition.unlock()
    }

    private func finish(_ result: Result<Void, any Error>) {
        condition.lock()
        end = result
        condition.signal()
        condition.unlock()
    }
}
