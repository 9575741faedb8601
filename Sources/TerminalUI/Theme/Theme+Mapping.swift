extension Theme {
    /// Where each role's colour comes from: our own key first, then the btop key that reads best in its place. A name
    /// that ends in `_` is a gradient; its strong end is taken.
    private static let sources: [(role: Role, keys: [String])] = [
        (.text, ["main_fg"]),
        (.title, ["title"]),
        (.key, ["hi_fg"]),
        (.inactive, ["inactive_fg"]),
        (.accuracyFrame, ["accuracy_box", "cpu_box"]),
        (.spectrumFrame, ["spectrum_box", "mem_box"]),
        (.eventFrame, ["event_box", "net_box"]),
        (.probeFrame, ["probe_box", "proc_box"]),
        (.axis, ["axis", "graph_text", "div_line"]),
        (.train, ["train", "download_"]),
        (.test, ["test", "upload_"]),
        (.functional, ["functional", "free_"]),
        (.mixed, ["mixed", "cached_"]),
        (.compression, ["compression", "used_"]),
        (.gradient, ["gradient", "available_"]),
        (.decay, ["decay", "cpu_"]),
        (.marker, ["marker", "hi_fg"]),
        (.alert, ["alert", "temp_"]),
    ]

    private static let ends = ["start", "mid", "end"]

    /// λ₁…λ₅ one by one, for themes without colours between others.
    private static let eigenvalueKeys = (1...eigenvalueRoles.count).map { "eigenvalue\($0)" }

    static let knownKeys: Set<String> = {
        var keys: Set<String> = ["main_bg", "selected_bg", "selected_fg"]
        keys.formUnion(eigenvalueKeys)
        for key in sources.flatMap(\.keys) + ["eigenvalue_", "temp_"] {
            if key.hasSuffix("_") { keys.formUnion(ends.map { key + $0 }) } else { keys.insert(key) }
        }
        return keys
    }()

    /// The colours of a gradient from weak to strong. An empty middle leaves two, an empty end one.
    private static func gradient(_ name: String, _ colors: [String: Color]) -> [Color] {
        let start = colors[name + "start"]
        guard let start, !start.isTerminal else { return [] }
        return [start] + ["mid", "end"].compactMap { colors[name + $0] }.filter { !$0.isTerminal }
    }

    /// The key that a gradient's strong end is from.
    private static func lastKey(_ name: String, _ colors: [String: Color]) -> String {
        name + (ends.last { colors[name + $0].map { !$0.isTerminal } ?? false } ?? "start")
    }

    /// The colour `share` of the way along a gradient.
    private static func sample(_ gradient: [Color], share: Double) -> Color {
        let place = share * Double(gradient.count - 1)
        let index = min(gradient.count - 2, Int(place))
        return index < 0 ? gradient[0] : gradient[index].mixed(with: gradient[index + 1], share: place - Double(index))
    }

    init(name: String, colors: [String: Color]) {
        var theme = Theme.default
        theme.name = name
        for (role, keys) in Theme.sources {
            for key in keys {
                let found = key.hasSuffix("_") ? Theme.gradient(key, colors).last : colors[key]
                guard let found else { continue }
                theme[role].foreground = found
                theme.setKey(role, key.hasSuffix("_") ? Theme.lastKey(key, colors) : key)
                break
            }
        }
        theme[.background].background = colors["main_bg"] ?? .terminal
        if let background = colors["selected_bg"] { theme[.selected].background = background }
        if let foreground = colors["selected_fg"] {
            theme[.selected].foreground = foreground
            theme.setKey(.selected, "selected_fg")
        }

        let ours = Theme.gradient("eigenvalue_", colors)
        let scale = ours.isEmpty ? Theme.gradient("temp_", colors) : ours
        if !scale.isEmpty {
            for (index, role) in Theme.eigenvalueRoles.enumerated() {
                let share = 1 - Double(index) / Double(Theme.eigenvalueRoles.count - 1)
                theme[role].foreground = Theme.sample(scale, share: share)
                theme.setKey(role, (ours.isEmpty ? "temp_" : "eigenvalue_") + "start…end")
            }
        }
        for (index, role) in Theme.eigenvalueRoles.enumerated() {
            let key = Theme.eigenvalueKeys[index]
            guard let color = colors[key] else { continue }
            theme[role].foreground = color
            theme.setKey(role, key)
        }
        // A terminal's own colours on both sides of a selection would hide it.
        if theme[.selected].background.isTerminal { theme[.selected].attributes.insert(.reverse) }
        self = theme
    }
}
