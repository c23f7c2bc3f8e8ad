# Helpers that every folder's CMakeLists.txt uses, and the packages they link to.
find_package(PkgConfig REQUIRED)
find_package(fmt REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(Threads REQUIRED)
pkg_check_modules(XXHASH REQUIRED IMPORTED_TARGET libxxhash)

# What every target of ours is compiled with.
add_library(viv_options INTERFACE)
target_include_directories(viv_options INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(viv_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow
  $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor -Woverloaded-virtual>
  $<$<BOOL:${VIVARIUM_WERROR}>:-Werror>)
target_compile_definitions(viv_options INTERFACE VIVARIUM_VERSION="${PROJECT_VERSION}")
if(VIVARIUM_SANITIZE)
  # GCC takes what the sanitizers add for uses of unset variables, in the standard library's headers.
  target_compile_options(viv_options INTERFACE
    -fsanitize=${VIVARIUM_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer -Wno-maybe-uninitialized)
  target_link_options(viv_options INTERFACE -fsanitize=${VIVARIUM_SANITIZE})
endif()

# What runs at each step of a snippet is optimised across its files, whichever of them it stands in.
include(CheckIPOSupported)
check_ipo_supported(RESULT viv_has_ipo OUTPUT viv_why_no_ipo LANGUAGES C CXX)
function(viv_hot_path)
  foreach(target ${ARGN})
    if(viv_has_ipo AND NOT VIVARIUM_SANITIZE AND NOT CMAKE_BUILD_TYPE STREQUAL "Debug")
      set_target_properties(${target} PROPERTIES INTERPROCEDURAL_OPTIMIZATION ON)
    endif()
  endforeach()
endfunction()

# viv_library(viv_wire SOURCES a.cpp LINK viv_trace): one folder's static library.
function(viv_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_link_libraries(${name} PUBLIC viv_options ${ARG_LINK})
endfunction()

# viv_test(wire_test SOURCES codec_test.cpp LINK viv_wire LABELS fast): one doctest binary.
function(viv_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK;LABELS" ${ARGN})
  add_executable(${name} ${CMAKE_SOURCE_DIR}/tests/main.cpp ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE viv_options ${ARG_LINK})
  target_compile_definitions(${name} PRIVATE
    VIVARIUM_SOURCE_DIR="${CMAKE_SOURCE_DIR}" VIVARIUM_BIN_DIR="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}"
    VIVARIUM_TEST_PYTHON="${VIVARIUM_TEST_PYTHON}")
  add_test(NAME ${name} COMMAND ${name} --no-intro)
  set_tests_properties(${name} PROPERTIES LABELS "${ARG_LABELS}" TIMEOUT 1200)
endfunction()

# viv_installed_pythons(found 3.11 3.13): those of the versions that the distribution has a libpython
# and headers of. PKG_CONFIG_PATH is set aside, because pyenv, conda and the like put other Pythons
# there, whose struct layouts needn't be the ones that the worker finds at run time.
function(viv_installed_pythons result)
  set(saved_path "$ENV{PKG_CONFIG_PATH}")
  set(ENV{PKG_CONFIG_PATH} "")
  set(PKG_CONFIG_USE_CMAKE_PREFIX_PATH OFF)
  set(found "")
  foreach(version ${ARGN})
    pkg_check_modules(PYTHON_${version} QUIET IMPORTED_TARGET GLOBAL python-${version}-embed)
    if(PYTHON_${version}_FOUND)
      list(APPEND found ${version})
    endif()
  endforeach()
  set(ENV{PKG_CONFIG_PATH} "${saved_path}")
  set(${result} "${found}" PARENT_SCOPE)
endfunction()
