// See learner.h. Programs that end badly are as likely as others: those are what could leave
// something behind.
#include "tests/soak/learner.h"

#include <array>
#include <string_view>

namespace viv::test {

namespace {

using ui::kAlt;
using ui::kCtrl;
using ui::Key;
using ui::kNoMods;
using ui::kShift;

constexpr std::size_t kMostActs = 40;

// The editor indents by itself, so blocks are closed by a blank line.
constexpr std::array<std::string_view, 18> kPrograms{
    "x = []\nx.append(x)\nx = None\n",
    "print(sum(n * n for n in range(50)))\n",
    "def f(n, seen=[]):\nseen.append(n)\nreturn seen\n\nf(1)\nf(2)\n",
    "while True: x = 1\n",
    "for n in range(10**9): x = [n]\n",
    "import os\nos._exit(3)\n",
    "import sys\nsys.exit('enough')\n",
    "import ctypes\nctypes.string_at(0)\n",
    "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n",
    "import os, time\nif os.fork() == 0: os.setsid(); time.sleep(1000)\n",
    "import threading, time\nthreading.Thread(target=time.sleep, args=(1000,)).start()\n",
    "while True: print('flood ' * 100)\n",
    "data = [bytearray(1 << 20) for n in range(40)]\n",
    // A thousand frames deep, every frame of the window takes 20 ms: that would be all it does.
    "import sys\nsys.setrecursionlimit(150)\ndef down(n): return down(n + 1)\n\ndown(0)\n",
    "try: input()\nexcept EOFError as e: print('end', e)\n",
    "this is no program (\n",
    "print('\\udcff', chr(0x1f600), 'tail')\n",
    "import tempfile, os\nopen('left.txt', 'w').write('x' * 100000)\nprint(os.listdir('.'))\n",
};

constexpr std::array<std::string_view, 10> kPieces{
    "x", "'", "[1, 2]", "(", "\n", "    ", "ä→𝄞", "def g():\n", "# note", "\"\"\"",
};

}  // namespace

std::size_t Learner::below(std::size_t bound) {
    return static_cast<std::size_t>(m_random() % bound);
}

void Learner::did(std::string act) {
    if (m_acts.size() == kMostActs) m_acts.erase(m_acts.begin());
    m_acts.push_back(std::move(act));
}

void Learner::act() {
    switch (below(12)) {
        case 0:
            write_program();
            break;
        case 1:
            type_something();
            break;
        case 2:
            edit();
            break;
        case 3:
        case 4:
            run();
            break;
        case 5:
            did("stop");
            m_player.key(Key::Escape);
            break;
        case 6:
        case 7:
            scrub();
            break;
        case 8:
            click_something();
            break;
        case 9:
            turn_page();
            break;
        case 10:
            change_view();
            break;
        default:
            did("look");
            for (std::size_t i = below(20); i > 0; --i) m_player.frame();
            break;
    }
}

void Learner::rest() {
    did("rest");
    // An overlay takes the key first.
    for (int i = 0; i < 3; ++i) m_player.key(Key::Escape);
    const auto state = m_player.sitting().state();
    if (state == session::RunState::Running) m_player.sitting().post(session::StopRun{});
    m_player.wait_until_idle();
}

void Learner::write_program() {
    const std::size_t which = below(kPrograms.size());
    did("write program " + std::to_string(which));
    m_player.letter(U'2', kCtrl);
    m_player.letter(U'a', kCtrl);
    m_player.key(Key::Delete);
    m_player.type(kPrograms[which]);
}

void Learner::type_something() {
    const std::size_t which = below(kPieces.size());
    did("type piece " + std::to_string(which));
    m_player.letter(U'2', kCtrl);
    m_player.type(kPieces[which]);
}

void Learner::edit() {
    struct Edit {
        Key key;
        std::uint8_t mods;
        char32_t letter;
    };
    constexpr std::array<Edit, 12> kEdits{{{Key::Letter, kCtrl, U'z'},
                                           {Key::Letter, kCtrl | kShift, U'z'},
                                           {Key::Letter, kCtrl, U'x'},
                                           {Key::Letter, kCtrl, U'c'},
                                           {Key::Letter, kCtrl, U'v'},
                                           {Key::Backspace, kNoMods, 0},
                                           {Key::Delete, kNoMods, 0},
                                           {Key::Home, kShift, 0},
                                           {Key::Down, kShift, 0},
                                           {Key::Up, kAlt, 0},
                                           {Key::Tab, kNoMods, 0},
                                           {Key::End, kCtrl, 0}}};
    const std::size_t which = below(kEdits.size());
    did("edit " + std::to_string(which));
    m_player.letter(U'2', kCtrl);
    const Edit& chosen = kEdits[which];
    if (chosen.key == Key::Letter) {
        m_player.letter(chosen.letter, chosen.mods);
    } else {
        m_player.key(chosen.key, chosen.mods);
    }
}

void Learner::run() {
    const std::size_t frames = below(30);
    did("run, " + std::to_string(frames) + " frames");
    m_player.key(Key::Enter, kCtrl);
    for (std::size_t i = 0; i < frames; ++i) m_player.frame();
}

void Learner::scrub() {
    constexpr std::array<Key, 6> kKeys{Key::Left, Key::Right, Key::Home,
                                       Key::End,  Key::Left,  Key::Right};
    const std::size_t times = 1 + below(10);
    did("scrub " + std::to_string(times));
    m_player.letter(U'5', kCtrl);
    for (std::size_t i = 0; i < times; ++i) m_player.key(kKeys[below(kKeys.size())]);
}

void Learner::click_something() {
    const std::vector<std::string> all = m_player.ids("");
    if (all.empty()) return;
    const std::string& id = all[below(all.size())];
    did("click " + id);
    if (m_player.sees(id)) m_player.click(id);
}

void Learner::turn_page() {
    const bool is_on = below(2) == 0;
    did(is_on ? "page on" : "page back");
    m_player.letter(U'1', kCtrl);
    m_player.key(is_on ? Key::PageDown : Key::PageUp);
    if (below(3) == 0) m_player.letter(U'a' + static_cast<char32_t>(below(4)), kNoMods);
}

void Learner::change_view() {
    const std::array<ImVec2, 4> kSizes{ImVec2{1600, 1000}, {1280, 720}, {640, 480}, {2400, 1300}};
    const std::size_t which = below(7);
    did("view " + std::to_string(which));
    if (which < kSizes.size()) {
        m_player.resize(kSizes[which], below(2) == 0 ? 1.0f : 2.0f);
    } else if (which == 4) {
        m_player.letter(U't', kCtrl);
    } else {
        m_player.letter(U'1' + static_cast<char32_t>(below(3)), kCtrl | kShift);
    }
}

}  // namespace viv::test
