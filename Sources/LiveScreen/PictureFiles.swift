internal import Console
internal import Dashboard
internal import Foundation
internal import TerminalUI

/// Writes pictures of the screen to the working directory, which is where the person is who asks for one.
enum PictureFiles {
    /// Writes the picture as SVG and as text, under a name that no file has.
    ///
    /// - Returns: a notice that says where they are, or why they could not be written.
    static func save(_ picture: ScreenPicture) -> Message {
        // A directory that was removed has no path. "." then fails as it should, where nothing would mean the root.
        let path = FileManager.default.currentDirectoryPath
        let folder = path.isEmpty ? "." : path
        let name = self.name(picture)
        let title =
            "groktop: \(picture.run.isEmpty ? "a run" : picture.run) at step \(NumberText.grouped(picture.step))"
        do {
            let written = try OutputFile.writeNew(
                [
                    "svg": picture.frame.svg(title: title, colors: picture.colors),
                    "txt": picture.frame.plainText,
                ], named: name, in: folder)
            return .notice("picture: \(written).svg and .txt in \(folder)", isAlert: false)
        } catch {
            return .notice("picture: \(ErrorText.line(error))", isAlert: true)
        }
    }

    /// The run's name and the step. Of the name, which may be anything that a folder can be called, only letters,
    /// digits and hyphens are kept.
    private static func name(_ picture: ScreenPicture) -> String {
        let run = picture.run.unicodeScalars.map { scalar -> Character in
            let isKept =
                scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "-")
            return isKept ? Character(scalar) : "_"
        }
        let words = [run.isEmpty ? "groktop" : String(run.prefix(100)), "step", String(picture.step)]
        return words.joined(separator: "-")
    }
}
