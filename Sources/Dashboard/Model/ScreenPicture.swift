package import TerminalUI

/// The screen as it was when a picture of it was asked for.
package struct ScreenPicture: Hashable, Sendable {
    /// Every cell.
    package var frame: Frame
    /// What stands for the terminal's own colours.
    package var colors: PictureColors
    /// The run's name; empty before there is one. It comes from outside.
    package var run: String
    /// The step that is shown.
    package var step: Int
}

extension Model {
    /// The present screen as a picture.
    var picture: ScreenPicture {
        ScreenPicture(frame: view(), colors: theme.pictureColors, run: recordedName ?? "", step: shownStep)
    }

    /// The name of the recording on the screen; nil where there is none.
    private var recordedName: String? {
        switch (source.kind, recording) {
        case (.replay(let name), _), (.following(let name), _), (_, .to(let name)): name
        default: nil
        }
    }
}
