internal import CKernels

/// Makes freed memory go back to the system.
package enum MemoryReturn {
    /// The size in bytes from which on a block gets a mapping of its own.
    private static let mappedBytes: Int32 = 256 << 10

    /// Keeps large blocks out of the heap. Otherwise the GNU C library raises its threshold to the largest block that
    /// was freed, and from then on keeps smaller blocks in heaps that it seldom gives back: a screen that has rewound
    /// some runs would hold three times the memory that it needs. It changes nothing with other C libraries.
    package static func fix() { groktop_map_large_blocks(mappedBytes) }
}
