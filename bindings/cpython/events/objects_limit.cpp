// Which objects stay in the recording when there are more than are followed: those near the frames.
// See objects_seen.h.
#include "bindings/cpython/events/objects_seen.h"

#include <algorithm>
#include <map>

namespace viv::cpython {

std::uint32_t ObjectsSeen::distance_of_next(const About& owner) const {
    const std::size_t before =
        owner.content == kNone ? 0 : m_contents[owner.content].targets.size();
    return distance_of(owner, before);
}

// The first that an object refers to are near it; the thousandth item of a list is far.
std::uint32_t ObjectsSeen::distance_of(const About& owner, std::size_t index) {
    constexpr std::size_t kNear = 16;
    return owner.distance + 1 + static_cast<std::uint32_t>(index / kNear);
}

std::vector<std::uint32_t> ObjectsSeen::nearest_first(const std::vector<ObjectId>& roots) {
    std::vector<std::uint32_t> order;
    order.reserve(m_alive);
    std::vector<bool> is_placed(m_about.size());
    const auto place = [&](std::uint32_t at, std::uint32_t distance) {
        is_placed[at] = true;
        m_about[at].distance = distance;
        order.push_back(at);
    };
    std::map<std::uint32_t, std::vector<std::uint32_t>> found;  // by distance
    for (const ObjectId root : roots) {
        if (root && m_places[root.value - 1] != kNone) found[0].push_back(m_places[root.value - 1]);
    }
    m_bound = m_most;
    for (; !found.empty(); found.erase(found.begin())) {
        const auto [distance, places] = *found.begin();
        for (const std::uint32_t at : places) {
            if (is_placed[at]) continue;
            place(at, distance);
            if (m_about[at].content == kNone) continue;
            const std::vector<std::uint32_t>& targets = m_contents[m_about[at].content].targets;
            for (std::size_t i = 0; i < targets.size(); ++i) {
                const std::uint32_t target = m_places[targets[i] - 1];
                if (target == kNone || is_placed[target]) continue;
                found[distance_of(m_about[at], i)].push_back(target);
            }
        }
        if (distance == 0) m_bound = std::max(m_most, order.size());
    }
    // Islands, which nothing leads to.
    const std::uint32_t farthest = order.empty() ? 0 : m_about[order.back()].distance + 1;
    for (std::uint32_t at = 0; at < m_about.size(); ++at) {
        if (m_about[at].number != 0 && !is_placed[at]) place(at, farthest);
    }
    return order;
}

void ObjectsSeen::keep_nearest(const std::vector<ObjectId>& roots) {
    const std::vector<std::uint32_t> order = nearest_first(roots);
    const std::size_t kept = m_bound;
    m_bound += m_bound / 4;
    m_farthest = order.empty() ? 0 : m_about[order[std::min(kept, order.size()) - 1]].distance;
    for (std::size_t i = kept; i < order.size(); ++i) {
        const std::uint32_t number = m_about[order[i]].number;
        PyObject* object = m_watched[order[i]].object;
        Heap::instance().unwatch(object);
        remove(number);
        m_sink.lost(ObjectId{number});
    }
    std::erase_if(m_fresh,
                  [&](const auto& fresh) { return m_places[fresh.second.value - 1] == kNone; });
    // Those who referred to them; and who was refused a near one, because there were too many.
    m_has_room = true;
    scan_contents();
    decode_new();
}

}  // namespace viv::cpython
