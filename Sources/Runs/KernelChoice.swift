internal import Foundation
internal import Kernels

/// The choice of OpenBLAS's kernels.
///
/// OpenBLAS picks its kernels by the processor's name when it is loaded, before any code of groktop runs. It does not
/// know processors that are newer than itself; on those it picks its oldest kernels, which are three times slower. Only
/// an environment variable can change that, and only at the program's next start.
package enum KernelChoice {
    private static let variable = "OPENBLAS_CORETYPE"
    /// The kernels that OpenBLAS picks for a processor that it does not know.
    private static let oldest = "Prescott"

    /// Starts the program again in the same process, with kernels that suit the processor, if OpenBLAS does not know
    /// it. It does nothing where the user has chosen kernels. If the program cannot be started again, it continues with
    /// the oldest kernels.
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
