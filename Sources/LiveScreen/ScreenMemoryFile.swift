internal import Console
package import Dashboard
internal import Dispatch
internal import Foundation

/// The file that keeps how the screen was left: `groktop/screen.json` in `$XDG_STATE_HOME`, or in `~/.local/state`.
///
/// It is a convenience: what cannot be read does not count, and what cannot be written is not kept. Neither is worth a
/// word on the screen.
package final class ScreenMemoryFile: Sendable {
    private let path: String?
    private let queue = DispatchQueue(label: "groktop screen memory")

    /// What the file holds.
    private struct Content: Codable {
        var layout: String?
        var panels: [String: Bool]?
        var showsGuidance: Bool?
        var seenHints: [String]?
    }

    /// - Parameter environment: where the file is looked for.
    package init(environment: [String: String]) {
        let home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 + "/.local/state" }
        let state = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? home
        path = state.map { $0 + "/groktop/screen.json" }
    }

    /// The memory of the last session.
    ///
    /// - Parameter layout: the arrangement to begin with whatever was remembered; nil for the one remembered.
    package func load(layout: LayoutName?) -> ScreenMemory {
        var memory = ScreenMemory()
        if let path, let data = FileManager.default.contents(atPath: path), data.count < 1 << 16,
            let content = try? JSONDecoder().decode(Content.self, from: data)
        {
            memory.arrangement.name = content.layout.flatMap(LayoutName.init) ?? .automatic
            for (name, isOn) in content.panels ?? [:] {
                if let panel = Panel.all.first(where: { $0.name == name }) {
                    memory.arrangement.switches[panel] = isOn
                }
            }
            memory.showsGuidance = content.showsGuidance ?? true
            memory.seenHints = Set(content.seenHints ?? [])
        }
        if let layout { memory.arrangement = Arrangement(name: layout) }
        return memory
    }

    /// Keeps the memory for the next session. Returns at once.
    func save(_ memory: ScreenMemory) {
        guard let path else { return }
        queue.async {
            let panels = memory.arrangement.switches.map { ($0.key.name, $0.value) }
            let content = Content(
                layout: memory.arrangement.name.rawValue, panels: Dictionary(uniqueKeysWithValues: panels),
                showsGuidance: memory.showsGuidance, seenHints: memory.seenHints.sorted())
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
            guard let data = try? encoder.encode(content) else { return }
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
            try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try? OutputFile.write(String(decoding: data, as: UTF8.self) + "\n", to: path)
        }
    }

    /// Waits until everything is written.
    func finish() { queue.sync {} }
}
