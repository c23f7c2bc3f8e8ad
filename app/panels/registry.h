// All the panels there are: one for each folder here that holds a <name>_panel.cpp. The list is
// written by CMake, because putting the folder there is the registration.
#pragma once

#include <memory>
#include <vector>

#include "app/panels/panel.h"

namespace viv::panels {

std::vector<std::unique_ptr<Panel>> make_panels();

}  // namespace viv::panels
