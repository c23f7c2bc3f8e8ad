// What the kernel at hand gives to confine a run: one entry a means. The worker finds out and tells
// it in its first message; the window and `vivarium --version` show it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace viv::wire {

struct Mean {
    std::string name;  // "Landlock", "process namespace"…
    bool is_given = false;
    std::string words;  // what it guards; where it isn't given, what isn't guarded
};

std::string means_to_text(const std::vector<Mean>& means);
// What makes no sense ends the list.
std::vector<Mean> means_from_text(std::string_view text);

}  // namespace viv::wire
