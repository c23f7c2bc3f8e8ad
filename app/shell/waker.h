// Wakes the sleeping window when the worker has something to say. A thread sleeps on the worker's
// descriptor; it calls once and then waits until the window has listened.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace viv::shell {

class Waker {
public:
    // `wake` is called from the thread.
    explicit Waker(std::function<void()> wake);
    ~Waker();
    Waker(const Waker&) = delete;

    // The window is about to sleep: watch this descriptor (-1: none) and call when it can be read.
    void watch(int descriptor);

private:
    void run();

    std::function<void()> m_wake;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    int m_descriptor = -1;
    bool m_is_armed = false;
    bool m_is_ending = false;
    int m_interrupt[2] = {-1, -1};  // a pipe: a byte in it ends the thread's poll()
    std::thread m_thread;
};

}  // namespace viv::shell
