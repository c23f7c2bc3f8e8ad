// When it is looked, and what is told. See residue.h.
#include "bindings/cpython/events/residue.h"

#include <algorithm>

namespace viv::cpython {

namespace {

// A pass over all containers looks at some 100,000 references, which takes as long as a thousand
// steps. So many references may be looked at from the start, and so many more with each step.
constexpr std::uint64_t kFirstCredit = 10'000'000;
constexpr std::uint64_t kCreditOfStep = 2;
// What has no pass yet waits for one for so many steps.
constexpr std::uint64_t kPatience = 8;
constexpr std::size_t kMostPending = 64;
constexpr std::uint32_t kMostWait = 1U << 20;

bool comes_first(const Outside::Found& a, const Outside::Found& b) {
    return std::pair(a.number, a.place.value) < std::pair(b.number, b.place.value);
}

}  // namespace

CodeId Residue::code(const CodeInfo& code) {
    const CodeId id = m_next.code(code);
    m_ledger.code(id, code.name == "<module>");
    return id;
}

bool Residue::step(const StepMark& mark) {
    ++m_steps;
    m_ledger.settle([&](std::uint32_t number) { add(number); });
    if (!m_pending.empty() || !m_told.empty()) look(mark.place);
    return m_next.step(mark);
}

std::int64_t Residue::found_of(std::uint32_t number) const {
    const auto begin = std::lower_bound(
        m_found.begin(), m_found.end(), number,
        [](const Outside::Found& one, std::uint32_t asked) { return one.number < asked; });
    std::int64_t count = 0;
    for (auto at = begin; at != m_found.end() && at->number == number; ++at) ++count;
    return count;
}

std::int64_t Residue::found_of_pending() const {
    std::int64_t count = 0;
    for (const Pending& one : m_pending) count += found_of(one.number);
    return count;
}

void Residue::add(std::uint32_t number) {
    const auto is_it = [&](const Pending& one) { return one.number == number; };
    if (m_pending.size() < kMostPending &&
        std::none_of(m_pending.begin(), m_pending.end(), is_it)) {
        m_pending.push_back({number, m_steps + kPatience});
    }
}

// What was told of is held by something else now.
void Residue::add_lost() {
    for (const auto& [number, told] : m_told) {
        if (!told.is_kept || m_ledger.remainder(number) == 0) continue;
        if (found_of(number) < told.count) add(number);
    }
}

void Residue::drop_settled() {
    std::erase_if(m_pending, [&](const Pending& one) {
        return m_steps >= one.until || m_ledger.remainder(one.number) == found_of(one.number);
    });
}

void Residue::read() {
    m_found.clear();
    m_outside.read_known(m_found);
    if (!m_pending.empty() || m_has_in_threads) {
        const std::size_t before = m_found.size();
        m_outside.read_threads(m_found);
        m_has_in_threads = m_found.size() > before;
    }
    std::sort(m_found.begin(), m_found.end(), comes_first);
}

void Residue::walk(PlaceId place) {
    Wait& wait = m_waits[place.value];
    if (wait.left > 0) {
        --wait.left;
        return;
    }
    if (m_spent + m_walk_cost > kFirstCredit + kCreditOfStep * m_steps) return;
    const std::int64_t before = found_of_pending();
    std::vector<Outside::Found> found;
    const std::uint64_t cost = m_outside.walk(found);
    if (cost == 0) return;
    m_found = std::move(found);
    m_walk_cost = cost;
    m_spent += cost;
    m_outside.read_threads(m_found);
    std::sort(m_found.begin(), m_found.end(), comes_first);
    const bool was_worth_it = found_of_pending() > before;
    wait.next = was_worth_it ? 0 : std::min(wait.next * 2 + 1, kMostWait);
    wait.left = wait.next;
    m_pending.clear();
}

void Residue::look(PlaceId place) {
    read();
    add_lost();
    drop_settled();
    if (!m_pending.empty()) walk(place);
    tell();
}

// More holders than there can be: one of them was recorded in another way. Then nobody is named.
void Residue::tell_one(std::uint32_t number, std::size_t begin, std::size_t end) {
    m_outsiders.clear();
    bool is_kept = true;
    for (std::size_t i = begin; i < end; ++i) {
        is_kept = is_kept && m_found[i].is_kept;
        if (m_outsiders.empty() || m_outsiders.back().place != m_found[i].place) {
            m_outsiders.push_back({m_found[i].place, 0});
        }
        ++m_outsiders.back().count;
    }
    if (static_cast<std::int64_t>(end - begin) > m_ledger.remainder(number)) return;
    Told& told = m_told[number];
    told.step = m_steps;
    told.count = static_cast<std::int64_t>(end - begin);
    told.is_kept = is_kept;
    if (told.outsiders == m_outsiders) return;
    m_next.residue(ObjectId{number}, m_outsiders);
    told.outsiders = m_outsiders;
}

void Residue::tell() {
    for (std::size_t begin = 0; begin < m_found.size();) {
        std::size_t end = begin;
        const std::uint32_t number = m_found[begin].number;
        while (end < m_found.size() && m_found[end].number == number) ++end;
        tell_one(number, begin, end);
        begin = end;
    }
    std::erase_if(m_told, [&](const auto& one) {
        const auto& [number, told] = one;
        if (told.step == m_steps) return false;
        if (!m_ledger.is_alive(number)) return true;
        m_next.residue(ObjectId{number}, {});
        return true;
    });
}

}  // namespace viv::cpython
