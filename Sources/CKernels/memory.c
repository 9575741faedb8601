#include "CKernels.h"
#include <stddef.h>
#if defined(__GLIBC__)
#include <malloc.h>
#endif

void groktop_map_large_blocks(int bytes) {
#if defined(__GLIBC__)
    mallopt(M_MMAP_THRESHOLD, bytes);
#else
    (void)bytes;
#endif
}
