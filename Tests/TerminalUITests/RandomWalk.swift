/// Made-up series for tests, the same every time. SplitMix64.
struct RandomWalk {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
    mutating func chance(_ oneIn: Int) -> Bool { below(oneIn) == 0 }
    /// −0.2…1.2, mostly between 0 and 1.
    mutating func value() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 * 1.4 - 0.2 }
}
