#include "AllocationCounter.h"
#include <errno.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>

struct allocation_counter {
    atomic_long value;
};

struct allocation_counter *allocation_counter_make(void) { return calloc(1, sizeof(struct allocation_counter)); }

long allocation_counter_value(const struct allocation_counter *counter) { return atomic_load(&counter->value); }

// A sanitizer has put its own function there.
#if defined(__has_feature)
#if __has_feature(thread_sanitizer) || __has_feature(address_sanitizer)
#define GROKTOP_SANITIZED 1
#endif
#endif

#if defined(__GLIBC__) && !defined(GROKTOP_SANITIZED)

// In the executable's own thread-local block: to read it never allocates.
static _Thread_local struct allocation_counter *current __attribute__((tls_model("initial-exec")));

bool allocation_counter_is_available(void) { return true; }

void allocation_counter_use(struct allocation_counter *counter) { current = counter; }

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t number, size_t size);
extern void *__libc_realloc(void *block, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

static inline void count(void) {
    if (current) atomic_fetch_add_explicit(&current->value, 1, memory_order_relaxed);
}

void *malloc(size_t size) {
    count();
    return __libc_malloc(size);
}

void *calloc(size_t number, size_t size) {
    count();
    return __libc_calloc(number, size);
}

void *realloc(void *block, size_t size) {
    count();
    return __libc_realloc(block, size);
}

void *memalign(size_t alignment, size_t size) {
    count();
    return __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
    count();
    return __libc_memalign(alignment, size);
}

int posix_memalign(void **block, size_t alignment, size_t size) {
    if (alignment < sizeof(void *) || (alignment & (alignment - 1)) != 0) return EINVAL;
    count();
    void *made = __libc_memalign(alignment, size);
    if (!made) return ENOMEM;
    *block = made;
    return 0;
}

#else

bool allocation_counter_is_available(void) { return false; }

void allocation_counter_use(struct allocation_counter *counter) { (void)counter; }

#endif
