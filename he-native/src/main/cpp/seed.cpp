#include "seed.hpp"

#include <seal/randomgen.h>
#include <seal/util/fips202.h>

#include <cstring>
#include <vector>

namespace mistnet {
namespace he {
namespace internal {

namespace {

/** seed | a u32 LE | b u32 LE | one byte more */
struct Input {
    uint8_t bytes[SEED_BYTES + 9];
    Input(const uint8_t *seed, uint32_t a, uint32_t b) {
        std::memcpy(bytes, seed, SEED_BYTES);
        std::memcpy(bytes + SEED_BYTES, &a, sizeof a);
        std::memcpy(bytes + SEED_BYTES + 4, &b, sizeof b);
        bytes[SEED_BYTES + 8] = 0;
    }
};

}  // namespace

Seed fresh_seed() {
    Seed seed;
    seal::random_bytes(reinterpret_cast<seal::seal_byte *>(seed.data()), seed.size());
    return seed;
}

void expand_uniform(const uint8_t *seed, Domain domain, uint32_t index, const Prime &prime, uint64_t *out) {
    const size_t width = (prime.bits() + 7) / 8;
    const uint64_t mask = (uint64_t(1) << prime.bits()) - 1;
    std::vector<uint8_t> stream(size_t(DEGREE) * 9 / 8 * width + 1024);
    Input input(seed, static_cast<uint32_t>(domain), index);
    for (int filled = 0; filled < DEGREE; input.bytes[SEED_BYTES + 8]++) {
        ::shake256(stream.data(), stream.size(), input.bytes, sizeof input.bytes);
        for (size_t at = 0; at + 8 <= stream.size() && filled < DEGREE; at += width) {
            uint64_t word;
            std::memcpy(&word, &stream[at], sizeof word);
            if ((word & mask) < prime.modulus()) {
                out[filled++] = word & mask;
            }
        }
    }
}

void make_pad(const uint8_t *pad_seed, uint32_t column, uint32_t row, uint8_t *out, size_t size) {
    const Input input(pad_seed, column, row);
    ::shake256(out, size, input.bytes, SEED_BYTES + 8);
}

}  // namespace internal
}  // namespace he
}  // namespace mistnet
