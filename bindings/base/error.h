// An expected failure, told to a person: what happened, where, and how to mend it.
// Never a bug (that is VIV_ASSERT) and never the learner's exception (that is data).
#pragma once

#include <string>
#include <utility>

namespace viv {

struct Error {
    std::string what;    // one sentence: what happened, with the names of what it happened to
    std::string remedy;  // one sentence: how to mend it; may be empty

    // "what; remedy", on one line, as the command line prints it.
    [[nodiscard]] std::string message() const {
        return remedy.empty() ? what : what + "; " + remedy;
    }
};

inline Error error(std::string what, std::string remedy = {}) {
    return Error{std::move(what), std::move(remedy)};
}

}  // namespace viv
