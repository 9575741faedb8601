internal import ArgumentParser

/// The option of a training that another program has started and is to end with it.
struct ParentOption: ParsableArguments {
    @Flag(help: ArgumentHelp("Stop the run when standard input ends, as Ctrl-C does.", visibility: .hidden))
    var endsWithInput = false
}
