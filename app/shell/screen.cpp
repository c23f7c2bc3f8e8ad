// A frame: take in what came, keys that work everywhere, panels on their cards, dividers, overlays,
// then what was posted takes effect.
#include "app/shell/screen.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/panels/registry.h"
#include "app/widgets/controls.h"

namespace viv::shell {

using panels::Place;
using ui::Rect;

namespace {

constexpr float kCardRadius = 10;

}  // namespace

Result<std::unique_ptr<Screen>> Screen::create(Desk& desk) {
    VIV_TRY(std::unique_ptr<ui::ImGuiUi> ui, ui::ImGuiUi::create());
    return std::unique_ptr<Screen>(new Screen(desk, std::move(ui)));
}

Screen::Screen(Desk& desk, std::unique_ptr<ui::ImGuiUi> ui)
    : m_desk(desk), m_ui(std::move(ui)), m_panels(panels::make_panels()) {
    if (const panels::Panel* editor = panel(Place::Middle)) m_ui->set_focus(editor->id());
}

panels::PanelContext Screen::context() {
    return {m_desk.sitting(), m_desk.reading(), m_desk.document(), *m_ui};
}

panels::Panel* Screen::panel(Place place) {
    const auto found = std::find_if(m_panels.begin(), m_panels.end(),
                                    [&](const auto& p) { return p->place() == place; });
    return found == m_panels.end() ? nullptr : found->get();
}

panels::Panel* Screen::panel(std::string_view id) {
    // "lesson/answer" is a field of the panel "lesson".
    const std::string_view name = id.substr(0, id.find('/'));
    const auto found = std::find_if(m_panels.begin(), m_panels.end(),
                                    [&](const auto& p) { return p->id() == name; });
    return found == m_panels.end() ? nullptr : found->get();
}

bool Screen::has_focus(const panels::Panel& panel) const {
    const std::string_view focus = m_ui->focus();
    return focus.substr(0, focus.find('/')) == panel.id();
}

void Screen::set_zoom(float zoom) {
    m_zoom = std::clamp(std::round(zoom * 10) / 10, 0.8f, 3.0f);
}

void Screen::set_preset(Preset preset) {
    m_preset = preset;
    m_splits = preset_splits(preset);
}

bool Screen::wants_another_frame() const {
    return m_has_changed || !m_waiting_keys.empty() || m_ui->wants_another_frame();
}

void Screen::draw_frame(ui::FrameInput input) {
    m_desk.frame_times().begin();
    draw_parts(std::move(input));
    m_desk.frame_times().end();
    const session::RunState state = m_desk.sitting().state();
    m_desk.frame_times().close(state == session::RunState::Running ||
                               state == session::RunState::Stopping);
}

void Screen::draw_parts(ui::FrameInput input) {
    input.theme = m_theme;
    input.scale = std::clamp(input.scale * m_zoom, 0.8f, 4.0f);
    keep_key_order(input);
    const ui::FrameInput kept = input;
    m_desk.sync();
    m_ui->begin_frame(std::move(input));
    m_ui->draw().AddRectFilled({0, 0}, kept.size, m_ui->theme().ground);
    take_keys_first();
    float taken = draw_notice(kept);
    taken += draw_tabs(kept, taken);
    m_areas = lay_out({kept.size.x, kept.size.y - taken}, kept.scale, m_splits, m_preset);
    const auto shift = [&](std::optional<Rect>& rect) {
        if (!rect) return;
        rect->min.y += taken;
        rect->max.y += taken;
    };
    for (std::size_t i = 1; i < kPlaces; ++i) shift(m_areas.places[i]);
    for (std::optional<Rect>& divider : m_areas.dividers) shift(divider);
    if (m_overlay == Overlay::None) focus_by_mouse(m_areas);
    draw_panels(m_areas);
    draw_dividers(m_areas, kept);
    draw_overlay(kept);
    take_keys_last();
    m_ui->end_frame();
    m_has_changed = m_desk.sitting().apply_posted();
}

void Screen::settle(ui::FrameInput input) {
    // Motion has an end, fonts come after at most two frames; the limit is for what never rests.
    for (int frame = 0; frame < 120; ++frame) {
        draw_frame(input);
        input.keys.clear();
        input.wheel = input.wheel_x = 0;
        if (!wants_another_frame()) break;
    }
}

void Screen::focus_by_mouse(const Areas& areas) {
    if (!m_ui->was_pressed()) return;
    for (const auto& p : m_panels) {
        const auto& area = areas.at(p->place());
        // The bar above has nothing to type into: pressing Run leaves the caret where it is.
        if (area && p->place() != Place::Top && area->contains(m_ui->mouse())) {
            m_ui->set_focus(p->id());
        }
    }
}

void Screen::draw_panels(const Areas& areas) {
    panels::PanelContext shared = context();
    for (std::size_t i = 0; i < kPlaces; ++i) {
        const auto place = static_cast<Place>(i);
        const auto& area = areas.at(place);
        if (!area) continue;
        panels::Panel* p = panel(place);
        const ui::Theme& theme = m_ui->theme();
        const bool is_card = place != Place::Top;
        if (is_card) {
            m_ui->draw().AddRectFilled(area->min, area->max, theme.panel, m_ui->px(kCardRadius));
        }
        if (p != nullptr) {
            m_ui->push_clip(*area);
            p->draw(shared, *area);
            m_ui->pop_clip();
        }
        if (!is_card) continue;
        ui::mask_corners(m_ui->draw(), *area, m_ui->px(kCardRadius), theme.ground);
        const bool is_focused = p != nullptr && has_focus(*p);
        m_ui->draw().AddRect(area->min, area->max,
                             is_focused ? ui::mix(theme.border, theme.accent, 0.55f) : theme.border,
                             m_ui->px(kCardRadius));
        if (p != nullptr) m_ui->note(std::string("panel/") + p->id(), *area, p->title());
    }
}

void Screen::draw_dividers(const Areas& areas, const ui::FrameInput& input) {
    constexpr const char* kIds[kDividers] = {"divider/left", "divider/middle", "divider/output",
                                             "divider/inspector"};
    for (std::size_t i = 0; i < kDividers; ++i) {
        const auto& rect = areas.dividers[i];
        if (!rect) continue;
        const auto divider = static_cast<Divider>(i);
        const ui::Pointer p = m_ui->pointer(kIds[i], *rect);
        const bool is_upright = divider == Divider::Left || divider == Divider::Middle;
        if (p.is_hovered || p.is_held) {
            m_ui->cursor(is_upright ? ui::Cursor::ResizeX : ui::Cursor::ResizeY);
            const ImVec2 middle((rect->min.x + rect->max.x) / 2, (rect->min.y + rect->max.y) / 2);
            const float half = std::max(1.0f, std::round(m_ui->px(1)));
            const Rect line = is_upright ? Rect{{middle.x - half, rect->min.y + m_ui->px(10)},
                                                {middle.x + half, rect->max.y - m_ui->px(10)}}
                                         : Rect{{rect->min.x + m_ui->px(10), middle.y - half},
                                                {rect->max.x - m_ui->px(10), middle.y + half}};
            m_ui->draw().AddRectFilled(line.min, line.max, m_ui->theme().accent, half);
        }
        if (p.is_held) m_splits = drag(m_splits, divider, p.drag, input.size, input.scale);
    }
}

namespace {

// As the command line says it.
std::string damage_words(const wire::Recording& recording) {
    const std::uint32_t steps = recording.step_count();
    const std::string whole = steps == 0   ? "no whole step stands before it"
                              : steps == 1 ? "the one step before it is whole"
                                           : fmt::format("the {} steps before it are whole", steps);
    return fmt::format("{} at byte {}; {}", recording.damage()->what,
                       recording.damage()->offset_bytes, whole);
}

std::string course_words(const lesson::Course& course) {
    std::string text;
    if (course.mistakes.empty()) return course.lessons.empty() ? "No lessons were found." : "";
    const lesson::Mistake& first = course.mistakes.front();
    text += first.file.empty() ? first.what : first.message();
    if (course.mistakes.size() > 1)
        text += fmt::format(" (and {} more)", course.mistakes.size() - 1);
    return text;
}

}  // namespace

std::string Screen::notice() {
    const session::Sitting& sitting = m_desk.sitting();
    std::vector<std::string> notices;
    if (sitting.state() == session::RunState::NoWorker) {
        notices.push_back(sitting.worker_problem().message());
    }
    if (sitting.recording() != nullptr && sitting.recording()->damage()) {
        notices.push_back(damage_words(*sitting.recording()));
    }
    notices.push_back(course_words(m_desk.reading().course()));
    for (std::string& text : notices) {
        const bool is_sentence = text.find(' ') < text.find_first_of("./");
        if (is_sentence && text[0] >= 'a' && text[0] <= 'z') text[0] -= 'a' - 'A';
        if (!text.empty() && !m_dismissed.contains(text)) return text;
    }
    return {};
}

float Screen::draw_notice(const ui::FrameInput& input) {
    const std::string text = notice();
    if (text.empty()) return 0;
    const ui::Theme& t = m_ui->theme();
    const float height = std::round(m_ui->px(40));
    const float top = std::round(m_ui->px(kTopHeight));
    const float margin = m_ui->px(8);
    const Rect rect{{margin, top}, {input.size.x - margin, top + height - m_ui->px(8)}};
    ui::card(m_ui->draw(), rect, m_ui->px(8), t.warn_soft, ui::mix(t.border, t.warn, 0.5f));
    const float middle = (rect.min.y + rect.max.y) / 2;
    ui::icon(m_ui->draw(), ui::Icon::Warning, {rect.min.x + m_ui->px(18), middle}, m_ui->px(15),
             t.warn);
    m_ui->text_fit(
        ui::Face::Medium, 13,
        {rect.min.x + m_ui->px(34), middle - m_ui->line_height(ui::Face::Medium, 13) / 2}, t.text,
        text, rect.width() - m_ui->px(80));
    m_ui->note("notice", rect, text);
    m_ui->tooltip(text);
    const float half = m_ui->px(12);
    const Rect close{{rect.max.x - 2 * half - m_ui->px(4), middle - half},
                     {rect.max.x - m_ui->px(4), middle + half}};
    if (ui::icon_button(*m_ui, "notice/close", close, ui::Icon::Cross, ui::ButtonLook::Ghost, true,
                        "Close", 11)) {
        m_dismissed.insert(text);
        m_ui->keep_drawing();
    }
    return height;
}

// A window too narrow for all columns shows which ones there are, to be chosen with the mouse.
float Screen::draw_tabs(const ui::FrameInput& input, float top) {
    const int columns = columns_that_fit(input.size, input.scale);
    if (columns == 3) return 0;
    constexpr const char* kIds[] = {"preset/read", "preset/code", "preset/inspect"};
    constexpr const char* kPairs[] = {"Lesson and snippet", "", "Snippet and stage"};
    constexpr const char* kSingles[] = {"Lesson", "Snippet", "Stage"};
    const float y = std::round(m_ui->px(kTopHeight)) + top;
    float x = m_ui->px(8);
    for (std::size_t i = 0; i < 3; ++i) {
        const auto preset = static_cast<Preset>(i);
        if (columns == 2 && preset == Preset::Code) continue;  // the same as Inspect
        const char* label = columns == 2 ? kPairs[i] : kSingles[i];
        const bool is_chosen = preset == m_preset || (columns == 2 && preset == Preset::Inspect &&
                                                      m_preset == Preset::Code);
        const float width = m_ui->button_width(label);
        const Rect rect{{x, y}, {x + width, y + m_ui->px(26)}};
        const auto look = is_chosen ? ui::ButtonLook::Plain : ui::ButtonLook::Ghost;
        if (m_ui->button(kIds[i], rect, label, look, true, "")) set_preset(preset);
        x += width + m_ui->px(4);
    }
    return std::round(m_ui->px(32));
}

}  // namespace viv::shell
