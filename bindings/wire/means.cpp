// See means.h.
#include "bindings/wire/means.h"

#include "bindings/wire/codec.h"

namespace viv::wire {

std::string means_to_text(const std::vector<Mean>& means) {
    Encoder out;
    for (const Mean& mean : means) {
        out.text(mean.name);
        out.byte(mean.is_given ? 1 : 0);
        out.text(mean.words);
    }
    return out.take();
}

std::vector<Mean> means_from_text(std::string_view text) {
    std::vector<Mean> means;
    Decoder in(text);
    while (!in.at_end()) {
        Mean mean;
        mean.name = in.text();
        mean.is_given = in.byte() != 0;
        mean.words = in.text();
        if (!in.ok()) break;
        means.push_back(std::move(mean));
    }
    return means;
}

}  // namespace viv::wire
