import TerminalUI
import Testing

@Suite struct SymbolsTests {
    @Test func aFontDecidesWhatIsDrawn() {
        let all = Symbols.braille.characters.union(Symbols.block.characters)
        #expect(Symbols.best(for: all) == .braille)
        #expect(Symbols.best(for: Symbols.block.characters) == .block)
        #expect(Symbols.best(for: []) == .ascii)
        // One quarter, or one corner of a box, is enough to be missed.
        for scalar: Unicode.Scalar in ["▚", "╭", "ω"] {
            #expect(Symbols.best(for: Symbols.block.characters.subtracting([scalar])) == .ascii)
            #expect(Symbols.block.missing(in: Symbols.block.characters.subtracting([scalar])) == [scalar])
        }
    }

    @Test func allThatACurveIsDrawnWithIsAmongThem() {
        for symbols in [Symbols.braille, .block] {
            for bits in UInt8.min...UInt8.max {
                let scalar = symbols.scalar(bits: bits, mark: "x")
                #expect(scalar.isASCII || scalar.value == 0x2800 || symbols.characters.contains(scalar))
            }
            for eighths in 0...8 {
                for scalar in [symbols.bar(eighths: eighths), symbols.horizontalBar(eighths: eighths)] {
                    #expect(scalar.isASCII || symbols.characters.contains(scalar))
                }
            }
        }
    }
}
