import Foundation
import RunEvents
import ShiftedClock
import Synchronization
import Testing
import Training

/// Somebody sets the clock while a run is paced: nothing waits any longer for it.
@Suite struct WallClockTests {
    private static let hour = 3_600

    @Test(.enabled(if: shifted_clock_is_available())) func theWallClockOfThisThreadIsShifted() {
        let before = Date()
        shifted_clock_set(Self.hour)
        defer { shifted_clock_set(0) }
        #expect(Date().timeIntervalSince(before) > 3_500, "what the next test stands on")
    }

    /// A wait that began before the clock was set back by an hour: until the same time of the clock it would be an hour
    /// more.
    @Test(.enabled(if: shifted_clock_is_available()), arguments: [Self.hour, -Self.hour])
    func aWaitDoesNotDependOnIt(shift: Int) throws {
        let queue = CommandQueue()
        let isDone = Mutex(false)
        let clock = ContinuousClock()
        let start = clock.now
        Thread.detachNewThread {
            shifted_clock_set(shift)
            queue.waitForCommand(seconds: 0.3)
            isDone.withLock { $0 = true }
        }
        while !isDone.withLock({ $0 }) {
            usleep(10_000)
            guard clock.now - start < .seconds(20) else {
                Issue.record("it still waits")
                queue.send(.stop)
                return
            }
        }
        #expect(clock.now - start > .milliseconds(290), "nor does it wait less")
    }
}
