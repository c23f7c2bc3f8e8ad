// See scratch.h. A folder whose lock can be had belongs to a worker that is gone: that can't be
// mistaken, as a process number could.
#include "bindings/worker/scratch.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <utility>
#include <vector>

namespace viv::worker {

namespace {

using wire::Descriptor;

Descriptor open_folder(int parent, const char* name) {
    return Descriptor(::openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
}

struct Entry {
    std::string name;
    bool is_folder = false;
};

std::vector<Entry> entries_of(const Descriptor& folder) {
    std::vector<Entry> entries;
    const int copy = ::fcntl(folder.get(), F_DUPFD_CLOEXEC, 0);
    DIR* list = copy < 0 ? nullptr : ::fdopendir(copy);
    if (list == nullptr) return entries;
    ::rewinddir(list);
    while (const dirent* entry = ::readdir(list)) {
        const std::string name = entry->d_name;
        if (name == "." || name == "..") continue;
        struct stat status {};
        ::fstatat(folder.get(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW);
        entries.push_back({name, S_ISDIR(status.st_mode)});
    }
    ::closedir(list);
    return entries;
}

// A folder that is ours and nobody else's to write to.
bool is_ours(const std::string& path) {
    struct stat status {};
    return ::lstat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode) &&
           status.st_uid == ::geteuid() && (status.st_mode & 022) == 0;
}

Result<std::string> base_folder() {
    std::error_code failure;
    const std::filesystem::path temporary = std::filesystem::temp_directory_path(failure);
    if (failure) return error("there is no temporary folder", "set TMPDIR to one that exists");
    std::string base = temporary / ("vivarium-" + std::to_string(::geteuid()));
    ::mkdir(base.c_str(), 0700);
    if (is_ours(base)) return base;
    // Somebody else has taken the name.
    base = temporary / "vivarium-XXXXXX";
    if (::mkdtemp(base.data()) != nullptr) return base;
    return error("no folder can be made in " + temporary.string() + ": " + std::strerror(errno),
                 "make room there, or set TMPDIR to another folder");
}

}  // namespace

Result<Scratch> Scratch::create() {
    VIV_TRY(const std::string base, base_folder());
    Scratch scratch;
    scratch.m_mount_point = base + "/root";
    ::mkdir(scratch.m_mount_point.c_str(), 0700);
    std::string own = base + "/worker-XXXXXX";
    if (::mkdtemp(own.data()) == nullptr) {
        return error("no folder can be made in " + base + ": " + std::strerror(errno),
                     "make room there, or set TMPDIR to another folder");
    }
    scratch.m_lock = open_folder(AT_FDCWD, own.c_str());
    ::flock(scratch.m_lock.get(), LOCK_EX | LOCK_NB);
    scratch.m_own = std::move(own);
    // In a process of its own: reading folders takes memory from C's allocator, whose state before
    // CPython starts is to be the same each time; and nobody has to wait for it.
    if (::fork() == 0) {
        constexpr unsigned kFirst = 3;
        ::close_range(kFirst, ~0U, 0);
        scratch.remove_leftovers(base);
        ::_exit(0);
    }
    return scratch;
}

Scratch::~Scratch() {
    if (m_lock && !m_own.empty()) remove(m_own);
}

std::string Scratch::make(std::uint32_t run) {
    // Another worker may have taken it for a leftover before it was locked.
    ::mkdir(m_own.c_str(), 0700);
    const std::string folder = m_own + "/" + std::to_string(run);
    return ::mkdir(folder.c_str(), 0700) == 0 ? folder : std::string();
}

void Scratch::remove_leftovers(const std::string& base) const {
    const Descriptor folder = open_folder(AT_FDCWD, base.c_str());
    if (!folder) return;
    for (const Entry& entry : entries_of(folder)) {
        const std::string path = base + "/" + entry.name;
        if (!entry.is_folder || path == m_own || path == m_mount_point) continue;
        const Descriptor lock = open_folder(folder.get(), entry.name.c_str());
        if (lock && ::flock(lock.get(), LOCK_EX | LOCK_NB) == 0) remove(path);
    }
}

std::uint64_t Scratch::size_bytes(const std::string& folder) {
    constexpr int kMostFiles = 20'000;
    constexpr std::uint64_t kUnit = 512;   // of st_blocks
    constexpr std::uint64_t kLeast = 256;  // an empty file takes something as well
    std::uint64_t sum = 0;
    std::error_code failure;
    std::filesystem::recursive_directory_iterator at(folder, failure), end;
    for (int files = 0; !failure && at != end && files < kMostFiles; at.increment(failure)) {
        struct stat status {};
        if (::lstat(at->path().c_str(), &status) != 0) continue;
        sum += static_cast<std::uint64_t>(status.st_blocks) * kUnit + kLeast;
        ++files;
    }
    return sum;
}

namespace {

// What is in a folder within the top one: files go, folders are moved up.
void empty_into(const Descriptor& top, const char* name, std::uint64_t& moved) {
    // To move a folder, or to look into it, one has to be allowed to.
    ::fchmodat(top.get(), name, 0700, 0);
    const Descriptor inner = open_folder(top.get(), name);
    if (!inner) return;
    for (const Entry& entry : entries_of(inner)) {
        if (!entry.is_folder) {
            ::unlinkat(inner.get(), entry.name.c_str(), 0);
            continue;
        }
        ::fchmodat(inner.get(), entry.name.c_str(), 0700, 0);
        std::string free_name;
        do {
            free_name = ".moved-" + std::to_string(++moved);
        } while (::faccessat(top.get(), free_name.c_str(), F_OK, AT_SYMLINK_NOFOLLOW) == 0);
        ::renameat(inner.get(), entry.name.c_str(), top.get(), free_name.c_str());
    }
}

// Removes what is in it; false: nothing more goes.
bool remove_some(const Descriptor& top, std::uint64_t& moved) {
    bool has_removed = false;
    for (const Entry& entry : entries_of(top)) {
        if (entry.is_folder) empty_into(top, entry.name.c_str(), moved);
        const int flags = entry.is_folder ? AT_REMOVEDIR : 0;
        has_removed |= ::unlinkat(top.get(), entry.name.c_str(), flags) == 0;
    }
    return has_removed;
}

}  // namespace

// Folders within folders are moved up to the top one, so that no path gets long and no descriptor
// is held for each.
void Scratch::remove(const std::string& folder) {
    const Descriptor top = open_folder(AT_FDCWD, folder.c_str());
    if (!top) return;
    ::fchmod(top.get(), 0700);
    std::uint64_t moved = 0;
    while (remove_some(top, moved)) {
    }
    ::rmdir(folder.c_str());
}

}  // namespace viv::worker
