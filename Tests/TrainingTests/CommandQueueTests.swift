import Foundation
import RunEvents
import Testing
import Training

@Suite("Command queue", .timeLimit(.minutes(20)))
struct CommandQueueTests {
    @Test("first in, first out, and then empty") func order() {
        let queue = CommandQueue()
        let commands: [RunCommand] = [.pause, .weightDecay(.off), .step, .pause, .resume]
        for command in commands { #expect(queue.send(command)) }
        #expect(queue.takeAll().map(\.command) == commands)
        #expect(queue.takeAll().isEmpty)
    }

    @Test("a command keeps the request that it came with") func request() {
        let queue = CommandQueue()
        queue.send(.stop, request: "1-a")
        queue.send(.stop)
        #expect(queue.takeAll() == [SentCommand(.stop, request: "1-a"), SentCommand(.stop)])
    }

    @Test("what does not fit is dropped, and the sender hears of it") func capacity() {
        let queue = CommandQueue()
        for index in 0..<CommandQueue.capacity { #expect(queue.send(.pace(Double(index + 1)))) }
        #expect(!queue.send(.stop))
        #expect(queue.takeAll().map(\.command) == (0..<CommandQueue.capacity).map { .pace(Double($0 + 1)) })
        #expect(queue.send(.stop))
        #expect(queue.takeAll().map(\.command) == [.stop])
    }

    @Test("waiting ends at once where a command is there, and at the latest when told") func waiting() {
        let queue = CommandQueue()
        let clock = ContinuousClock()
        let empty = clock.measure { queue.waitForCommand(seconds: 0.05) }
        #expect(empty >= .milliseconds(45))
        queue.send(.step)
        let full = clock.measure { queue.waitForCommand(seconds: 20) }
        #expect(full < .seconds(5))
        #expect(queue.takeAll().map(\.command) == [.step], "waiting takes nothing")
    }

    @Test("a command from another thread wakes the one that waits", arguments: [nil, 30.0])
    func waking(seconds: Double?) async {
        let queue = CommandQueue()
        Thread.detachNewThread {
            Thread.sleep(forTimeInterval: 0.02)
            queue.send(.stop)
        }
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                queue.waitForCommand(seconds: seconds)
                continuation.resume()
            }
        }
        #expect(queue.takeAll().map(\.command) == [.stop])
    }
}
