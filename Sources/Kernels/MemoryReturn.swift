internal import CKernels

/// Whether memory that is freed goes back to the system.
package enum MemoryReturn {
    /// Bytes from which on a block is a mapping of its own.
    private static let mappedBytes: Int32 = 256 << 10

    /// Keeps large blocks out of the heap. By itself the GNU C library raises its threshold to the largest block that
    /// was freed, and from then on keeps smaller ones in heaps that it seldom gives back: a screen that has rewound
    /// some runs would go on holding three times the memory that it needs. Other C libraries are left as they are.
    package static func fix() { groktop_map_large_blocks(mappedBytes) }
}
