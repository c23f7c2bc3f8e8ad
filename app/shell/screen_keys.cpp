// The keys that work everywhere. Those with Ctrl or a function key come before the panels, so that
// an editor can't swallow them; plain ones are for whoever has the focus, and what nobody took is
// the recording's: arrows step through it.
#include <algorithm>

#include "app/panels/actions.h"
#include "app/shell/screen.h"

namespace viv::shell {

using panels::Place;
using ui::is;
using ui::is_letter;
using ui::kAlt;
using ui::kCtrl;
using ui::Key;
using ui::KeyEvent;
using ui::kShift;

namespace {

bool is_for_everybody(const KeyEvent& key) {
    return key.key != Key::None && ((key.mods & (kCtrl | kAlt)) != 0 || key.key == Key::Escape ||
                                    (key.key >= Key::F1 && key.key <= Key::F12));
}

}  // namespace

// A slow frame may bring several keys. One that works everywhere waits for the next frame when
// others were pressed before it: run what was typed, not what stood there before.
void Screen::keep_key_order(ui::FrameInput& input) {
    std::vector<KeyEvent> keys = std::move(m_waiting_keys);
    keys.insert(keys.end(), input.keys.begin(), input.keys.end());
    const auto turn =
        std::adjacent_find(keys.begin(), keys.end(), [](const KeyEvent& a, const KeyEvent& b) {
            return is_for_everybody(a) != is_for_everybody(b);
        });
    const auto rest = turn == keys.end() ? turn : turn + 1;
    m_waiting_keys.assign(rest, keys.end());
    keys.erase(rest, keys.end());
    input.keys = std::move(keys);
}

void Screen::take_keys_first() {
    std::erase_if(m_ui->keys(), [this](const KeyEvent& key) {
        return take_overlay_key(key) || take_run_key(key) || take_view_key(key);
    });
}

void Screen::take_keys_last() {
    // Buttons press keys, too: those come now.
    std::erase_if(m_ui->keys(), [this](const KeyEvent& key) {
        return take_run_key(key) || take_view_key(key) || take_left_over(key);
    });
}

bool Screen::take_overlay_key(const KeyEvent& key) {
    if (m_overlay == Overlay::None) return false;
    if (is(key, Key::Escape) || is(key, Key::F1)) {
        m_overlay = Overlay::None;
    } else if (is_letter(key, 't', kCtrl | kShift)) {
        m_overlay = Overlay::None;
    } else if (is_letter(key, 'c', kCtrl) && m_overlay == Overlay::TextTwin) {
        m_ui->set_clipboard(m_twin);
    } else if (is(key, Key::Up) || is(key, Key::Down)) {
        m_ui->scroll_region_of("overlay", m_ui->px(key.key == Key::Up ? -60.0f : 60.0f));
    } else if (is(key, Key::PageUp) || is(key, Key::PageDown)) {
        m_ui->scroll_region_of("overlay", m_ui->px(key.key == Key::PageUp ? -400.0f : 400.0f));
    } else if (is(key, Key::Tab) || is(key, Key::Tab, kShift)) {
        m_ui->move_mark(key.mods == kShift ? -1 : 1);
    } else {
        // Nothing reaches the panels below; what the overlay's own buttons may want comes later.
        m_overlay_keys.push_back(key);
    }
    return true;
}

bool Screen::take_run_key(const KeyEvent& key) {
    panels::PanelContext shared = context();
    if (is(key, Key::Enter, kCtrl)) {
        panels::run_snippet(shared);
    } else if (is(key, Key::F5, kShift) || is_letter(key, '.', kCtrl)) {
        panels::stop_run(shared);
    } else if (is(key, Key::Escape) && panels::is_running(shared)) {
        panels::stop_run(shared);
    } else if (is(key, Key::Left, kAlt) || is(key, Key::F9)) {
        shared.sitting.post(session::MoveSteps{-1});
    } else if (is(key, Key::Right, kAlt) || is(key, Key::F10)) {
        shared.sitting.post(session::MoveSteps{1});
    } else {
        return false;
    }
    return true;
}

bool Screen::take_view_key(const KeyEvent& key) {
    constexpr Place kNumbered[] = {Place::Left, Place::Middle, Place::Right, Place::RightBottom,
                                   Place::Bottom};
    for (char32_t i = 0; i < 5; ++i) {
        if (is_letter(key, U'1' + i, kCtrl)) {
            focus_panel(kNumbered[i]);
            return true;
        }
        if (i < 3 && is_letter(key, U'1' + i, kCtrl | kShift)) {
            set_preset(static_cast<Preset>(i));
            return true;
        }
    }
    if (is_letter(key, 't', kCtrl)) {
        m_theme = m_theme == ui::ThemeName::Dark ? ui::ThemeName::Light : ui::ThemeName::Dark;
        m_ui->keep_drawing();
    } else if (is_letter(key, 't', kCtrl | kShift)) {
        toggle(Overlay::TextTwin);
    } else if (is(key, Key::F1)) {
        toggle(Overlay::Help);
    } else if (is_letter(key, '=', kCtrl) || is_letter(key, '+', kCtrl) ||
               is_letter(key, '+', kCtrl | kShift) || is_letter(key, '=', kCtrl | kShift)) {
        set_zoom(m_zoom + 0.1f);
    } else if (is_letter(key, '-', kCtrl)) {
        set_zoom(m_zoom - 0.1f);
    } else if (is_letter(key, '0', kCtrl)) {
        set_zoom(1);
    } else if (is(key, Key::F6) || is(key, Key::F6, kShift)) {
        focus_next(key.mods == kShift ? -1 : 1);
    } else {
        return false;
    }
    m_ui->keep_drawing();
    return true;
}

bool Screen::take_left_over(const KeyEvent& key) {
    session::Sitting& sitting = m_desk.sitting();
    lesson::Reading& reading = m_desk.reading();
    const panels::Panel* editor = panel(Place::Middle);
    const bool is_typing = editor != nullptr && has_focus(*editor);
    if (key.key == Key::None && key.codepoint == U'?' && !is_typing) {
        toggle(Overlay::Help);
    } else if (is(key, Key::PageUp) && reading.step_index() > 0) {
        reading.go_to(reading.step_index() - 1);
    } else if (is(key, Key::PageDown) && reading.step_index() + 1 < reading.step_count()) {
        reading.go_to(reading.step_index() + 1);
    } else if (is_typing) {
        return false;
    } else if (is(key, Key::Left)) {
        sitting.post(session::MoveSteps{-1});
    } else if (is(key, Key::Right)) {
        sitting.post(session::MoveSteps{1});
    } else if (is(key, Key::Home)) {
        sitting.post(session::GoToFirst{});
    } else if (is(key, Key::End)) {
        sitting.post(session::GoToLast{});
    } else if (is(key, Key::Up) || is(key, Key::Down)) {
        const std::string_view focus = m_ui->focus();
        m_ui->scroll_region_of(focus.substr(0, focus.find('/')),
                               m_ui->px(key.key == Key::Up ? -60.0f : 60.0f));
    } else if (is(key, Key::Tab) || is(key, Key::Tab, kShift)) {
        m_ui->move_mark(key.mods == kShift ? -1 : 1);
    } else {
        return false;
    }
    m_ui->keep_drawing();
    return true;
}

void Screen::focus_next(int by) {
    constexpr Place kRound[] = {Place::Left,  Place::Middle,      Place::MiddleBottom,
                                Place::Right, Place::RightBottom, Place::Bottom};
    constexpr int kCount = static_cast<int>(std::size(kRound));
    int at = by > 0 ? -1 : 0;
    for (int i = 0; i < kCount; ++i) {
        const panels::Panel* p = panel(kRound[i]);
        if (p != nullptr && has_focus(*p)) at = i;
    }
    for (int tried = 0; tried < kCount; ++tried) {
        at = (at + by + kCount) % kCount;
        if (panel(kRound[at]) == nullptr) continue;
        focus_panel(kRound[at]);
        return;
    }
}

void Screen::focus_panel(Place place) {
    const panels::Panel* p = panel(place);
    if (p == nullptr) return;
    m_ui->set_focus(p->id());
    show_place(place);
}

void Screen::show_place(Place place) {
    // Only a narrow window hides anything.
    if (m_areas.at(place)) return;
    switch (place) {
        case Place::Left:
            set_preset(Preset::Read);
            break;
        case Place::Middle:
        case Place::MiddleBottom:
            set_preset(Preset::Code);
            break;
        case Place::Right:
        case Place::RightBottom:
            set_preset(Preset::Inspect);
            break;
        case Place::Top:
        case Place::Bottom:
            break;
    }
}

void Screen::toggle(Overlay overlay) {
    m_overlay = m_overlay == overlay ? Overlay::None : overlay;
    if (m_overlay != Overlay::TextTwin) return;
    panels::Panel* p = panel(m_ui->focus());
    if (p == nullptr) p = panel(Place::Right);
    if (p == nullptr) {
        m_overlay = Overlay::None;
        return;
    }
    panels::PanelContext shared = context();
    m_twin_title = p->title();
    m_twin = p->text(shared);
}

}  // namespace viv::shell
