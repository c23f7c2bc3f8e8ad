// The worker as the window sees it: a process at the other end of a channel. Starts it, sends it
// commands, and says what came back. Never waits; killing it is always safe.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "bindings/base/result.h"
#include "bindings/wire/channel.h"

namespace viv::session {

class WorkerProcess {
public:
    static Result<WorkerProcess> start(const std::filesystem::path& binary);
    WorkerProcess(WorkerProcess&& other) noexcept;
    WorkerProcess& operator=(WorkerProcess&&) = delete;
    // Ends it, and with it whatever it runs.
    ~WorkerProcess();

    Result<void> send(const wire::Message& message, const std::vector<int>& descriptors) {
        return m_channel.send(message, descriptors);
    }
    // What has come since the last call. Closed: the worker is gone.
    wire::Channel::State receive(std::vector<wire::Channel::Received>& received) {
        return m_channel.receive(received);
    }
    [[nodiscard]] int descriptor() const { return m_channel.descriptor(); }

private:
    WorkerProcess(int process, wire::Channel channel)
        : m_process(process), m_channel(std::move(channel)) {}

    int m_process = -1;
    wire::Channel m_channel;
};

}  // namespace viv::session
