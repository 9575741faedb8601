import Foundation
import Testing

/// Chance that can be had again, and a time that it ends at.
///
/// `GROKTOP_FUZZ_SECONDS` is how many seconds a suite goes on (30), `GROKTOP_FUZZ_SEED` where it begins: a failure
/// names its own, with which it comes first.
enum FuzzSession {
    private static let environment = ProcessInfo.processInfo.environment

    /// Runs the body with one seed after the other until the time is over; once at least.
    static func run(_ body: (inout FuzzChance) throws -> Void) rethrows {
        let end = Date(timeIntervalSinceNow: environment["GROKTOP_FUZZ_SECONDS"].flatMap(Double.init) ?? 30)
        var seed = environment["GROKTOP_FUZZ_SEED"].flatMap(UInt64.init) ?? UInt64.random(in: 0...UInt64(UInt32.max))
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
