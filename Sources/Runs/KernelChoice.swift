internal import Foundation
internal import Kernels

/// Which of OpenBLAS's kernels are used.
///
/// It picks them by the processor's name when it is loaded, before anything of ours runs, and does not know the names
/// of processors that came after it: on those it takes its oldest kernels, which are three times slower. What a
/// processor can do it then has to be told by the environment, at the next start.
package enum KernelChoice {
    private static let variable = "OPENBLAS_CORETYPE"
    /// What it falls back to.
    private static let oldest = "Prescott"

    /// Where OpenBLAS does not know the processor: starts the program again, in the same process, with the kernels that
    /// the processor can run. Where the user has chosen, nothing is done; where it cannot be started again, the oldest
    /// kernels are used.
    package static func correct() {
        #if os(Linux)
            guard getenv(variable) == nil, MatrixProduct.coreName == oldest, let core = MatrixProduct.runnableCoreName
            else {
                return
            }
            setenv(variable, core, 1)
            var arguments = CommandLine.arguments.map { strdup($0) } + [nil]
            execv("/proc/self/exe", &arguments)
            unsetenv(variable)
        #endif
    }
}
