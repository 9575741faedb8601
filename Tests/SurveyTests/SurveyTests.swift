import RunEvents
import Survey
import Testing

@Suite("A survey: its axes, groups and table")
struct SurveyTests {
    @Test("values stand in the order of their numbers, words after them, and groups in the order of the values")
    func order() {
        let survey = SurveySamples.survey
        #expect(survey.values(of: "weight-decay") == ["0", "0.5", "1"])
        #expect(survey.values(of: "learning-rate") == ["3e-4", "1e-3"])
        #expect(survey.parameters == ["weight-decay", "learning-rate"])
        let groups = survey.groups(by: survey.parameters)
        #expect(
            groups.map(\.values) == [
                ["0", "3e-4"], ["0", "1e-3"], ["0.5", "3e-4"], ["0.5", "1e-3"], ["1", "3e-4"], ["1", "1e-3"],
            ])
        #expect(groups.allSatisfy { $0.runs.count == 4 })
        #expect(survey.groups(by: []).map(\.runs.count) == [24])
        let words = Survey(
            name: "", axes: ["task"],
            runs: ["modadd", "dyck", "10", "9"].map { SurveyedRun(name: $0, values: ["task": $0], state: "pending") })
        #expect(words.values(of: "task") == ["9", "10", "modadd", "dyck"])
    }

    @Test("what is not known yet is no share, and is censored where the run was last seen")
    func groups() {
        var runs = Array(SurveySamples.survey.groups(by: ["weight-decay"])[0].runs)
        #expect(SurveyGroup(axes: [], values: [], runs: runs).grokked == (2, 8))
        for index in runs.indices where runs[index].figures.grokkedAt == nil {
            (runs[index].isFinal, runs[index].step) = (false, index == 2 ? 0 : 700)
        }
        let group = SurveyGroup(axes: [], values: [], runs: runs)
        #expect(group.grokked == (2, 2), "the others still run")
        #expect(group.survival.count == 7, "one has not begun")
        #expect(group.survival.steps.map(\.atRisk) == [2])
        #expect(group.classes.map(\.count) == [4, 4])
    }

    @Test("the table has a row for each run, with empty fields for what is missing, and no number in other clothes")
    func table() throws {
        let table = SurveyTable(SurveySamples.survey)
        #expect(
            table.header == [
                "seed", "weight_decay", "learning_rate", "run", "state", "step", "planned_steps", "memorized_at",
                "grokked_at", "called_at", "lead_steps", "best_test_accuracy", "last_test_accuracy", "class_fine",
                "class_paper", "gap_ratio", "k_star", "parameter_norm", "ablation_step", "ablation_accuracy_change",
                "parameter_digest",
            ])
        #expect(table.rows.count == 24 && table.rows.allSatisfy { $0.count == table.header.count })
        #expect(
            table.rows[0] == [
                "1", "0", "3e-4", "dyck-1-00", "done", "3500", "4000", "", "3000", "2900", "100", "0.98", "0.98",
                "mixed",
                "compression", "2.5", "2", "30.25", "", "", "ab",
            ])
    }

    @Test("names of axes never meet those of other columns, nor each other")
    func names() {
        let survey = Survey(name: "", axes: ["state", "a-b", "a.b", "parameter.modulus"], runs: [])
        #expect(SurveyTable(survey).header.prefix(4) == ["plan_state", "a_b", "plan_a_b", "parameter_modulus"])
        #expect(Set(SurveyTable(survey).header).count == SurveyTable(survey).header.count)
    }
}
