#include "prime.hpp"

#include <stdexcept>

namespace mistnet {
namespace he {
namespace internal {

uint32_t reversed(uint32_t x, int bits) {
    uint32_t result = 0;
    for (int i = 0; i < bits; i++) {
        result |= ((x >> i) & 1) << (bits - 1 - i);
    }
    return result;
}

Prime::Prime(uint64_t modulus, uint64_t root) : modulus_(modulus), bits_(64 - __builtin_clzll(modulus)) {
    if (bits_ > 50) {
        throw std::invalid_argument("a prime must be below 2^50");
    }
    ratio_ = static_cast<uint64_t>((Wide(1) << (2 * bits_)) / modulus_);
    if (power(root, DEGREE) != modulus_ - 1) {
        throw std::invalid_argument("not a primitive root of unity of order 8192");
    }
    const uint64_t bases[] = {root, inverse(root)};
    for (int direction = 0; direction < 2; direction++) {
        values_[direction].resize(DEGREE);
        quotients_[direction].resize(DEGREE);
        wide_quotients_[direction].resize(DEGREE);
        uint64_t x = 1;
        for (int i = 0; i < DEGREE; i++) {
            const uint32_t place = reversed(i, LOG_DEGREE);
            values_[direction][place] = x;
            quotients_[direction][place] = factor(x).quotient;
            wide_quotients_[direction][place] = static_cast<uint64_t>((Wide(x) << 64) / modulus_);
            x = multiply(x, bases[direction]);
        }
    }
    const uint64_t two52 = (uint64_t(1) << 52) % modulus_;
    tables_ = {
        modulus_,
        values_[0].data(),
        quotients_[0].data(),
        wide_quotients_[0].data(),
        values_[1].data(),
        quotients_[1].data(),
        wide_quotients_[1].data(),
        factor(1),
        factor(inverse(DEGREE)),
        factor(two52),
        factor(multiply(two52, two52)),
    };
}

uint64_t Prime::power(uint64_t base, uint64_t exponent) const {
    uint64_t result = 1;
    for (; exponent != 0; exponent >>= 1, base = multiply(base, base)) {
        if (exponent & 1) {
            result = multiply(result, base);
        }
    }
    return result;
}

Factor Prime::factor(uint64_t value) const {
    return {value, static_cast<uint64_t>((Wide(value) << 52) / modulus_)};
}

}  // namespace internal
}  // namespace he
}  // namespace mistnet
