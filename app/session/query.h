// Recordings and the questions about them, for the folders above: they reach what is observed
// through the session and never the way it travels.
#pragma once

#include "bindings/wire/line_view.h"  // IWYU pragma: export
#include "bindings/wire/query.h"      // IWYU pragma: export
#include "bindings/wire/recording.h"  // IWYU pragma: export
