package import Kernels
package import RunEvents

/// Arithmetic modulo a prime p: read a and b, predict a + b mod p, or another polynomial of the two (Power et al. 2022,
/// "Grokking", arXiv:2201.02177, appendix A.1).
///
/// A sequence is the two numbers, each its own token, and its answer is read out at the first of them. The answer's
/// coordinate is the answer.
package enum ModularTask {
    package static let publishedModulus = 97
    package static let longestSequence = 2
    /// The target of a token that is not scored.
    package static let unscored: Int32 = -1

    /// The operation's value for a and b, in 0..<p.
    ///
    /// - Precondition: the task is modular, a and b are in 0..<p.
    package static func answer(_ task: TaskName, _ a: Int, _ b: Int, modulus p: Int) -> Int {
        precondition((0..<p).contains(a) && (0..<p).contains(b), "\(a) and \(b) modulo \(p)")
        switch task {
        case .modadd: return (a + b) % p
        // Not a − b, whose remainder would be below zero where b is the larger.
        case .modsub: return (a + p - b) % p
        case .modmul: return a * b % p
        case .modx2y2: return (a * a + b * b) % p
        case .modx2xyy2: return (a * a + a * b + b * b) % p
        case .modx3xy: return (a * a * a + a * b) % p
        case .dyck, .scan: preconditionFailure("\(task) is not modular arithmetic")
        }
    }

    /// Train and test set: of one shuffle of all p² pairs, the train set first. They have no pair in common.
    ///
    /// - Precondition: there are as many pairs.
    package static func sets(
        _ task: TaskName, modulus p: Int, trainCount: Int, testCount: Int, from generator: inout RandomGenerator
    ) -> (train: [LabelledSequence], test: [LabelledSequence]) {
        let sequences = generator.draw(trainCount + testCount, from: Array(0..<p * p)).map { pair in
            let (a, b) = (pair / p, pair % p)
            return LabelledSequence(
                tokens: [Int32(a), Int32(b)], targets: [Int32(answer(task, a, b, modulus: p)), unscored])
        }
        return (Array(sequences.prefix(trainCount)), Array(sequences.suffix(testCount)))
    }

    /// By trial division.
    package static func isPrime(_ number: Int) -> Bool {
        guard number >= 2 else { return false }
        var divisor = 2
        while divisor * divisor <= number {
            if number % divisor == 0 { return false }
            divisor += 1
        }
        return true
    }
}
