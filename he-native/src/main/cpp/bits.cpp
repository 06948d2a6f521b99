#include "bits.hpp"

#include <cstring>

#include "kernel.hpp"

namespace mistnet {
namespace he {
namespace internal {

static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the wire's words are little-endian");
static_assert(DEGREE % 64 == 0, "a packed polynomial is a whole number of words");

size_t packed_bytes(int bits) { return size_t(DEGREE) * bits / 8; }

void unpack(const uint8_t *in, int bits, uint64_t *values) {
    const uint64_t mask = (uint64_t(1) << bits) - 1;
    uint64_t word = 0;
    int held = 0;
    for (int i = 0; i < DEGREE; i++) {
        uint64_t value = word;
        if (held < bits) {
            std::memcpy(&word, in, sizeof word);
            in += sizeof word;
            value |= word << held;
            word = bits - held == 64 ? 0 : word >> (bits - held);
            held += 64;
        } else {
            word >>= bits;
        }
        held -= bits;
        values[i] = value & mask;
    }
}

void pack(const uint64_t *values, int bits, uint8_t *out) {
    uint64_t word = 0;
    int held = 0;
    for (int i = 0; i < DEGREE; i++) {
        const uint64_t value = values[i];
        word |= value << held;
        held += bits;
        if (held >= 64) {
            std::memcpy(out, &word, sizeof word);
            out += sizeof word;
            held -= 64;
            word = held == 0 ? 0 : value >> (bits - held);
        }
    }
}

}  // namespace internal
}  // namespace he
}  // namespace mistnet
