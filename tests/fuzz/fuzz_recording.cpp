// The fuzzer of the reader of recordings: `./dev fuzz`. What it finds is put into findings/ and
// read by fuzz_test from then on.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "tests/fuzz/ask_everything.h"
#include "tests/fuzz/mutate.h"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    viv::fuzz::ask_everything({reinterpret_cast<const char*>(data), size});
    return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t most, unsigned int seed) {
    const auto change = [&](std::string bytes) {
        const std::size_t before = bytes.size();
        bytes.resize(before + 64);
        bytes.resize(
            LLVMFuzzerMutate(reinterpret_cast<std::uint8_t*>(bytes.data()), before, bytes.size()));
        return bytes;
    };
    // The seed is all the chance there is here; its bits are spread over the choices.
    const std::uint64_t choice = std::uint64_t{seed} * 0x9e3779b97f4a7c15U >> 8;
    const std::string changed =
        viv::fuzz::mutate({reinterpret_cast<const char*>(data), size}, choice, change);
    const std::size_t kept = std::min(changed.size(), most);
    std::memcpy(data, changed.data(), kept);
    return kept;
}
