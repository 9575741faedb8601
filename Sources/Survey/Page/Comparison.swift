internal import Replication

/// Conditions that are compared with each other: all cells of the plan, or the values of one axis.
struct Conditions {
    /// What is compared.
    let title: String
    /// At least one.
    let groups: [SurveyGroup]

    /// The most conditions of which every one gets a curve of its own.
    static let most = 9

    /// What a survey has: all cells where they are few, otherwise the values of each axis, each over all others.
    static func all(_ survey: Survey) -> [Conditions] {
        let cells = survey.groups(by: survey.parameters)
        guard cells.count > most else {
            let title =
                survey.parameters.isEmpty ? "All runs" : "By " + survey.parameters.joined(separator: " and ")
            return cells.isEmpty ? [] : [Conditions(title: title, groups: cells)]
        }
        return survey.parameters.compactMap { axis in
            let groups = survey.groups(by: [axis])
            guard groups.count > 1 else { return nil }
            return Conditions(title: "By \(axis), over all other values", groups: groups)
        }
    }

    /// As many of the groups as a chart has colours for, from the first to the last.
    var drawn: [SurveyGroup] {
        guard groups.count > Self.most else { return groups }
        return (0..<Self.most).map { groups[$0 * (groups.count - 1) / (Self.most - 1)] }
    }

    /// Whether a chart leaves some out.
    var isThinned: Bool { groups.count > Self.most }
}

/// Two conditions, and whether they grok alike.
struct Comparison {
    let first: SurveyGroup
    let second: SurveyGroup
    let test: LogRank
    /// The p-value after Holm's correction for all comparisons of the page.
    var adjusted: Double

    /// The most conditions of which all pairs are compared: 190 pairs.
    static let mostGroups = 20

    /// All pairs of each of these conditions, corrected together. Pairs that cannot be compared are left out.
    static func all(_ conditions: [Conditions]) -> [[Comparison]] {
        var found = conditions.map { $0.groups.count <= mostGroups ? pairs($0.groups) : [] }
        var adjusted = Holm.adjusted(found.flatMap(\.self).map(\.test.p))[...]
        for index in found.indices {
            for place in found[index].indices { found[index][place].adjusted = adjusted.removeFirst() }
        }
        return found
    }

    private static func pairs(_ groups: [SurveyGroup]) -> [Comparison] {
        let observations = groups.map { $0.runs.compactMap(\.observation) }
        return groups.indices.flatMap { first in
            groups.indices.dropFirst(first + 1).compactMap { second in
                LogRank(observations[first], observations[second]).map {
                    Comparison(first: groups[first], second: groups[second], test: $0, adjusted: $0.p)
                }
            }
        }
    }
}
