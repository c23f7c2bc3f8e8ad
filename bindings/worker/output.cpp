// The learner's output, tied to the step that made it: libpython's calls of write() for descriptors
// 1 and 2 end here, because this executable's symbol comes before libc's. What other programs or C
// libraries write to those descriptors goes into the pipe behind them, which the keeper empties.
// read() is here to tell that a snippet waits for somebody to type.
#include "bindings/worker/output.h"

#include <poll.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <algorithm>
#include <atomic>
#include <cerrno>
#include <new>
#include <string_view>

#include "bindings/cpython/events/recorder.h"

namespace viv::worker {

namespace {

struct stat g_file {};
std::uint64_t g_most = 0;
std::atomic<std::uint64_t> g_total = 0;
wire::TailWriter* g_tail = nullptr;

bool leads_to_our_file(int descriptor) {
    struct stat now {};
    return ::fstat(descriptor, &now) == 0 && now.st_dev == g_file.st_dev &&
           now.st_ino == g_file.st_ino;
}

// As much of it as there is room for, without a character cut in two.
std::string_view within_limit(std::string_view bytes, std::uint64_t before) {
    if (g_most == 0 || before + bytes.size() <= g_most) return bytes;
    std::size_t room = before < g_most ? g_most - before : 0;
    while (room > 0 && (static_cast<unsigned char>(bytes[room]) & 0xc0) == 0x80) --room;
    return bytes.substr(0, room);
}

// All of it is taken as written. False: there is no memory to note it down.
bool take(cpython::Recorder& recorder, int descriptor, std::string_view bytes) {
    const std::uint64_t before = g_total.fetch_add(bytes.size());
    g_tail->count_output(before + bytes.size());
    const std::string_view kept = within_limit(bytes, before);
    if (kept.empty()) return true;
    try {
        recorder.wrote(static_cast<Stream>(descriptor), kept);
    } catch (const std::bad_alloc&) {
        return false;
    }
    return true;
}

bool would_wait() {
    pollfd input{0, POLLIN, 0};
    return ::poll(&input, 1, 0) == 0;
}

}  // namespace

void take_output_to(int descriptor, std::uint64_t max_bytes, wire::TailWriter& tail) {
    ::fstat(descriptor, &g_file);
    g_most = max_bytes;
    g_tail = &tail;
}

}  // namespace viv::worker

extern "C" __attribute__((visibility("default"))) ssize_t write(int descriptor, const void* bytes,
                                                                size_t size) {
    using viv::cpython::Recorder;
    Recorder* recorder = descriptor == 1 || descriptor == 2 ? Recorder::active() : nullptr;
    if (recorder == nullptr || !viv::worker::leads_to_our_file(descriptor)) {
        return ::syscall(SYS_write, descriptor, bytes, size);
    }
    if (!viv::worker::take(*recorder, descriptor, {static_cast<const char*>(bytes), size})) {
        errno = ENOMEM;
        return -1;
    }
    return static_cast<ssize_t>(size);
}

extern "C" __attribute__((visibility("default"))) ssize_t read(int descriptor, void* bytes,
                                                               size_t size) {
    viv::wire::TailWriter* tail = descriptor == 0 ? viv::worker::g_tail : nullptr;
    if (tail == nullptr || !viv::worker::would_wait()) {
        return ::syscall(SYS_read, descriptor, bytes, size);
    }
    tail->wait_for_input(true);
    const ssize_t count = ::syscall(SYS_read, descriptor, bytes, size);
    const int problem = errno;
    tail->wait_for_input(false);
    errno = problem;
    return count;
}
