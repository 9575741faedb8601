internal import Foundation
internal import Recording

/// Batches of a recording on their way from the thread that reads them to the one that takes them in: of a long
/// recording either is half the work.
final class BatchPipe: @unchecked Sendable {
    private let condition = NSCondition()
    private var batches: [EventBatch] = []
    private var end: Result<Void, any Error>?

    /// Reads on a thread of its own.
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

    /// The next batch, waited for; nil behind the last.
    ///
    /// - Throws: what reading threw, once all that was read before has been taken.
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
