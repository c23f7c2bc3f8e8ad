// The worker: finds out what the kernel allows, starts CPython once, and waits for commands
// (zygote.h). Started by the window, whose end of the channel is its descriptor 3.
#include <sys/personality.h>
#include <sys/prctl.h>
#include <unistd.h>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "bindings/cpython/compat.h"
#include "bindings/cpython/interpreter.h"
#include "bindings/wire/channel.h"
#include "bindings/worker/kernel.h"
#include "bindings/worker/scratch.h"
#include "bindings/worker/syscalls.h"
#include "bindings/worker/zygote.h"

namespace viv::worker {

namespace {

constexpr int kChannel = 3;

// Addresses are random from process to process; the same snippet is to have the same ones in each
// recording. That takes a new start of this program, with the same number. Where the kernel doesn't
// let us, addresses differ between one worker and the next.
void start_at_fixed_addresses(char** argv) {
    constexpr unsigned long kAsk = 0xffffffff;
    constexpr const char* kTried = "VIVARIUM_STARTED_AGAIN";
    const int now = ::personality(kAsk);
    if (now < 0 || (now & ADDR_NO_RANDOMIZE) != 0 || std::getenv(kTried) != nullptr) {
        ::unsetenv(kTried);
        return;
    }
    if (::personality(static_cast<unsigned long>(now) | ADDR_NO_RANDOMIZE) < 0) return;
    ::setenv(kTried, "1", 1);
    ::execv("/proc/self/exe", argv);
    ::unsetenv(kTried);
}

// Says that it can't work, and why.
int refuse(wire::Channel& channel, const Error& problem) {
    wire::WorkerStarted hello{wire::kProtocol, cpython::built_for(), problem.message(), {}};
    [[maybe_unused]] const auto sent = channel.send(hello);
    return 3;
}

int main(int argc, char** argv) {
    if (argc == 2 && std::strcmp(argv[1], "--version") == 0) {
        std::printf("vivarium-worker %s, CPython %s\n", VIVARIUM_VERSION,
                    cpython::built_for().c_str());
        return 0;
    }
    if (argc != 2 || std::strcmp(argv[1], "--channel") != 0) {
        std::fputs("vivarium-worker is started by vivarium; run that instead\n", stderr);
        return 2;
    }
    // What the window's own parent left open is no snippet's business.
    ::close_range(kChannel + 1, ~0U, 0);
    start_at_fixed_addresses(argv);
    const pid_t window = ::getppid();
    ::setsid();
    // What a run's processes leave behind becomes ours, to be killed.
    ::prctl(PR_SET_CHILD_SUBREAPER, 1);
    wire::Channel channel{wire::Descriptor(kChannel)};
    auto scratch = Scratch::create();
    if (!scratch) return refuse(channel, scratch.error());
    // Before CPython: a process with nothing in it is cloned faster.
    const Kernel kernel = try_kernel(scratch->mount_point());
    const Filters filters(kernel, {window, ::getpid()});
    auto started = cpython::check_libpython();
    if (started) started = cpython::start_interpreter(argv[0]);
    if (!started) return refuse(channel, started.error());
    wire::WorkerStarted hello{
        wire::kProtocol, cpython::built_for(), {}, wire::means_to_text(means_of(kernel))};
    if (!channel.send(hello)) return 3;
    return Zygote(std::move(channel), kernel, filters, std::move(*scratch)).loop();
}

}  // namespace

}  // namespace viv::worker

int main(int argc, char** argv) {
    // The worker's own signals: Ctrl+C in the terminal that started the window is the window's.
    std::signal(SIGPIPE, SIG_IGN);
    return viv::worker::main(argc, argv);
}
