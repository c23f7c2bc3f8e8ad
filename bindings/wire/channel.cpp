// sendmsg and recvmsg with SCM_RIGHTS; see channel.h.
#include "bindings/wire/channel.h"

#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>
#include <cerrno>
#include <cstring>

namespace viv::wire {

namespace {

constexpr std::size_t kMaxDescriptors = 8;

// How many descriptors come with a message.
std::size_t descriptors_of(const Message& message) {
    return std::visit(
        [](const auto& one) -> std::size_t {
            if constexpr (requires { one.kDescriptors; }) {
                return static_cast<std::size_t>(one.kDescriptors);
            }
            return 0;
        },
        message);
}

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
    if (this != &other) {
        if (m_number >= 0) ::close(m_number);
        m_number = other.release();
    }
    return *this;
}

Descriptor::~Descriptor() {
    if (m_number >= 0) ::close(m_number);
}

int Descriptor::release() {
    const int number = m_number;
    m_number = -1;
    return number;
}

Result<void> Channel::send(const Message& message, const std::vector<int>& descriptors) {
    const std::string bytes = encode_message(message);
    std::size_t sent = 0;
    while (sent < bytes.size()) {
        iovec piece{const_cast<char*>(bytes.data()) + sent, bytes.size() - sent};
        msghdr header{};
        header.msg_iov = &piece;
        header.msg_iovlen = 1;
        alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int) * kMaxDescriptors)] = {};
        if (sent == 0 && !descriptors.empty()) {
            const std::size_t size = sizeof(int) * descriptors.size();
            header.msg_control = control;
            header.msg_controllen = CMSG_SPACE(size);
            cmsghdr* rights = CMSG_FIRSTHDR(&header);
            rights->cmsg_level = SOL_SOCKET;
            rights->cmsg_type = SCM_RIGHTS;
            rights->cmsg_len = CMSG_LEN(size);
            std::memcpy(CMSG_DATA(rights), descriptors.data(), size);
        }
        const ssize_t count = ::sendmsg(m_socket.get(), &header, MSG_NOSIGNAL);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0)
            return error(std::string("the other process is gone: ") + std::strerror(errno));
        sent += static_cast<std::size_t>(count);
    }
    return {};
}

Channel::State Channel::receive(std::vector<Received>& received) {
    bool is_closed = false;
    while (true) {
        char buffer[64 << 10];
        iovec piece{buffer, sizeof buffer};
        alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int) * kMaxDescriptors)];
        msghdr header{};
        header.msg_iov = &piece;
        header.msg_iovlen = 1;
        header.msg_control = control;
        header.msg_controllen = sizeof control;
        const ssize_t count = ::recvmsg(m_socket.get(), &header, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) {
            is_closed = errno != EAGAIN;
            break;
        }
        for (cmsghdr* at = CMSG_FIRSTHDR(&header); at != nullptr; at = CMSG_NXTHDR(&header, at)) {
            if (at->cmsg_level != SOL_SOCKET || at->cmsg_type != SCM_RIGHTS) continue;
            int numbers[kMaxDescriptors];
            const std::size_t size = at->cmsg_len - CMSG_LEN(0);
            std::memcpy(numbers, CMSG_DATA(at), size);
            for (std::size_t i = 0; i < size / sizeof(int); ++i)
                m_descriptors.emplace_back(numbers[i]);
        }
        if (count == 0) {
            is_closed = true;
            break;
        }
        m_bytes.append(buffer, static_cast<std::size_t>(count));
    }
    while (true) {
        Taken taken = take_message(m_bytes);
        if (taken.is_broken) return State::Closed;
        if (!taken.message) break;
        Received one{std::move(*taken.message), {}};
        const std::size_t wanted = descriptors_of(one.message);
        if (wanted > m_descriptors.size()) return State::Closed;
        for (std::size_t i = 0; i < wanted; ++i)
            one.descriptors.push_back(std::move(m_descriptors[i]));
        m_descriptors.erase(m_descriptors.begin(),
                            m_descriptors.begin() + static_cast<std::ptrdiff_t>(wanted));
        received.push_back(std::move(one));
    }
    return is_closed ? State::Closed : State::Open;
}

Result<Descriptor> make_memory_file(const char* name, std::size_t size_bytes) {
    Descriptor file(::memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING));
    if (!file || ::ftruncate(file.get(), static_cast<off_t>(size_bytes)) != 0) {
        return error(std::string("no memory for a recording: ") + std::strerror(errno));
    }
    return file;
}

std::string read_memory_file(const Descriptor& file) {
    std::string text;
    char buffer[64 << 10];
    ssize_t count = 0;
    while ((count = ::pread(file.get(), buffer, sizeof buffer, static_cast<off_t>(text.size()))) >
           0) {
        text.append(buffer, static_cast<std::size_t>(count));
    }
    return text;
}

}  // namespace viv::wire
