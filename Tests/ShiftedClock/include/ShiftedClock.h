// A wall clock that a test can set without setting the machine's, or another test's.
#ifndef SHIFTED_CLOCK_H
#define SHIFTED_CLOCK_H

#include <stdbool.h>

// Whether clock_gettime of this process is ours.
bool shifted_clock_is_available(void);

// From now on the wall clock of this thread goes so many seconds before the machine's; every other clock goes as ever.
// What waits until a time of that clock waits as if the machine's had been set back by as much at that moment.
void shifted_clock_set(long seconds);

#endif
