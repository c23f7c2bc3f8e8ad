// The table of objects: what is young, what is watched, what has died. See heap.h.
#include "bindings/cpython/events/heap.h"

#include <dlfcn.h>
#include <link.h>

#include "bindings/cpython/events/heap_hooks.h"
#include "bindings/cpython/layout/layout.h"

namespace viv::cpython {

namespace {

// Where the writable data of libpython lies: nearly all objects that are static are in it.
struct StaticData {
    std::uintptr_t inside = 0, begin = 0, end = 0;
};

int find_static_data(dl_phdr_info* info, std::size_t, void* argument) {
    auto* data = static_cast<StaticData*>(argument);
    for (int i = 0; i < info->dlpi_phnum; ++i) {
        const ElfW(Phdr)& segment = info->dlpi_phdr[i];
        const std::uintptr_t begin = info->dlpi_addr + segment.p_vaddr;
        const std::uintptr_t end = begin + segment.p_memsz;
        if (segment.p_type != PT_LOAD || data->inside < begin || data->inside >= end) continue;
        data->begin = begin;
        data->end = end;
        return 1;
    }
    return 0;
}

}  // namespace

constinit Heap Heap::s_instance;

void Heap::install() {
    if (m_installed) return;
    m_installed = true;
    StaticData data{reinterpret_cast<std::uintptr_t>(&_Py_NoneStruct), 0, 0};
    dl_iterate_phdr(find_static_data, &data);
    m_static_begin = data.begin;
    m_static_end = data.end;
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
    const std::uintptr_t block = address - viv_pre_header_size(Py_TYPE(object));
    return ((m_table.at(block) | m_table.at(address)) & kYoung) == 0;
}

bool Heap::is_static(PyObject* object) const {
    const auto address = reinterpret_cast<std::uintptr_t>(object);
    if (address >= m_static_begin && address < m_static_end) return true;
    Dl_info info;
    return dladdr(object, &info) != 0;
}

void Heap::watch(PyObject* object, std::uint32_t number) {
    const auto before = static_cast<std::uint32_t>(viv_pre_header_size(Py_TYPE(object)) / 16);
    std::uint32_t& word = m_table.make(reinterpret_cast<std::uintptr_t>(object));
    word = (word & kYoung) | before << kBeforeShift | number;
}

void Heap::unwatch(PyObject* object) {
    m_table.make(reinterpret_cast<std::uintptr_t>(object)) &= kYoung;
}

void Heap::stop_watching() {
    m_table.for_each([](std::uint32_t& word) {
        if ((word & kNumber) != 0) word &= kYoung;
    });
    m_deaths.clear();
}

void Heap::on_allocated(void* block) {
    m_table.make(reinterpret_cast<std::uintptr_t>(block)) |= kYoung;
}

void Heap::on_freed(void* block) {
    // The pre-headers there are: none, the GC head, the GC head with the dict pointers.
    const std::uintptr_t address = reinterpret_cast<std::uintptr_t>(block);
    std::uint32_t* word = m_table.find(address);
    if (word == nullptr) return;
    if (ObjectTable::are_together(address, 32)) {
        forget(word, 0);
        forget(word + 1, 1);
        forget(word + 2, 2);
        return;
    }
    for (std::uint32_t before = 0; before <= 2; ++before) {
        word = m_table.find(address + before * 16);
        if (word != nullptr) forget(word, before);
    }
}

void Heap::on_deallocated(PyObject* object) {
    std::uint32_t& word = m_table.make(reinterpret_cast<std::uintptr_t>(object));
    if ((word & kNumber) != 0) die(word);
    // What comes off the free list at this address is new, whoever had the block before.
    word = kYoung;
}

void Heap::forget(std::uint32_t* word, std::uint32_t before) {
    if ((*word & ~kYoung) == 0) return;
    if ((*word & kNumber) == 0) {
        *word &= kYoung;
    } else if ((*word & kBefore) >> kBeforeShift == before) {
        die(*word);
    }
}

void Heap::die(std::uint32_t& word) {
    m_deaths.push_back(word & kNumber);
    word &= kYoung;
}

}  // namespace viv::cpython
