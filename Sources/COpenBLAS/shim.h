// The system's OpenBLAS: cblas, and the few of its own functions that groktop calls.
#pragma once
#include <cblas.h>
