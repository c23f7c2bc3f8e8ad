// The files and folders that a confined run may use: one list, for the root that it gets and for
// Landlock. Nothing of the user's is on it unless the learner opened it.
#pragma once

#include <string>
#include <vector>

namespace viv::worker {

struct Place {
    std::string path;  // absolute
    bool is_writable = false;
};

struct Places {
    std::vector<Place> places;  // those that exist; what is within another comes after it
    std::string scratch;        // the run's own folder, not among them
};

// The standard library, the programs and libraries of the system, and what the standard library
// reads of /etc and /dev. With `packages`, the distribution's and the administrator's too.
Places system_places(bool with_packages);

// The folders that a learner opened: `list` has a NUL behind each.
void add_folders(Places& places, const std::string& list, bool is_writable);

}  // namespace viv::worker
