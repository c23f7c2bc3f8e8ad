// The worker's loop: it has started CPython and waits. For each command there is a keeper, cloned
// from here and confined, which forks the run; one keeper is made ahead of need, so that a run
// begins in a few milliseconds and nothing a snippet does can harm the next. Ends with the window,
// whose end of the channel then closes, and takes everything with it.
#pragma once

#include <csignal>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "bindings/wire/channel.h"
#include "bindings/worker/confine.h"
#include "bindings/worker/keeper.h"
#include "bindings/worker/scratch.h"

namespace viv::worker {

class Zygote {
public:
    // `filters` as made for the kernel; both have to stay.
    Zygote(wire::Channel channel, const Kernel& kernel, const Filters& filters, Scratch scratch);
    // Works until the window is gone.
    int loop();

private:
    struct Child {
        pid_t keeper = -1;
        std::uint32_t run = 0;
        std::string scratch;      // on disk, to be removed; empty: it is in memory
        wire::Descriptor status;  // what it reports
        wire::Channel commands{wire::Descriptor()};  // takes the one command that it is for
        Report report;
        bool has_begun = false;
        bool has_ended = false;
    };

    void take(const wire::Channel::Received& received);
    void start(std::uint32_t run, const wire::RunSnippet& options,
               const wire::Channel::Received& received);
    // None: no process can be made, or there is no room for a scratch folder.
    std::optional<Child> make_keeper(const Confinement& confinement);
    void make_spare();
    [[noreturn]] void become_keeper(const Confinement& confinement, KeeperLinks links,
                                    wire::Channel commands);
    [[noreturn]] void become_run(const Confinement& confinement, wire::Channel::Received& received,
                                 int status, int questions, int output);
    void listen(Child& child);
    void reap();
    void tell_end(const Child& child, int wait_status);
    void end_everything();
    void tell(const wire::Message& event);

    wire::Channel m_channel;
    const Kernel& m_kernel;
    const Filters& m_filters;
    Scratch m_scratch;
    std::vector<wire::Channel::Received> m_received;  // commands that have yet to be passed on
    wire::Descriptor m_children;
    sigset_t m_before{};
    std::map<pid_t, Child> m_running;  // by keeper
    std::optional<Child> m_spare;      // confined as most runs are, waiting for its command
    std::uint32_t m_folders = 0;       // scratch folders made on disk
};

}  // namespace viv::worker
