// The table of objects: what is young, what is watched, what has died. See heap.h.
#include "bindings/cpython/events/heap.h"

#include <dlfcn.h>

#include <utility>

#include "bindings/cpython/events/heap_hooks.h"
#include "bindings/cpython/layout/layout.h"

namespace viv::cpython {

Heap& Heap::instance() {
    static Heap heap;
    return heap;
}

void Heap::install() {
    if (m_installed) return;
    m_installed = true;
    install_free_list_hooks();
    install_allocator_hooks();
}

void Heap::uninstall() {
    if (!m_installed) return;
    m_installed = false;
    uninstall_allocator_hooks();
    uninstall_free_list_hooks();
}

bool Heap::is_older(PyObject* object) {
    // The block begins before the object. Off a free list only the object itself was marked.
    const std::uintptr_t address = reinterpret_cast<std::uintptr_t>(object);
    return !m_young.has(address - viv_pre_header_size(Py_TYPE(object))) && !m_young.has(address);
}

bool Heap::is_static(PyObject* object) {
    Dl_info info;
    return dladdr(object, &info) != 0;
}

void Heap::watch(PyObject* object, std::uint32_t number) {
    const std::uintptr_t address = reinterpret_cast<std::uintptr_t>(object);
    const auto pre_header = static_cast<std::uint32_t>(viv_pre_header_size(Py_TYPE(object)));
    m_watched[address] = {number, pre_header};
    m_watched_bits.add(address);
}

std::uint32_t Heap::number_of(PyObject* object) const {
    const auto found = m_watched.find(reinterpret_cast<std::uintptr_t>(object));
    return found == m_watched.end() ? 0 : found->second.number;
}

std::vector<std::uint32_t> Heap::take_deaths() {
    return std::exchange(m_deaths, {});
}

void Heap::stop_watching() {
    m_watched.clear();
    m_watched_bits = {};
    m_deaths.clear();
}

void Heap::on_allocated(void* block) {
    m_young.add(reinterpret_cast<std::uintptr_t>(block));
}

void Heap::on_freed(void* block) {
    // The pre-headers there are: none, the GC head, the GC head with the dict pointers.
    const std::uintptr_t address = reinterpret_cast<std::uintptr_t>(block);
    forget(address, 0);
    forget(address, 16);
    forget(address, 32);
}

void Heap::on_deallocated(PyObject* object) {
    const std::uintptr_t address = reinterpret_cast<std::uintptr_t>(object);
    if (m_watched_bits.has(address)) die(m_watched.find(address));
    // What comes off the free list at this address is new, whoever had the block before.
    m_young.add(address);
}

void Heap::forget(std::uintptr_t block, std::uint32_t pre_header) {
    if (!m_watched_bits.has(block + pre_header)) return;
    const auto found = m_watched.find(block + pre_header);
    if (found != m_watched.end() && found->second.pre_header == pre_header) die(found);
}

void Heap::die(std::unordered_map<std::uintptr_t, Watched>::iterator watched) {
    if (watched == m_watched.end()) return;
    m_deaths.push_back(watched->second.number);
    m_watched_bits.remove(watched->first);
    m_watched.erase(watched);
}

}  // namespace viv::cpython
