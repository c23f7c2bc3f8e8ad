// Changes a recording so that a reader has to look at it: the records are taken apart, one of them
// is changed, and everything around it is made right again, checksums included.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace viv::fuzz {

// Changes the bytes of one text in any way it likes.
using ChangeBytes = std::function<std::string(std::string)>;

// `choice` says what is done and where. What is no row of records is changed as bytes.
std::string mutate(std::string_view bytes, std::uint64_t choice, const ChangeBytes& change);

// Makes every checksum right, as far as the bytes are records.
std::string with_checksums(std::string_view bytes);

}  // namespace viv::fuzz
