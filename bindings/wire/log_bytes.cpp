// Anonymous pages, moved by mremap(2) when they have to grow. See log_bytes.h.
#include "bindings/wire/log_bytes.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "bindings/base/assert.h"

namespace viv::wire {

namespace {

constexpr std::size_t kPage = 4096;

class OpenFile {
public:
    explicit OpenFile(const std::filesystem::path& path)
        : m_descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
    ~OpenFile() {
        if (m_descriptor >= 0) ::close(m_descriptor);
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    [[nodiscard]] int get() const { return m_descriptor; }

private:
    int m_descriptor;
};

}  // namespace

LogBytes::~LogBytes() {
    if (m_memory != nullptr) ::munmap(m_memory, m_capacity);
}

bool LogBytes::reserve(std::size_t size) {
    if (size <= m_capacity) return true;
    // Pages that nobody touched cost nothing, so there may be many of them.
    const std::size_t wanted = (std::max(size, m_capacity * 2) + kPage - 1) / kPage * kPage;
    void* memory = m_memory == nullptr ? ::mmap(nullptr, wanted, PROT_READ | PROT_WRITE,
                                                MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
                                       : ::mremap(m_memory, m_capacity, wanted, MREMAP_MAYMOVE);
    if (memory == MAP_FAILED) return false;
    m_memory = static_cast<char*>(memory);
    m_capacity = wanted;
    return true;
}

void LogBytes::append(std::string_view bytes) {
    if (bytes.empty()) return;
    VIV_ASSERT(reserve(m_size + bytes.size()), "there is no memory for the recording");
    std::memcpy(m_memory + m_size, bytes.data(), bytes.size());
    m_size += bytes.size();
}

void LogBytes::cut(std::size_t size) {
    m_size = std::min(m_size, size);
}

Result<void> LogBytes::read(const std::filesystem::path& path) {
    std::error_code failure;
    if (std::filesystem::is_directory(path, failure)) {
        return error(path.string() + " is a folder", "name a file");
    }
    const OpenFile file(path);
    if (file.get() < 0) {
        return error("cannot read " + path.string() + ": " + std::strerror(errno),
                     "check the path");
    }
    struct stat status = {};
    const bool has_size = ::fstat(file.get(), &status) == 0 && status.st_size > 0;
    m_size = 0;
    // One byte more than the file, so that its end is seen without growing.
    std::size_t room = has_size ? static_cast<std::size_t>(status.st_size) + 1 : kPage;
    while (true) {
        if (!reserve(m_size + room)) return error("there is no memory for " + path.string());
        const ssize_t got = ::read(file.get(), m_memory + m_size, m_capacity - m_size);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return error("cannot read all of " + path.string());
        if (got == 0) return {};
        m_size += static_cast<std::size_t>(got);
        room = m_capacity > m_size ? m_capacity - m_size : kPage;
    }
}

}  // namespace viv::wire
