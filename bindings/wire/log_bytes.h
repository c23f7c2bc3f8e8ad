// The bytes of a recording, in memory of their own that grows without being copied and costs what
// was written to it. A file is read, not mapped: who cuts it meanwhile must not end the program.
// Private to the reader. Views stay valid until the next append(), resize() or read().
#pragma once

#include <cstddef>
#include <filesystem>
#include <string_view>

#include "bindings/base/result.h"

namespace viv::wire {

class LogBytes {
public:
    LogBytes() = default;
    ~LogBytes();
    LogBytes(const LogBytes&) = delete;
    LogBytes& operator=(const LogBytes&) = delete;

    // Takes the file's bytes in place of its own. Fails with the path and the system's reason.
    Result<void> read(const std::filesystem::path& path);
    void append(std::string_view bytes);
    // Drops what stands behind the first `size` bytes.
    void cut(std::size_t size);

    [[nodiscard]] std::string_view view() const { return {m_memory, m_size}; }
    [[nodiscard]] std::size_t size() const { return m_size; }

private:
    [[nodiscard]] bool reserve(std::size_t size);

    char* m_memory = nullptr;
    std::size_t m_size = 0;
    std::size_t m_capacity = 0;
};

}  // namespace viv::wire
