// One object a line, flushed whole, so that a reader never sees half a state that ends in \n.
#include "app/shell/ui_log.h"

#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "app/panels/actions.h"

namespace viv::shell {

std::string screen_state(Screen& screen) {
    using nlohmann::json;
    session::Sitting& sitting = screen.desk().sitting();
    json state;
    state["state"] = panels::state_word(sitting.state());
    state["python"] = sitting.python_version();
    state["focus"] = screen.ui().focus();
    state["theme"] = screen.theme() == ui::ThemeName::Dark ? "dark" : "light";
    state["step"] = sitting.cursor().value;
    state["selection"] = sitting.selection().value;
    state["source"] = screen.desk().document().text();
    const wire::Recording* recording = sitting.recording();
    state["steps"] = recording != nullptr ? recording->step_count() : 0;
    state["line"] =
        recording != nullptr && sitting.cursor() ? recording->line(sitting.cursor()) : 0;
    state["status"] = nullptr;
    state["message"] = nullptr;
    if (recording != nullptr && recording->end()) {
        state["status"] = status_name(recording->end()->status);
        state["message"] = recording->end()->message;
    }
    state["notice"] = screen.notice();
    json widgets = json::object();
    for (const ui::Widget& widget : screen.ui().registry()) {
        const ui::Rect& r = widget.rect;
        if (r.width() <= 0 || r.height() <= 0) continue;
        widgets[widget.id] = {{"x", std::round(r.min.x)},
                              {"y", std::round(r.min.y)},
                              {"width", std::round(r.width())},
                              {"height", std::round(r.height())},
                              {"text", widget.text},
                              {"enabled", widget.is_enabled}};
    }
    state["widgets"] = std::move(widgets);
    return state.dump(-1, ' ', false, json::error_handler_t::replace);
}

UiLog::UiLog() {
    if (const char* path = std::getenv("VIVARIUM_UI_LOG")) m_file = std::fopen(path, "ae");
}

UiLog::~UiLog() {
    if (m_file != nullptr) std::fclose(m_file);
}

bool UiLog::has_turned(Screen& screen) const {
    return m_file != nullptr && m_state != screen.desk().sitting().state();
}

void UiLog::write(Screen& screen) {
    if (m_file == nullptr) return;
    m_state = screen.desk().sitting().state();
    std::string state = screen_state(screen);
    if (state == m_last) return;
    m_last = std::move(state);
    const std::string line = m_last + "\n";
    std::fwrite(line.data(), 1, line.size(), m_file);
    std::fflush(m_file);
}

}  // namespace viv::shell
