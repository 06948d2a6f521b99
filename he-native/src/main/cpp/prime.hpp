#pragma once

#include <cstdint>
#include <vector>

#include "kernel.hpp"

namespace mistnet {
namespace he {
namespace internal {

/**
 * A prime below 2^50 with a primitive root of unity of order 2 * DEGREE.
 * add, subtract and multiply take reduced residues in constant time; the rest is for public values.
 */
class Prime {
  public:
    Prime(uint64_t modulus, uint64_t root);
    Prime(const Prime &) = delete;
    Prime &operator=(const Prime &) = delete;

    uint64_t modulus() const { return modulus_; }
    int bits() const { return bits_; }
    const PrimeTables &tables() const { return tables_; }

    uint64_t add(uint64_t a, uint64_t b) const { return reduce_once(a + b); }
    uint64_t subtract(uint64_t a, uint64_t b) const { return reduce_once(a + modulus_ - b); }
    /** Barrett's reduction: no division, no branch. */
    uint64_t multiply(uint64_t a, uint64_t b) const {
        const Wide product = Wide(a) * b;
        const uint64_t estimate = static_cast<uint64_t>(((product >> (bits_ - 1)) * ratio_) >> (bits_ + 1));
        const uint64_t rest = static_cast<uint64_t>(product) - estimate * modulus_;
        return reduce_once(reduce_once(rest));
    }

    uint64_t power(uint64_t base, uint64_t exponent) const;
    uint64_t inverse(uint64_t a) const { return power(a, modulus_ - 2); }
    Factor factor(uint64_t value) const;

  private:
    __extension__ typedef unsigned __int128 Wide;

    uint64_t reduce_once(uint64_t x) const {
        const uint64_t d = x - modulus_;
        return d + (modulus_ & (0 - (d >> 63)));
    }

    uint64_t modulus_;
    int bits_;
    uint64_t ratio_;
    std::vector<uint64_t> values_[2], quotients_[2], wide_quotients_[2];
    PrimeTables tables_;
};

/** The lowest `bits` bits of x in reverse order. */
uint32_t reversed(uint32_t x, int bits);

const int LOG_DEGREE = 12;

}  // namespace internal
}  // namespace he
}  // namespace mistnet
