// Counts what is allocated on threads that ask for it. To be linked into an executable, whose malloc then stands before
// the C library's for everything that runs in it, Swift's runtime among it. Threads that are not counted pay one test
// for null.
//
// Of glibc alone: elsewhere nothing is replaced, and nothing can be counted.
#pragma once
#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

// Whether there is anything to be learned here.
bool allocation_counter_is_available(void);

// How often memory was asked for, by malloc, calloc, realloc and their aligned kin, on any thread that counts into it.
// Made zeroed; it is never freed.
struct allocation_counter;
struct allocation_counter *allocation_counter_make(void);
long allocation_counter_value(const struct allocation_counter *counter);

// From now on the calling thread counts into this; null for none.
void allocation_counter_use(struct allocation_counter *counter);

#ifdef __cplusplus
}
#endif
