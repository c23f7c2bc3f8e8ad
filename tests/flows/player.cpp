// Each act is followed by frames until the screen rests, so that a test sees what a learner would.
#include "tests/flows/player.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <poll.h>

#include <algorithm>

#include "app/widgets/text.h"

namespace viv::test {
namespace {

// The recording grows without a word from the worker: look again this often. The number of looks
// is the limit of a failure, not of a success.
constexpr int kLookMilliseconds = 5;
constexpr int kMostLooks = 12'000;

}  // namespace

Player::Player(const PlayerOptions& options) : m_desk(shell::Desk::create(options.desk)) {
    const Result<void> opened = m_desk->open(options.target);
    if (!opened.ok()) FAIL(opened.error().message());
    auto screen = shell::Screen::create(*m_desk);
    if (!screen.ok()) FAIL(screen.error().message());
    m_screen = std::move(screen.value());
    m_input.size = options.size;
    m_input.scale = options.scale;
    m_input.is_motion_allowed = false;
    frame();
}

void Player::frame() {
    for (int i = 0; i < 20; ++i) {
        m_desk->poll();
        m_screen->draw_frame(m_input);
        m_input.keys.clear();
        m_input.wheel = m_input.wheel_x = 0;
        if (!m_screen->wants_another_frame()) return;
    }
}

void Player::click_at(ImVec2 at) {
    m_input.mouse = at;
    frame();
    m_input.is_mouse_down = true;
    frame();
    m_input.is_mouse_down = false;
    frame();
}

void Player::click(std::string_view id) {
    INFO("clicking ", std::string(id));
    REQUIRE(sees(id));
    click_at(middle(id));
}

void Player::double_click(std::string_view id) {
    click(id);
    click(id);
}

void Player::drag(ImVec2 from, ImVec2 to) {
    m_input.mouse = from;
    frame();
    m_input.is_mouse_down = true;
    frame();
    m_input.mouse = {(from.x + to.x) / 2, (from.y + to.y) / 2};
    frame();
    m_input.mouse = to;
    frame();
    m_input.is_mouse_down = false;
    frame();
}

void Player::hover(std::string_view id) {
    m_input.mouse = middle(id);
    frame();
}

void Player::wheel(std::string_view id, float notches) {
    hover(id);
    m_input.wheel = notches;
    frame();
}

void Player::key(ui::Key key, std::uint8_t mods) {
    m_input.keys.push_back({key, mods});
    frame();
}

void Player::letter(char32_t letter, std::uint8_t mods) {
    m_input.keys.push_back({ui::Key::Letter, mods, letter});
    frame();
}

void Player::type(std::string_view utf8) {
    while (!utf8.empty()) {
        const ui::Decoded next = ui::decode(utf8);
        utf8.remove_prefix(next.length);
        if (next.character == U'\n') {
            key(ui::Key::Enter);
            continue;
        }
        m_input.keys.push_back({ui::Key::None, ui::kNoMods, next.character});
        frame();
    }
}

void Player::keys_in_one_frame(const std::vector<ui::KeyEvent>& keys) {
    m_input.keys = keys;
    frame();
}

void Player::resize(ImVec2 size, float scale) {
    m_input.size = size;
    m_input.scale = scale;
    frame();
}

void Player::wait_until_idle() {
    frame();
    m_desk->wait_until_idle();
    frame();
}

void Player::wait_until(std::string_view what, const std::function<bool()>& condition) {
    INFO("waiting until ", std::string(what));
    for (int look = 0; !condition(); ++look) {
        REQUIRE(look < kMostLooks);
        pollfd wait{sitting().wake_descriptor(), POLLIN, 0};
        ::poll(&wait, 1, kLookMilliseconds);
        frame();
    }
}

bool Player::sees(std::string_view id) {
    const ui::Widget* found = m_screen->ui().find(id);
    return found != nullptr && found->rect.width() > 0 && found->rect.height() > 0;
}

const ui::Widget& Player::widget(std::string_view id) {
    const ui::Widget* found = m_screen->ui().find(id);
    if (found == nullptr) {
        std::string known;
        for (const ui::Widget& w : m_screen->ui().registry()) known += "\n  " + w.id;
        FAIL("there is no widget ", std::string(id), "; there are:", known);
    }
    return *found;
}

std::vector<std::string> Player::ids(std::string_view prefix) {
    std::vector<std::string> found;
    for (const ui::Widget& w : m_screen->ui().registry()) {
        if (w.id.starts_with(prefix)) found.push_back(w.id);
    }
    return found;
}

ImVec2 Player::middle(std::string_view id) {
    const ui::Rect& rect = widget(id).rect;
    return {(rect.min.x + rect.max.x) / 2, (rect.min.y + rect.max.y) / 2};
}

const wire::Recording& Player::recording() {
    REQUIRE(sitting().recording() != nullptr);
    return *sitting().recording();
}

std::vector<std::string> layout_faults(Player& player) {
    std::vector<std::string> faults;
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    std::vector<const ui::Widget*> controls;
    for (const std::string& id : player.screen().ui().stops()) {
        const ui::Widget& w = player.widget(id);
        if (w.rect.width() <= 0 || w.rect.height() <= 0) continue;  // scrolled away
        controls.push_back(&w);
        const bool is_inside = w.rect.min.x >= 0 && w.rect.min.y >= 0 && w.rect.max.x <= size.x &&
                               w.rect.max.y <= size.y;
        if (!is_inside) faults.push_back(id + " stands outside the window");
        if (w.text.empty()) faults.push_back(id + " says nothing of what it does");
    }
    for (std::size_t i = 0; i < controls.size(); ++i) {
        for (std::size_t j = i + 1; j < controls.size(); ++j) {
            const ui::Rect &a = controls[i]->rect, &b = controls[j]->rect;
            const float x = std::min(a.max.x, b.max.x) - std::max(a.min.x, b.min.x);
            const float y = std::min(a.max.y, b.max.y) - std::max(a.min.y, b.min.y);
            if (x > 0.5f && y > 0.5f) {
                faults.push_back(controls[i]->id + " and " + controls[j]->id + " overlap");
            }
        }
    }
    return faults;
}

}  // namespace viv::test
