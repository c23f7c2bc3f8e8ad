// See places.h. /proc is no place: a run has one of its own where it has a root of its own.
#include "bindings/worker/places.h"

#include <unistd.h>
#include <algorithm>
#include <initializer_list>

#include "bindings/cpython/compat.h"

namespace viv::worker {

namespace {

void add(Places& places, const std::string& path, bool is_writable = false) {
    if (::access(path.c_str(), F_OK) == 0) places.places.push_back({path, is_writable});
}

// "3.11.2" to "3.11".
std::string minor_version() {
    const std::string version = cpython::built_for();
    return version.substr(0, version.find('.', version.find('.') + 1));
}

}  // namespace

Places system_places(bool with_packages) {
    Places places;
    const std::string python = "python" + minor_version();
    // Programs: a snippet may start others, which are as confined as itself. Where these folders
    // are links (/bin to usr/bin), the root gets the same links.
    for (const char* path : {"/usr/bin", "/usr/lib64", "/usr/lib/locale", "/usr/share/zoneinfo",
                             "/usr/share/locale"}) {
        add(places, path);
    }
    add(places, "/usr/lib/" VIVARIUM_MULTIARCH);
    add(places, "/usr/lib/" + python);
    // What libc, the loader and the standard library look up.
    for (const char* path :
         {"/etc/ld.so.cache", "/etc/localtime", "/etc/timezone", "/etc/mime.types", "/etc/passwd",
          "/etc/group", "/etc/nsswitch.conf", "/etc/hosts", "/etc/host.conf", "/etc/gai.conf",
          "/etc/protocols", "/etc/services", "/etc/locale.alias", "/etc/alternatives",
          "/etc/ssl/openssl.cnf"}) {
        add(places, path);
    }
    add(places, "/etc/" + python);
    for (const char* path : {"/dev/null", "/dev/zero", "/dev/full"}) add(places, path, true);
    for (const char* path : {"/dev/urandom", "/dev/random"}) add(places, path);
    if (with_packages) {
        add(places, "/usr/lib/python3/dist-packages");
        add(places, "/usr/local/lib/" + python + "/dist-packages");
        add(places, "/usr/local/lib/" VIVARIUM_MULTIARCH);
        add(places, "/usr/share/python3");
    }
    return places;
}

void add_folders(Places& places, const std::string& list, bool is_writable) {
    for (std::size_t at = 0; at < list.size();) {
        const std::size_t end = std::min(list.find('\0', at), list.size());
        const std::string path = list.substr(at, end - at);
        at = end + 1;
        if (path.size() < 2 || path[0] != '/') continue;
        // Before the system's, which may be within it; writable ones after readable ones.
        const auto where =
            std::find_if(places.places.begin(), places.places.end(),
                         [&](const Place& place) { return place.path.size() >= path.size(); });
        places.places.insert(where, {path, is_writable});
    }
}

}  // namespace viv::worker
