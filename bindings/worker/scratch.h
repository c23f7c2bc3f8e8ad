// Folders on disk for runs that have no root of their own, and the empty one that others mount
// theirs on. All of it lies in one folder of the user's below the system's temporary folder; what a
// worker left that was killed is removed when the next one starts.
#pragma once

#include <cstdint>
#include <string>

#include "bindings/base/result.h"
#include "bindings/wire/channel.h"

namespace viv::worker {

class Scratch {
public:
    // Fails where no folder can be made: the temporary folder is missing or full.
    static Result<Scratch> create();
    Scratch(Scratch&&) noexcept = default;
    ~Scratch();

    // An empty folder to mount something on, in a namespace of mounts.
    [[nodiscard]] const std::string& mount_point() const { return m_mount_point; }
    // A new, empty folder; empty: there is no room for one.
    [[nodiscard]] std::string make(std::uint32_t run);
    // With all that is in it, however deep, whatever its permissions.
    static void remove(const std::string& folder);
    // What the files in it take of the disk, about; not of more than some thousands of them.
    static std::uint64_t size_bytes(const std::string& folder);
    // For a fork of this process, which must not hold the lock.
    void forget() {
        m_lock = {};
        m_own.clear();
    }

private:
    Scratch() = default;
    void remove_leftovers(const std::string& base) const;

    std::string m_mount_point;
    std::string m_own;        // this worker's
    wire::Descriptor m_lock;  // of m_own, held as long as this process lives
};

}  // namespace viv::worker
