// What is left unexplained, sorted into heaps by what the object is, where the run stands and what
// instruction the caller is in: tells what to mend first. For the corpus's tests only.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace viv::test {

class Buckets {
public:
    void add(const std::string& key, const std::string& example) {
        Bucket& bucket = m_buckets[key];
        if (bucket.count++ == 0) bucket.example = example;
    }
    // The biggest ones, one a line.
    [[nodiscard]] std::string text(std::size_t most = 40) const {
        std::vector<std::pair<std::string, Bucket>> sorted(m_buckets.begin(), m_buckets.end());
        std::sort(sorted.begin(), sorted.end(),
                  [](const auto& a, const auto& b) { return a.second.count > b.second.count; });
        if (sorted.size() > most) sorted.resize(most);
        std::string lines;
        for (const auto& [key, bucket] : sorted) {
            lines += std::to_string(bucket.count) + "  " + key + "   e.g. " + bucket.example + "\n";
        }
        return lines;
    }
    [[nodiscard]] bool empty() const { return m_buckets.empty(); }

private:
    struct Bucket {
        std::int64_t count = 0;
        std::string example;
    };
    std::map<std::string, Bucket> m_buckets;
};

}  // namespace viv::test
