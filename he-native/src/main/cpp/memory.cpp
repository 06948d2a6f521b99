#include "memory.hpp"

#include <sys/mman.h>

#include <cstring>
#include <new>

namespace mistnet {
namespace he {
namespace internal {

void wipe(void *memory, size_t bytes) {
    std::memset(memory, 0, bytes);
    __asm__ __volatile__("" : : "r"(memory) : "memory");
}

Memory::Memory(size_t bytes) : start_(nullptr), size_(bytes) {
    start_ = mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (start_ == MAP_FAILED) {
        throw std::bad_alloc();
    }
#if defined(MADV_HUGEPAGE)
    if (size_ >= size_t(1) << 21) {
        madvise(start_, size_, MADV_HUGEPAGE);  // only advice: a refusal costs speed, not correctness
    }
#endif
}

Memory::~Memory() { munmap(start_, size_); }

SecretWords::SecretWords(size_t count) : words_(new uint64_t[count]()), count_(count) {}

SecretWords::~SecretWords() {
    wipe(words_, count_ * sizeof(uint64_t));
    delete[] words_;
}

}  // namespace internal
}  // namespace he
}  // namespace mistnet
