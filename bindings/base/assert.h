// A bug of ours ends the process at once, in every build: a wrong picture is worse than none.
// Not for what a file, a learner or the system may do; that is an Error.
#pragma once

#include <cstdio>
#include <cstdlib>

#define VIV_ASSERT(condition, why)                                                      \
    do {                                                                                \
        if (!(condition)) {                                                             \
            std::fprintf(stderr, "vivarium: %s:%d: %s (%s)\n", __FILE__, __LINE__, why, \
                         #condition);                                                   \
            std::abort();                                                               \
        }                                                                               \
    } while (false)
