import Alerts
import RunEvents
import Testing

@Suite struct AlertRuleTests {
    @Test(arguments: [
        "grokked", "memorized", "slingshot", "finished", "diverged", "test accuracy < 0.9", "Train Loss >= 2",
        "test accuracy < 0.9 after grokking", "v1 share<0.1", "v₁ drive > 0.5 after step 1000", "metric val_loss > 2",
        "metric \"val loss\" <= -1e-3 after memorization", "gap ratio > 2", "parameter norm > 100",
        "SLINGSHOT after step 5",
    ]) func rulesAreRead(text: String) throws {
        let rule = try AlertRule(text)
        // A rule's own text means the same rule.
        #expect(try AlertRule(rule.text) == rule)
    }

    @Test func spacesDoNotCount() throws {
        #expect(try AlertRule("  test   accuracy<0.9 ").text == "test accuracy < 0.9")
        #expect(try AlertRule("metric \"a b\">1").text == "metric \"a b\" > 1")
    }

    @Test(arguments: [
        ("", "the rule is empty; it must be grokked, memorized, slingshot, finished, diverged, or a quantity"),
        ("groked", "there is no 'groked'; did you mean 'grokked'?"),
        ("tset accuracy < 1", "there is no 'tset accuracy'; did you mean 'test accuracy'?"),
        ("weather > 2", "there is no 'weather'; it must be grokked"),
        ("< 2", "a rule begins with an event or a quantity: it must be grokked"),
        ("test accuracy", "'test accuracy' is not compared with anything; <, <=, > or >= and a number must follow"),
        ("test accuracy = 1", "'=' is no comparison; it must be <, <=, > or >="),
        ("test accuracy << 1", "'<<' is no comparison; it must be <, <=, > or >="),
        ("test accuracy < high", "a number must follow '<'"),
        ("test accuracy < nan", "a number must follow '<'"),
        ("test accuracy < 1 before grokking", "'before' is too much; only 'after …' may follow"),
        ("grokked after", "'after' must be followed by grokking, memorization or step N"),
        ("grokked after lunch", "'after' must be followed by grokking, memorization or step N"),
        ("grokked after step -1", "'after step' must be followed by a whole number from 0 to 1000000000"),
        ("grokked after step 5 6", "'6' is too much"),
        ("metric > 2", "the metric's name must follow 'metric'"),
        ("metric \"val", "a quote is not closed"),
        ("a\u{1B}[2J < 1", "there is no 'a\\u{1B}[2j'; it must be grokked"),
        (String(repeating: "x", count: 201), "a rule has 200 characters at most"),
    ]) func othersAreRefused(text: String, reason: String) {
        let error = #expect(throws: AlertProblem.self) { try AlertRule(text) }
        #expect(error?.description.hasPrefix(reason) == true, "\(error?.description ?? "")")
    }

    @Test func optionsAreRead() throws {
        let alert = try Alert(option: "test accuracy <= 0.9 after grokking=bell,pause,bell,run:/a,b=c")
        #expect(alert.rule.text == "test accuracy <= 0.9 after grokking")
        #expect(alert.actions == [.bell, .pause] && alert.program == ["/a,b=c"])
        #expect(try Alert(option: "grokked").actions == [.line])
        #expect(try Alert(option: "metric \"a=b\" > 1=notify").actions == [.notify])
    }

    @Test(arguments: [
        ("grokked=", "'' is no action; it must be bell, line, notify, pause"),
        ("grokked=bel", "'bel' is no action; it must be bell, line, notify, pause; did you mean 'bell'?"),
        ("grokked=bell,", "'' is no action"), ("grokked=run:", "run: must be followed by a program"),
        ("groked=bell", "there is no 'groked'"),
    ]) func otherOptionsAreRefused(text: String, reason: String) {
        let error = #expect(throws: AlertProblem.self) { try Alert(option: text) }
        #expect(error?.description.hasPrefix(reason) == true, "\(error?.description ?? "")")
    }
}
