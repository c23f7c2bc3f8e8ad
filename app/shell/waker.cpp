// Armed by watch(), disarmed by its own call: a descriptor that stays readable wakes only once for
// each time the window has gone to sleep.
#include "app/shell/waker.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <utility>

#include "bindings/base/assert.h"

namespace viv::shell {

Waker::Waker(std::function<void()> wake) : m_wake(std::move(wake)) {
    VIV_ASSERT(pipe2(m_interrupt, O_CLOEXEC | O_NONBLOCK) == 0, "a pipe can be made");
    m_thread = std::thread([this] { run(); });
}

Waker::~Waker() {
    {
        const std::scoped_lock lock(m_mutex);
        m_is_ending = true;
        m_is_armed = true;
    }
    m_changed.notify_one();
    [[maybe_unused]] const auto written = write(m_interrupt[1], "x", 1);
    m_thread.join();
    close(m_interrupt[0]);
    close(m_interrupt[1]);
}

void Waker::watch(int descriptor) {
    bool is_other = false;
    {
        const std::scoped_lock lock(m_mutex);
        is_other = descriptor != m_descriptor;
        m_descriptor = descriptor;
        m_is_armed = descriptor >= 0;
    }
    // The thread may be asleep on the old one.
    if (is_other) [[maybe_unused]]
        const auto written = write(m_interrupt[1], "x", 1);
    m_changed.notify_one();
}

void Waker::run() {
    for (;;) {
        int descriptor = -1;
        {
            std::unique_lock lock(m_mutex);
            m_changed.wait(lock, [this] { return m_is_armed || m_is_ending; });
            if (m_is_ending) return;
            descriptor = m_descriptor;
        }
        std::array<pollfd, 2> waits = {pollfd{descriptor, POLLIN, 0},
                                       pollfd{m_interrupt[0], POLLIN, 0}};
        poll(waits.data(), waits.size(), -1);
        if (waits[1].revents != 0) {
            std::array<char, 64> rest{};
            while (read(m_interrupt[0], rest.data(), rest.size()) > 0) {
            }
            continue;
        }
        {
            const std::scoped_lock lock(m_mutex);
            if (m_is_ending) return;
            m_is_armed = false;
        }
        m_wake();
    }
}

}  // namespace viv::shell
