import Reports
import Testing

/// Sizes as the list of runs shows them.
@Suite("Sizes on disk")
struct ByteTextTests {
    @Test(
        "two digits at least, and the next unit where three would round up to it",
        arguments: [
            (0, "0 B"), (830, "830 B"), (999, "999 B"), (1_000, "1.0 kB"), (9_940, "9.9 kB"), (9_960, "10 kB"),
            (999_499, "999 kB"), (999_500, "1.0 MB"), (3_400_000, "3.4 MB"), (5_000_000_000_000_000, "5000 TB"),
        ])
    func short(bytes: Int, text: String) {
        #expect(ByteText.short(bytes) == text)
    }
}
