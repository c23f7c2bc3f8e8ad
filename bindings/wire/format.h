// The recording's bytes, shared by writer and reader. FORMAT.md draws them with an example.
#pragma once

#include <cstdint>
#include <string_view>

namespace viv::wire {

inline constexpr std::string_view kMagic{"\x89VIV\r\n\x1a\n", 8};
inline constexpr std::uint32_t kFormat = 1;
inline constexpr std::uint32_t kPreambleSize = 64;
inline constexpr std::uint32_t kPublishedOffset = 16;  // u64, stored with release order
// u32, written by the window while the run goes on: why it is being stopped (a StopReason).
inline constexpr std::uint32_t kControlOffset = 24;
inline constexpr std::uint32_t kChecksumSize = 4;

// A record is: kind (1 byte), payload size (varint), payload. Records come in groups; a group ends
// with Seal, Step or End, whose last four bytes are the group's checksum.
enum class Record : std::uint8_t {
    Header = 1,
    Layout = 2,
    Text = 3,
    Type = 4,
    Code = 5,
    Place = 6,
    Born = 7,
    Count = 8,
    Body = 9,
    Died = 10,
    Frame = 11,
    Thread = 12,
    Output = 13,
    Note = 14,
    Collection = 15,
    Fresh = 16,
    Counts = 17,
    Deaths = 18,
    Lost = 19,
    Residue = 20,
    Set = 21,
    Stack = 22,
    Generation = 23,
    Seal = 32,
    Step = 33,
    End = 34,
};

enum class StopReason : std::uint32_t { None = 0, Learner, Timeout };

// The flags of Born and Fresh.
inline constexpr std::uint8_t kOlderFlag = 1;
inline constexpr std::uint8_t kStaticFlag = 2;
inline constexpr std::uint8_t kTemplateFlag = 4;  // Fresh: the next of its type splice on it

// The same place holds an object at most so many times, in a Residue.
inline constexpr std::uint32_t kMostOutsiders = 10'000;

inline bool ends_group(Record kind) {
    return kind == Record::Seal || kind == Record::Step || kind == Record::End;
}

// The low 32 bits of XXH3-64 of the group's bytes before the checksum.
std::uint32_t group_checksum(std::string_view bytes);

}  // namespace viv::wire
