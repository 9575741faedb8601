extension Terminal {
    /// Sends bytes that change no cell, such as a bell, or a notification for the desktop. They are dropped where the
    /// terminal is not ours at present.
    package func send(_ bytes: [UInt8]) {
        guard isEntered, JobControl.isInForeground else { return }
        output.write(bytes)
    }
}
