import Digests
import RunEvents
import Tasks
import Testing

@Suite("SCAN's grammar")
struct ScanGrammarTests {
    /// The digest belongs to the definition of the task; `scan_commands` of Benchmarks/peers/peers.py, sorted, has it
    /// too.
    @Test("all commands with their actions, byte for byte") func lines() {
        let lines = ScanGrammar.commands.map { command in
            "IN: " + command.words.map(\.text).joined(separator: " ") + " OUT: "
                + command.actions.map(\.text).joined(separator: " ") + "\n"
        }
        #expect(lines.count == 20_910)
        let digest = Array(lines.joined().utf8).withUnsafeBytes { SHA256.hexadecimal($0) }
        #expect(digest == "6be4b39bc8bf3a20be810b6991250d0493e608560609db6765dd679e1ed1c98e")
    }

    @Test("every command's actions are what its words mean") func meaning() {
        for command in ScanGrammar.commands {
            let text = command.words.map(\.text).joined(separator: " ")
            #expect(ScanInterpreter.actions(text) == command.actions.map(\.text), "\(text)")
        }
    }

    @Test("words and actions are numbered in the order of their bytes") func tokens() {
        let words = ScanWord.allCases.map(\.text)
        #expect(words == words.sorted() && ScanWord.allCases.map(\.rawValue) == Array(1...13))
        let actions = ScanAction.allCases.map(\.text)
        #expect(actions == actions.sorted() && ScanAction.allCases.map(\.rawValue) == Array(3...8))
    }

    @Test("the longest command has 9 words, the longest answer 48 actions") func longest() {
        let words = ScanGrammar.commands.map(\.words.count).max()
        let actions = ScanGrammar.commands.map(\.actions.count).max()
        #expect(words == 9 && words == ScanTask.longestSource)
        #expect(actions == 48 && actions == ScanTask.longestSequence - 1)
    }

    /// Lake and Baroni's own files have 16,990 and 3,920 lines (length), 7,706 to test X
    @Test(
        "the pools of the splits have the published sizes",
        arguments: [
            (ScanSplit.simple, 20_910, 20_910), (.length, 16_990, 3_920), (.addprimJump, 13_204, 7_706),
        ])
    func pools(split: ScanSplit, train: Int, test: Int) {
        let pools = ScanPools(split)
        #expect(pools.train.count == train && pools.test.count == test)
        if split != .simple { #expect(Set(pools.train).union(pools.test).count == 20_910) }
    }

    @Test("length trains on what is short, addprim-jump on no composed jump") func membership() {
        let length = ScanPools(.length)
        #expect(length.train.map(\.actions.count).max() == 22)
        #expect(length.test.map(\.actions.count).min() == 24)
        let jump = ScanPools(.addprimJump)
        #expect(jump.test.allSatisfy { $0.words.contains(.jump) && $0.words != [.jump] })
        #expect(jump.train.filter { $0.words.contains(.jump) }.map(\.words) == [[.jump]])
    }
}
