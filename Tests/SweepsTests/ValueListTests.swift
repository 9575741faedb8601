import Sweeps
import Testing

@Suite struct ValueListTests {
    @Test(arguments: [
        ("1", ["1"]), ("1,2", ["1", "2"]), (" 1 , 2 ", ["1", "2"]), ("1-3", ["1", "2", "3"]), ("7-7", ["7"]),
        ("10-30:10,5", ["10", "20", "30", "5"]), ("10-35:10", ["10", "20", "30"]), ("3e-4,1e-3", ["3e-4", "1e-3"]),
        ("addprim-jump", ["addprim-jump"]), ("-1", ["-1"]), ("0.1-0.2", ["0.1-0.2"]),
        ("18446744073709551614-18446744073709551615", ["18446744073709551614", "18446744073709551615"]),
    ])
    func texts(_ text: String, _ values: [String]) throws {
        #expect(try ValueList.values(text) == values)
    }

    @Test(arguments: [
        "", ",", "1,,2", "1, ,2", "4-1", "1-9:0", "1-100001", "0-18446744073709551616", "1-60000,1-60000",
    ])
    func refused(_ text: String) {
        #expect(throws: PlanProblem.self) { try ValueList.values(text) }
    }

    @Test("a list of ranges holds what its parts hold, in order")
    func ranges() throws {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<200 {
            var (texts, wanted): ([String], [Int]) = ([], [])
            for _ in 0..<Int.random(in: 1...5, using: &generator) {
                let first = Int.random(in: 0...1_000, using: &generator)
                let last = first + Int.random(in: 0...50, using: &generator)
                let step = Int.random(in: 1...7, using: &generator)
                texts.append(step == 1 ? "\(first)-\(last)" : "\(first)-\(last):\(step)")
                wanted += Array(stride(from: first, through: last, by: step))
            }
            #expect(try ValueList.values(texts.joined(separator: ",")) == wanted.map(String.init))
        }
    }
}
