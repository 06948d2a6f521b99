#pragma once

#include <array>
#include <cstdint>

#include "prime.hpp"

namespace mistnet {
namespace he {
namespace internal {

const int SEED_BYTES = 32;
typedef std::array<uint8_t, SEED_BYTES> Seed;

/** What a seed is expanded for: the same seed gives unrelated polynomials in each. */
enum class Domain : uint32_t { KEYS = 1, QUERY = 2 };

/**
 * A seed that nobody has used: 256 bits from the operating system. Nothing that makes keys or queries takes a seed from
 * outside, since two encryptions under one seed reveal the secret key.
 */
Seed fresh_seed();

/**
 * The uniform polynomial of a seed: SHAKE-256(seed | domain u32 LE | index u32 LE | block u8), blocks from 0, cut into
 * little-endian words of the prime's whole bytes, each cut to the prime's bits, those not below the prime skipped.
 */
void expand_uniform(const uint8_t *seed, Domain domain, uint32_t index, const Prime &prime, uint64_t *out);

/** The pad of a place of the table: SHAKE-256(seed | column u32 LE | row u32 LE). */
void make_pad(const uint8_t *pad_seed, uint32_t column, uint32_t row, uint8_t *out, size_t size);

}  // namespace internal
}  // namespace he
}  // namespace mistnet
