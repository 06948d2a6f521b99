#pragma once

#include <cstddef>
#include <cstdint>

namespace mistnet {
namespace he {
namespace internal {

/** Overwrites memory in a way that the compiler cannot leave out. */
void wipe(void *memory, size_t bytes);

/** Zeroed, page-aligned memory, in huge pages where it is large. Pages that are never touched cost nothing. */
class Memory {
  public:
    explicit Memory(size_t bytes);
    ~Memory();
    Memory(const Memory &) = delete;
    Memory &operator=(const Memory &) = delete;

    uint8_t *bytes() const { return static_cast<uint8_t *>(start_); }
    uint64_t *words() const { return static_cast<uint64_t *>(start_); }
    size_t size() const { return size_; }

  private:
    void *start_;
    size_t size_;
};

/** Words that are secret: zero at first, wiped at the end. */
class SecretWords {
  public:
    explicit SecretWords(size_t count);
    ~SecretWords();
    SecretWords(const SecretWords &) = delete;
    SecretWords &operator=(const SecretWords &) = delete;

    uint64_t *data() { return words_; }
    const uint64_t *data() const { return words_; }
    uint64_t &operator[](size_t i) { return words_[i]; }
    uint64_t operator[](size_t i) const { return words_[i]; }
    size_t size() const { return count_; }

  private:
    uint64_t *words_;
    size_t count_;
};

}  // namespace internal
}  // namespace he
}  // namespace mistnet
