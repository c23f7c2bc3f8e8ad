// A learner who does anything at all: edits, runs, stops, scrubs, clicks, turns pages. What it does
// comes from a seed, so that a failure can be had again.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "tests/flows/player.h"

namespace viv::test {

class Learner {
public:
    Learner(Player& player, std::uint64_t seed) : m_player(player), m_random(seed) {}

    // One act, followed by the frames that it takes. Nothing is waited for.
    void act();
    // Stops what runs, and waits until nothing does.
    void rest();
    // What was done last, the latest at the end: for the report of a failure.
    [[nodiscard]] const std::vector<std::string>& acts() const { return m_acts; }

private:
    [[nodiscard]] std::size_t below(std::size_t bound);
    void did(std::string act);
    void write_program();
    void type_something();
    void edit();
    void run();
    void scrub();
    void click_something();
    void turn_page();
    void change_view();

    Player& m_player;
    std::mt19937_64 m_random;
    std::vector<std::string> m_acts;
};

}  // namespace viv::test
