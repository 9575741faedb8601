internal import ArgumentParser
internal import Console
internal import LiveScreen

/// `groktop themes`: lists all themes that are installed.
struct ListThemes: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "themes",
        abstract: "List the themes that --theme takes by name.",
        discussion: """
            A line has the name, where the theme is from, and the colours that were moved in lightness because they \
            could not be read. Themes are groktop's own, those of ~/.config/groktop/themes, and those of an installed \
            btop.
            """)

    func run() throws {
        for line in ThemeListing.lines() { try StandardOutput.line(line) }
    }
}
