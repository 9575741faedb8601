import Foundation
import Testing

/// Random input that can be made again, for a fixed time.
///
/// `GROKTOP_FUZZ_SECONDS` is how many seconds a suite goes on (30), `GROKTOP_FUZZ_SEED` the seed that it begins with: a
/// failure names its seed, so that it can be made to come first. Without either, as in `make test`, the seeds are the
/// same every time, so that a change is judged by its own faults; `make fuzz` looks for new ones.
enum FuzzSession {
    private static let environment = ProcessInfo.processInfo.environment

    private static var firstSeed: UInt64 {
        environment["GROKTOP_FUZZ_SECONDS"] == nil ? 1 : UInt64.random(in: 0...UInt64(UInt32.max))
    }

    /// Runs the body with so many seeds; where `GROKTOP_FUZZ_SECONDS` is set, until the time is over.
    static func run(seeds: UInt64, _ body: (inout FuzzChance) throws -> Void) rethrows {
        guard environment["GROKTOP_FUZZ_SECONDS"] == nil else { return try run(body) }
        let first = environment["GROKTOP_FUZZ_SEED"].flatMap(UInt64.init) ?? firstSeed
        for seed in first..<first + seeds {
            var chance = FuzzChance(seed: seed)
            try body(&chance)
        }
    }

    /// Runs the body with one seed after the other until the time is over; once at least.
    static func run(_ body: (inout FuzzChance) throws -> Void) rethrows {
        let end = Date(timeIntervalSinceNow: environment["GROKTOP_FUZZ_SECONDS"].flatMap(Double.init) ?? 30)
        var seed = environment["GROKTOP_FUZZ_SEED"].flatMap(UInt64.init) ?? firstSeed
        repeat {
            var chance = FuzzChance(seed: seed)
            try body(&chance)
            seed += 1
        } while Date() < end
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014).
struct FuzzChance: RandomNumberGenerator {
    let seed: UInt64
    private var state: UInt64

    init(seed: UInt64) {
        self.seed = seed
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    mutating func one<Value>(of values: [Value]) -> Value { values[Int.random(in: values.indices, using: &self)] }

    /// True once in so many times.
    mutating func once(in count: Int) -> Bool { Int.random(in: 0..<count, using: &self) == 0 }
}
