// A set of addresses, for questions asked at every allocation: one bit for each 16 bytes, in pages
// of a megabyte. Never uses Python's allocators. One thread at a time (the GIL's holder).
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <unordered_map>

namespace viv::cpython {

class Granules {
public:
    void add(std::uintptr_t address) {
        Page* page = find(address, Missing::Make);
        (*page)[word(address)] |= bit(address);
    }
    void remove(std::uintptr_t address) {
        Page* page = find(address, Missing::Leave);
        if (page != nullptr) (*page)[word(address)] &= ~bit(address);
    }
    [[nodiscard]] bool has(std::uintptr_t address) {
        const Page* page = find(address, Missing::Leave);
        return page != nullptr && ((*page)[word(address)] & bit(address)) != 0;
    }

private:
    static constexpr int kPageBits = 20;
    using Page = std::array<std::uint64_t, (1U << kPageBits) / 16 / 64>;
    enum class Missing { Make, Leave };

    static std::size_t word(std::uintptr_t address) {
        return (address & ((1U << kPageBits) - 1)) >> 10;
    }
    static std::uint64_t bit(std::uintptr_t address) {
        return std::uint64_t{1} << ((address >> 4) & 63);
    }

    Page* find(std::uintptr_t address, Missing missing) {
        const std::uintptr_t number = address >> kPageBits;
        if (number == m_last_number && m_last != nullptr) return m_last;
        const auto found = m_pages.find(number);
        Page* page = found == m_pages.end() ? nullptr : found->second.get();
        if (page == nullptr) {
            if (missing == Missing::Leave) return nullptr;
            page = (m_pages[number] = std::make_unique<Page>()).get();
        }
        m_last_number = number;
        m_last = page;
        return page;
    }

    std::unordered_map<std::uintptr_t, std::unique_ptr<Page>> m_pages;
    std::uintptr_t m_last_number = 0;
    Page* m_last = nullptr;
};

}  // namespace viv::cpython
