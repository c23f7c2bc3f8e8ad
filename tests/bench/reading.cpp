// What reading a recording costs: makes recordings of programs of four kinds, or takes those named,
// opens each in a process of its own and prints how long that takes, how long a random step is to
// reach (frames, all objects alive and their counts), and memory over the file's size.
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "bindings/wire/log_writer.h"
#include "bindings/wire/recording.h"

namespace viv::wire {
namespace {

using Clock = std::chrono::steady_clock;

// Writes what a recorder would write of a program, by hand: objects, frames, steps.
class Script {
public:
    explicit Script(std::size_t capacity) : m_log(capacity) {
        m_log.header({1, "0", "3.11.2", "x.py", "", StepGrain::Line});
        m_integer = m_log.type({"int", 0x10, "PyLongObject", false, false});
        m_list = m_log.type({"list", 0x20, "PyListObject", false, false});
        m_struct = m_log.text("PyLongObject");
        m_items = m_log.text("ob_item");
        m_name = m_log.text("x");
        m_code = m_log.code({"<module>", "<module>", 1, false, {}, {}, {}});
        for (std::uint32_t line = 1; line <= 20; ++line) {
            m_places.push_back(m_log.place({m_code, line * 2, line, line, 0, 4, "", 0, ""}));
        }
        enter();
    }

    ObjectId integer(std::int64_t value) {
        Body body;
        body.kind = ObjectKind::Int;
        body.size_bytes = 28;
        body.value.kind = Value::Kind::Int;
        body.value.full_length = 1;
        body.value.integer = value;
        std::string bytes(28, '\0');
        bytes[8] = 0x10;
        for (int i = 0; i < 4; ++i) bytes[24 + i] = static_cast<char>(value >> (8 * i));
        const std::uint64_t address = 0x7f0000000000 + m_objects % 5000 * 32;
        body.blocks.push_back({m_struct, address, 28, bytes});
        return born(address, m_integer, body);
    }
    ObjectId list(const std::vector<ObjectId>& items) {
        const std::uint64_t address = 0x7f1000000000 + m_objects % 5000 * 64;
        return born(address, m_list, list_body(items));
    }
    void set_items(ObjectId list, const std::vector<ObjectId>& items) {
        m_log.body(list, list_body(items));
    }
    void died(ObjectId object) { m_log.died(object); }
    void count(ObjectId object, std::int64_t count) { m_log.count(object, count); }
    void enter() {
        FrameState frame;
        frame.id = FrameId{++m_entered};
        if (!m_frames.empty()) frame.back = m_frames.back().id;
        frame.thread = ThreadId{1};
        frame.code = m_code;
        for (int i = 0; i < 3; ++i) {
            frame.variables.push_back({PlaceKind::Named, Payment::Owned, m_name, ObjectId{}});
            frame.kinds.push_back(VariableKind::Local);
            frame.cells.emplace_back();
        }
        m_frames.push_back(frame);
    }
    void leave() {
        m_log.left(m_frames.back().id);
        m_frames.pop_back();
    }
    void set(std::size_t variable, ObjectId object) {
        m_frames.back().variables[variable].target = object;
    }
    // False when the log is full.
    bool step(std::size_t line) {
        FrameState& frame = m_frames.back();
        frame.place = m_places[line % m_places.size()];
        frame.is_innermost = true;
        m_log.frame(frame);
        return m_log.step({StepEvent::Line, ThreadId{1}, frame.id, frame.place});
    }
    void save(const std::filesystem::path& path) {
        m_log.end({});
        std::ofstream(path, std::ios::binary)
            .write(m_log.bytes().data(), static_cast<std::streamsize>(m_log.bytes().size()));
    }
    [[nodiscard]] std::size_t depth() const { return m_frames.size(); }

private:
    ObjectId born(std::uint64_t address, TypeId type, const Body& body) {
        const ObjectId id{++m_objects};
        m_log.born({id, address, type, {}, false, false});
        m_log.body(id, body);
        m_log.count(id, 1);
        return id;
    }
    Body list_body(const std::vector<ObjectId>& items) {
        Body body;
        body.kind = ObjectKind::List;
        body.size_bytes = 56 + 8 * items.size();
        body.length = items.size();
        std::string bytes;
        for (const ObjectId item : items) {
            body.slots.push_back({PlaceKind::Item, Payment::Owned, TextId{}, item});
            bytes.append(reinterpret_cast<const char*>(&item.value), 4).append(4, '\x7f');
        }
        body.blocks.push_back({m_items, 0x7f2000000000, bytes.size(), bytes});
        return body;
    }

    LogWriter m_log;
    TypeId m_integer, m_list;
    TextId m_struct, m_items, m_name;
    CodeId m_code;
    std::vector<PlaceId> m_places;
    std::vector<FrameState> m_frames;
    std::uint32_t m_objects = 0, m_entered = 0;
};

// A loop that counts: each second step an int takes the place of another.
void loop(Script& script, std::uint32_t steps) {
    ObjectId last;
    for (std::uint32_t i = 0; i < steps; ++i) {
        if (i % 2 == 0) {
            const ObjectId now = script.integer(1000 + i);
            if (last) script.died(last);
            script.set(0, last = now);
        }
        script.step(i % 4);
    }
}

// The same while 2,000 objects are alive, ten of which come and go.
void crowd(Script& script, std::uint32_t steps) {
    std::vector<ObjectId> idle;
    for (std::uint32_t i = 0; i < 2000; ++i) idle.push_back(script.integer(i));
    script.set(1, script.list(idle));
    ObjectId last;
    for (std::uint32_t i = 0; i < steps; ++i) {
        if (i % 2 == 0) {
            const ObjectId now = script.integer(1000 + i);
            if (last) script.died(last);
            script.set(0, last = now);
        }
        if (i % 100 == 0) {
            ObjectId& one = idle[i / 100 * 7 % idle.size()];
            script.died(one);
            one = script.integer(i);
        }
        script.count(idle[i % idle.size()], i % 3 + 1);
        script.step(i % 4);
    }
}

// Calls, ten deep and back, each with a list of its own that grows.
void calls(Script& script, std::uint32_t steps) {
    std::vector<std::vector<ObjectId>> items(1);
    std::vector<ObjectId> lists(1);
    bool is_down = true;
    for (std::uint32_t i = 0; i < steps; ++i) {
        if (i % 3 == 0 && is_down) {
            script.enter();
            items.emplace_back();
            lists.push_back(script.list({}));
            script.set(1, lists.back());
        } else if (i % 3 == 0) {
            if (lists.back()) script.died(lists.back());
            script.leave();
            items.pop_back();
            lists.pop_back();
        } else if (lists.back()) {
            items.back().emplace_back(1);
            script.set_items(lists.back(), items.back());
        }
        if (script.depth() == 11) is_down = false;
        if (script.depth() == 1) is_down = true;
        script.step(i % 17);
    }
}

// A structure that grows: each tenth step a list is made that stays, and the one before it changes.
void growing(Script& script, std::uint32_t steps) {
    std::vector<ObjectId> made;
    for (std::uint32_t i = 0; i < steps; ++i) {
        if (i % 10 == 0 && made.size() < 5000) {
            made.push_back(script.list({}));
            if (made.size() > 1) script.set_items(made[made.size() - 2], {made.back()});
        }
        script.set(0, made[i * 31 % made.size()]);
        script.step(i % 5);
    }
}

// Of this thread alone: a jump takes less than another process may take meanwhile.
double own_seconds() {
    timespec now = {};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

double seconds_since(Clock::time_point begin) {
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

std::size_t resident_bytes() {
    std::size_t all = 0, resident = 0;
    std::ifstream("/proc/self/statm") >> all >> resident;
    return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

// What the brief of a step takes: frames, all objects alive, their counts.
std::uint64_t look_at(const Recording& recording, StepId step) {
    std::uint64_t seen = recording.frames(step).size();
    for (const ObjectId object : recording.alive_objects(step)) {
        seen += static_cast<std::uint64_t>(recording.refcount(object, step));
    }
    return seen;
}

int read_file(const std::string& name, const std::filesystem::path& path) {
    const auto size = static_cast<double>(std::filesystem::file_size(path));
    const std::size_t before = resident_bytes();
    const Clock::time_point begin = Clock::now();
    const Result<Recording> recording = Recording::open(path);
    const double opened = seconds_since(begin);
    if (!recording || recording->damage() || recording->step_count() == 0) {
        fmt::print(stderr, "{}: cannot be read whole\n", path.string());
        return 1;
    }
    const std::size_t opened_bytes = resident_bytes() - before;
    std::mt19937 random(1);
    std::vector<double> jumps, turns;
    std::uint64_t seen = 0;
    for (int i = 0; i < 2000; ++i) {
        const StepId step{static_cast<std::uint32_t>(random() % recording->step_count() + 1)};
        const double asked = own_seconds();
        seen += look_at(*recording, step);
        jumps.push_back(own_seconds() - asked);
    }
    std::sort(jumps.begin(), jumps.end());
    const std::uint32_t walked = std::min(recording->step_count(), 20000U);
    const double forward = own_seconds();
    for (std::uint32_t i = 1; i <= walked; ++i) seen += look_at(*recording, StepId{i});
    const double a_step = (own_seconds() - forward) / walked;
    const std::size_t after = resident_bytes() - before;
    fmt::print("{:<14}{:>10}{:>10.1f}{:>9.3f}{:>11.3f}{:>11.3f}{:>11.4f}{:>12.2f}{:>12.2f}\n", name,
               recording->step_count(), size / 1e6, opened, 1e3 * jumps[jumps.size() / 2],
               1e3 * jumps.back(), 1e3 * a_step, static_cast<double>(opened_bytes) / size,
               static_cast<double>(after) / size);
    return seen == 0 ? 1 : 0;
}

// Runs it in a process of its own, so that each has its own memory.
int apart(const std::function<int()>& work) {
    std::fflush(nullptr);
    const pid_t child = ::fork();
    if (child == 0) {
        const int status = work();
        std::fflush(nullptr);
        ::_exit(status);
    }
    int status = 1;
    ::waitpid(child, &status, 0);
    return status;
}

int run(const std::vector<std::string>& files) {
    fmt::print("{:<14}{:>10}{:>10}{:>9}{:>11}{:>11}{:>11}{:>12}{:>12}\n", "recording", "steps",
               "MB", "open s", "jump ms", "worst ms", "step ms", "mem/file", "after");
    int failures = 0;
    for (const std::string& file : files) {
        const std::string name = std::filesystem::path(file).stem().string();
        failures += apart([&] { return read_file(name, file); }) != 0;
    }
    if (!files.empty()) return failures;
    const std::vector<std::pair<std::string, void (*)(Script&, std::uint32_t)>> kinds = {
        {"loop", loop}, {"crowd", crowd}, {"calls", calls}, {"growing", growing}};
    const std::filesystem::path path =
        std::filesystem::temp_directory_path() / fmt::format("vivarium-reading-{}.viv", ::getpid());
    for (const auto& [name, write] : kinds) {
        for (const std::uint32_t steps : {10'000U, 100'000U, 1'000'000U}) {
            failures += apart([&, write = write] {
                Script script((std::size_t{1} << 20) + std::size_t{250} * steps);
                write(script, steps);
                script.save(path);
                return 0;
            });
            failures += apart([&, &name = name] { return read_file(name, path); }) != 0;
        }
    }
    std::filesystem::remove(path);
    return failures;
}

}  // namespace
}  // namespace viv::wire

int main(int count, char** arguments) {
    return viv::wire::run(std::vector<std::string>(arguments + 1, arguments + count));
}
