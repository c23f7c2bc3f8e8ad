// The lexer against CPython's tokenize on a sample of its own library: every token's type, start
// and end. Pieces of a string are put together again before they are compared.
#include <doctest/doctest.h>

#include <cstdio>
#include <memory>
#include <sstream>

#include "app/editor/document.h"
#include "app/editor/utf8.h"
#include "bindings/base/file.h"

using namespace viv;
using namespace viv::editor;

namespace {

constexpr int kFiles = 300;

struct PythonToken {
    std::string type;
    std::size_t line, column, end_line, end_column;
    friend bool operator==(const PythonToken&, const PythonToken&) = default;
    [[nodiscard]] std::string text() const {
        std::ostringstream out;
        out << type << ' ' << line << ':' << column << '-' << end_line << ':' << end_column;
        return out.str();
    }
};

std::string run(const std::string& command) {
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
    std::string output;
    char block[65536];
    for (std::size_t n; pipe && (n = fread(block, 1, sizeof block, pipe.get())) > 0;) {
        output.append(block, n);
    }
    return output;
}

std::vector<PythonToken> lexed(const std::string& source) {
    static const char* const kTypes[] = {"NAME", "NUMBER", "STRING", "OP", "COMMENT", "INVALID"};
    Document document;
    document.set_text(source);
    std::vector<PythonToken> tokens;
    for (std::size_t n = 0; n < document.buffer().line_count(); ++n) {
        const std::string& line = document.buffer().line(n);
        for (const Token& token : document.tokens(n)) {
            const std::size_t end_column = column_of_byte(line, token.end);
            if (token.continues) {
                tokens.back().end_line = n + 1;
                tokens.back().end_column = end_column;
                continue;
            }
            tokens.push_back({kTypes[static_cast<int>(token.type)], n + 1,
                              column_of_byte(line, token.begin), n + 1, end_column});
        }
    }
    return tokens;
}

// The first difference in words; empty: none.
std::string difference(const std::vector<PythonToken>& ours,
                       const std::vector<PythonToken>& theirs) {
    for (std::size_t i = 0; i < std::max(ours.size(), theirs.size()); ++i) {
        const std::string a = i < ours.size() ? ours[i].text() : "nothing";
        const std::string b = i < theirs.size() ? theirs[i].text() : "nothing";
        if (a != b) return "lexer: " + a + ", tokenize: " + b;
    }
    return {};
}

}  // namespace

TEST_CASE("every token of Python's library stands where tokenize says") {
    const std::string script = std::string(VIVARIUM_SOURCE_DIR) + "/tests/editor/list_tokens.py";
    std::istringstream listing(
        run("/usr/bin/python3 -I '" + script + "' " + std::to_string(kFiles)));

    std::size_t files = 0;
    std::size_t count = 0;
    std::string path;
    std::vector<PythonToken> theirs;
    const auto compare = [&] {
        if (path.empty()) return;
        const auto source = read_file(path);
        REQUIRE(source.ok());
        CHECK_MESSAGE(difference(lexed(*source), theirs).empty(), path, ": ",
                      difference(lexed(*source), theirs));
        ++files;
        count += theirs.size();
        theirs.clear();
    };
    for (std::string line; std::getline(listing, line);) {
        if (line[0] == 'F') {
            compare();
            path = line.substr(2);
            continue;
        }
        PythonToken token;
        std::istringstream(line.substr(2)) >> token.type >> token.line >> token.column >>
            token.end_line >> token.end_column;
        theirs.push_back(token);
    }
    compare();

    CHECK(files >= kFiles * 9 / 10);
    CHECK(count > 100'000);
    MESSAGE(count, " tokens of ", files, " files");
}
