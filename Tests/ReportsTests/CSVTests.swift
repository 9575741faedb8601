import Reports
import Testing

/// Fields that other programs have to read back.
@Suite("CSV")
struct CSVTests {
    @Test(
        "a field is quoted where it holds what separates fields or lines",
        arguments: [
            (["1", "dyck", ""], "1,dyck,"), (["a,b"], "\"a,b\""), (["say \"x\""], "\"say \"\"x\"\"\""),
            (["two\nlines", "2"], "\"two\nlines\",2"), (["a\r\nb"], "\"a\r\nb\""), ([], ""),
        ])
    func quoting(fields: [String], line: String) {
        #expect(CSV.line(fields) == line)
    }
}
