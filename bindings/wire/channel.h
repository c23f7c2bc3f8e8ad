// One end of the socket pair between window and worker. Sends whole messages, with descriptors if a
// message has some; receives without ever waiting. Owns its descriptor.
#pragma once

#include <string>
#include <vector>

#include "bindings/base/result.h"
#include "bindings/wire/messages.h"

namespace viv::wire {

// A descriptor that is closed when it goes.
class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int number) : m_number(number) {}
    Descriptor(Descriptor&& other) noexcept : m_number(other.release()) {}
    Descriptor& operator=(Descriptor&& other) noexcept;
    ~Descriptor();
    [[nodiscard]] int get() const { return m_number; }
    [[nodiscard]] int release();
    explicit operator bool() const { return m_number >= 0; }

private:
    int m_number = -1;
};

class Channel {
public:
    explicit Channel(Descriptor socket) : m_socket(std::move(socket)) {}

    // Waits until all of it is sent. Fails when the other side is gone.
    Result<void> send(const Message& message, const std::vector<int>& descriptors = {});

    struct Received {
        Message message;
        std::vector<Descriptor> descriptors;
    };
    enum class State { Open, Closed };
    // Takes in what has come, without waiting; messages are added to `received`. Closed: the other
    // side is gone, or talks another language.
    State receive(std::vector<Received>& received);

    [[nodiscard]] int descriptor() const { return m_socket.get(); }
    // The other side notices.
    void close() { m_socket = Descriptor(); }

private:
    Descriptor m_socket;
    std::string m_bytes;
    std::vector<Descriptor> m_descriptors;
};

// A file in memory that both processes can map or read. `size_bytes` of zeros.
Result<Descriptor> make_memory_file(const char* name, std::size_t size_bytes);
// All that such a file holds, from its beginning; its position stays where it is.
std::string read_memory_file(const Descriptor& file);

}  // namespace viv::wire
