/** Values of a fixed number of bits in a row of little-endian bits, taken by whole words. */
#pragma once

#include <cstddef>
#include <cstdint>

namespace mistnet {
namespace he {
namespace internal {

/** Bytes of one packed polynomial. */
size_t packed_bytes(int bits);
/** Reads DEGREE values of `bits` bits, 1 to 63. */
void unpack(const uint8_t *in, int bits, uint64_t *values);
/** Writes DEGREE values below 2^bits. */
void pack(const uint64_t *values, int bits, uint8_t *out);

}  // namespace internal
}  // namespace he
}  // namespace mistnet
