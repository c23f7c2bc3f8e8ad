// What the window shows, as a line of JSON each time it has settled or the worker's state has
// turned (a growing recording never settles): for tests that drive a real window from outside, and
// for tours. Written only where VIVARIUM_UI_LOG names a file.
#pragma once

#include <cstdio>
#include <optional>
#include <string>

#include "app/shell/screen.h"

namespace viv::shell {

// The screen as one JSON object: state, step, focus, output's end, every widget with its rectangle.
std::string screen_state(Screen& screen);

class UiLog {
public:
    UiLog();
    ~UiLog();
    UiLog(const UiLog&) = delete;
    // Writes the state if it differs from the last one written.
    void write(Screen& screen);
    // Whether the worker is in another state (ready, running…) than when last written.
    [[nodiscard]] bool has_turned(Screen& screen) const;

private:
    std::FILE* m_file = nullptr;
    std::string m_last;
    std::optional<session::RunState> m_state;
};

}  // namespace viv::shell
