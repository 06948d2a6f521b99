#include "keys.hpp"

#include <stdexcept>
#include <string>

#include "bits.hpp"
#include "seed.hpp"

namespace mistnet {
namespace he {
namespace internal {

void read_residues(const char *what, const uint8_t *in, const Prime &prime, uint64_t *out) {
    unpack(in, prime.bits(), out);
    uint64_t above = 0;
    for (int i = 0; i < DEGREE; i++) {
        above |= (prime.modulus() - 1 - out[i]) >> 63;
    }
    if (above != 0) {
        throw std::invalid_argument(std::string(what) + " holds a residue that is not below its prime");
    }
}

KeyState::KeyState(std::shared_ptr<const Core> shared, const uint8_t *message, size_t size)
    : core(std::move(shared)), streams_(size_t(core->settings.levels) * 2 * 4 * DEGREE * sizeof(uint64_t)) {
    check_length("key message", size, core->key_bytes());
    const uint8_t *in = message + SEED_BYTES;
    std::vector<uint64_t> polynomials[] = {std::vector<uint64_t>(DEGREE), std::vector<uint64_t>(DEGREE)};
    for (int level = 0; level < core->settings.levels; level++) {
        for (int i = 0; i < 2; i++) {
            const Prime &prime = i == 0 ? core->data : core->special;
            read_residues("key message", in, prime, polynomials[0].data());
            in += packed_bytes(prime.bits());
            expand_uniform(message, Domain::KEYS, 2 * level + i, prime, polynomials[1].data());
            uint64_t *vector = stream(level, i);
            for (int v = 0; v < VECTORS; v++, vector += 4 * LANES) {
                for (int l = 0; l < 2 * LANES; l++) {
                    const Factor factor = prime.factor(polynomials[l / LANES][v * LANES + l % LANES]);
                    uint64_t *const place = vector + l / LANES * 2 * LANES + l % LANES;
                    place[0] = factor.value;
                    place[LANES] = factor.quotient;
                }
            }
        }
    }
}

StepTables KeyState::step(int level) const {
    StepTables tables = core->step(level);
    tables.data_key = stream(level, 0);
    tables.special_key = stream(level, 1);
    return tables;
}

}  // namespace internal
}  // namespace he
}  // namespace mistnet
