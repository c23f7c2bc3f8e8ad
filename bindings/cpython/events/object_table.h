// What is known of each object's address, for questions asked at every allocation and at every look
// at a pointer: a word for each 16 bytes of memory, in pages of a megabyte that exist once they are
// written. Looking one up is three loads. Never uses Python's allocators. For the GIL's holder.
#pragma once

#include <cstddef>
#include <cstdint>

namespace viv::cpython {

class ObjectTable {
public:
    // The word of an address; 0 where nothing is known.
    [[nodiscard]] std::uint32_t at(std::uintptr_t address) const {
        const Middle* middle = m_top[top_index(address)];
        if (middle == nullptr) return 0;
        const std::uint32_t* page = middle->pages[middle_index(address)];
        return page == nullptr ? 0 : page[word_index(address)];
    }
    // The same to be written. Throws std::bad_alloc where there is no memory for it.
    std::uint32_t& make(std::uintptr_t address) {
        Middle*& middle = m_top[top_index(address)];
        if (middle == nullptr) middle = static_cast<Middle*>(map(sizeof(Middle)));
        std::uint32_t*& page = middle->pages[middle_index(address)];
        if (page == nullptr) page = static_cast<std::uint32_t*>(map(kWordsInPage * 4));
        return page[word_index(address)];
    }
    // The same where it exists; null where nothing was ever written near it.
    [[nodiscard]] std::uint32_t* find(std::uintptr_t address) const {
        const Middle* middle = m_top[top_index(address)];
        if (middle == nullptr) return nullptr;
        std::uint32_t* page = middle->pages[middle_index(address)];
        return page == nullptr ? nullptr : page + word_index(address);
    }
    // Are the words of `address` and of `address + bytes` neighbours in memory?
    static bool are_together(std::uintptr_t address, std::uintptr_t bytes) {
        return word_index(address) + bytes / 16 < kWordsInPage;
    }
    // For each word that was ever near a written one.
    template <class Function>
    void for_each(Function function) {
        for (Middle* middle : m_top) {
            for (std::size_t i = 0; middle != nullptr && i < kPagesInMiddle; ++i) {
                if (middle->pages[i] == nullptr) continue;
                for (std::size_t j = 0; j < kWordsInPage; ++j) function(middle->pages[i][j]);
            }
        }
    }

private:
    // 47 bits of address: 13 choose the middle, 14 the page, 16 the word; 4 lie within it.
    static constexpr std::size_t kMiddles = 1U << 13;
    static constexpr std::size_t kPagesInMiddle = 1U << 14;
    static constexpr std::size_t kWordsInPage = 1U << 16;
    struct Middle {
        std::uint32_t* pages[kPagesInMiddle];
    };
    static std::size_t top_index(std::uintptr_t address) {
        return (address >> 34) & (kMiddles - 1);
    }
    static std::size_t middle_index(std::uintptr_t address) {
        return (address >> 20) & (kPagesInMiddle - 1);
    }
    static std::size_t word_index(std::uintptr_t address) {
        return (address >> 4) & (kWordsInPage - 1);
    }
    // Zeroed, and no memory before it is touched. It lies apart, so that what the program maps lies
    // where it would lie without us.
    static void* map(std::size_t bytes);

    Middle* m_top[kMiddles] = {};
};

}  // namespace viv::cpython
