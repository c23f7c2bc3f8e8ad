// A sitting with the worker that was built, for tests of what runs say to lessons.
#pragma once

#include <doctest/doctest.h>

#include <filesystem>
#include <memory>

#include "app/session/sitting.h"

namespace viv::lesson {

inline std::unique_ptr<session::Sitting> sitting_with_worker() {
    const std::filesystem::path worker =
        std::filesystem::path(VIVARIUM_BIN_DIR) / "vivarium-worker-" VIVARIUM_TEST_PYTHON;
    std::unique_ptr<session::Sitting> sitting = session::Sitting::create(worker);
    sitting->wait_until_idle();
    REQUIRE_MESSAGE(sitting->state() == session::RunState::Ready,
                    sitting->worker_problem().message());
    return sitting;
}

}  // namespace viv::lesson
