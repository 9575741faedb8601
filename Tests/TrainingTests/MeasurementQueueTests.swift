import Synchronization
import Testing
import Training

@Suite("The queue of measurements")
struct MeasurementQueueTests {
    /// Holds a job until it is let go.
    private final class Gate: Sendable {
        private let isOpen = Atomic<Bool>(false)
        let isReached = Atomic<Bool>(false)
        func open() { isOpen.store(true, ordering: .releasing) }
        func pass(_ job: MeasurementJob) {
            isReached.store(true, ordering: .releasing)
            while !isOpen.load(ordering: .acquiring), !job.isCancelled {}
        }
    }

    @Test("requests are answered in their order, and count until then") func order() async {
        let (queue, gate) = (MeasurementQueue(), Gate())
        let answers = Mutex<[Int]>([])
        for number in 0..<MeasurementQueue.capacity {
            #expect(!queue.isFull)
            queue.submit { job in
                gate.pass(job)
                return number
            } answer: { number in
                answers.withLock { $0.append(number) }
            }
        }
        #expect(queue.isFull && queue.count == MeasurementQueue.capacity)
        gate.open()
        await queue.idle()
        #expect(answers.withLock(\.self) == Array(0..<MeasurementQueue.capacity) && queue.count == 0)
        #expect(queue.progress == nil)
    }

    @Test("cancelling reaches what was asked for, and nothing that is asked for later") func cancel() async {
        let (queue, gate) = (MeasurementQueue(), Gate())
        let cancelled = Mutex<[Bool]>([])
        func ask() {
            queue.submit { job in
                gate.pass(job)
                return job.isCancelled
            } answer: { isCancelled in
                cancelled.withLock { $0.append(isCancelled) }
            }
        }
        ask()
        ask()
        #expect(queue.cancel() == 2)
        await queue.idle()
        #expect(queue.cancel() == 0)
        gate.open()
        ask()
        await queue.idle()
        #expect(cancelled.withLock(\.self) == [true, true, false])
    }

    @Test("the oldest request says how far it is") func progress() async {
        let (queue, gate) = (MeasurementQueue(), Gate())
        #expect(queue.progress == nil)
        queue.submit { job in
            job.report(0.25)
            gate.pass(job)
        } answer: { _ in
        }
        queue.submit {
            $0.report(0.75)
        } answer: { _ in
        }
        while !gate.isReached.load(ordering: .acquiring) { await Task.yield() }
        #expect(queue.progress == 0.25)
        gate.open()
        await queue.idle()
    }

    @Test("several lanes measure at once") func lanes() async throws {
        let (queue, gates) = (MeasurementQueue(lanes: 2), [Gate(), Gate()])
        for gate in gates {
            queue.submit {
                gate.pass($0)
            } answer: { _ in
            }
        }
        while !gates.allSatisfy({ $0.isReached.load(ordering: .acquiring) }) { await Task.yield() }
        for gate in gates { gate.open() }
        await queue.idle()
    }

    private struct Trouble: Error {}

    @Test("what is waited for is cancelled with its job, and throws what it throws") func waiting() async throws {
        let queue = MeasurementQueue()
        let sleeper = Task {
            try await queue.answer { job in try job.wait { try await Task.sleep(for: .seconds(3_600)) } }
        }
        while queue.cancel() == 0 { await Task.yield() }
        await #expect(throws: CancellationError.self) { try await sleeper.value }
        let value = try await queue.answer { job in try job.wait { 7 } }
        #expect(value == 7)
        await #expect(throws: Trouble.self) { try await queue.answer { job in try job.wait { throw Trouble() } } }
    }
}
