// What a program that has nothing to do with ours prints: for tests that hold us against it.
#pragma once

#include <doctest/doctest.h>

#include <cstdio>
#include <string>

namespace viv::test {

// Runs a command line of the shell's and returns its standard output.
inline std::string output_of(const std::string& command) {
    std::FILE* pipe = ::popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::string text;
    char buffer[4096];
    std::size_t count = 0;
    while ((count = std::fread(buffer, 1, sizeof buffer, pipe)) > 0) text.append(buffer, count);
    ::pclose(pipe);
    return text;
}

}  // namespace viv::test
