// The vocabulary of tests that record: run a snippet in a real worker, get its recording.
#pragma once

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "app/session/sitting.h"
#include "bindings/base/file.h"
#include "bindings/wire/query.h"

namespace viv::test {

// A variable of the environment, for as long as it lives.
class Environment {
public:
    Environment(const char* name, const char* value) : m_name(name) { ::setenv(name, value, 1); }
    ~Environment() { ::unsetenv(m_name); }
    Environment(const Environment&) = delete;

private:
    const char* m_name;
};

inline std::filesystem::path worker_binary() {
    return std::filesystem::path(VIVARIUM_BIN_DIR) / "vivarium-worker-" VIVARIUM_TEST_PYTHON;
}

inline std::string program_text(const std::string& name) {
    const auto path =
        std::filesystem::path(VIVARIUM_SOURCE_DIR) / "tests" / "programs" / (name + ".py");
    auto text = read_file(path);
    REQUIRE_MESSAGE(text.ok(), path.string());
    return *text;
}

// A sitting with a worker of its own; one recording after another.
class Recorder {
public:
    Recorder() : m_sitting(session::Sitting::create(worker_binary())) {
        m_sitting->wait_until_idle();
        REQUIRE_MESSAGE(m_sitting->state() == session::RunState::Ready,
                        m_sitting->worker_problem().message());
    }
    const wire::Recording& run(const std::string& source, session::RunOptions options = {}) {
        m_sitting->post(session::RunSnippet{source, std::move(options)});
        m_sitting->wait_until_idle();
        REQUIRE(m_sitting->recording() != nullptr);
        REQUIRE(m_sitting->recording()->end().has_value());
        return *m_sitting->recording();
    }
    session::Sitting& sitting() { return *m_sitting; }

private:
    std::unique_ptr<session::Sitting> m_sitting;
};

inline constexpr StepGrain kGrains[] = {StepGrain::Line, StepGrain::Instruction};
inline session::RunOptions by(StepGrain grain) {
    session::RunOptions options;
    options.grain = grain;
    return options;
}

// Everything that was printed, in order.
inline std::string printed(const wire::Recording& recording, Stream stream = Stream::Stdout) {
    std::string text;
    for (std::uint32_t i = 1; i <= recording.step_count() + 1; ++i) {
        for (const Output& output : recording.output(StepId{i})) {
            if (output.stream == stream) text += output.text;
        }
    }
    return text;
}

// The steps that stand before the line, in order.
inline std::vector<StepId> steps_at_line(const wire::Recording& recording, std::uint32_t line) {
    std::vector<StepId> steps;
    for (std::uint32_t i = 1; i <= recording.step_count(); ++i) {
        const StepId step{i};
        if (recording.step(step).event == StepEvent::Line && recording.line(step) == line) {
            steps.push_back(step);
        }
    }
    return steps;
}

}  // namespace viv::test
