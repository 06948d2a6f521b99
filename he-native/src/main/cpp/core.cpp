#include "core.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

#include "bits.hpp"
#include "seed.hpp"

namespace mistnet {
namespace he {
namespace internal {

namespace {

/** Pinned: the transformed form on the wire depends on them, so a library's choice must not. */
const uint64_t DATA_MODULUS = 281474976694273, DATA_ROOT = 36835623151;
const uint64_t SPECIAL_MODULUS = 1125899906826241, SPECIAL_ROOT = 46909545429;

/** Least distance of the noise from a decryption error, in standard deviations: one wrong answer in 2^38. */
const double LEAST_MARGIN = 8.5;

/** Variance of SEAL's centred binomial noise, and the expected number of coefficients of a ternary secret that are not zero. */
const double FRESH_VARIANCE = 10.5, TERNARY_WEIGHT = DEGREE * 2.0 / 3;

const int MOST_COLUMNS = 4096, MOST_ROWS = 4096, MOST_LEVELS = 12;

void require(bool condition, const std::string &message) {
    if (!condition) {
        throw std::invalid_argument(message);
    }
}

std::string text(const Shape &s) {
    return std::to_string(s.columns) + " columns, " + std::to_string(s.rows) + " rows, " + std::to_string(s.blocks) +
           " blocks, " + std::to_string(s.ciphertexts) + " ciphertexts";
}

void check_shape(const std::string &name, const Shape &s, int key_levels) {
    const std::string where = name + " shape (" + text(s) + "): ";
    require(s.columns >= 1 && s.columns <= MOST_COLUMNS, where + "columns must be 1 to 4096");
    require(s.rows >= 4 && s.rows <= MOST_ROWS, where + "rows must be 4 to 4096");
    require(
        s.blocks >= 1 && s.rows % s.blocks == 0 && s.rows / s.blocks % ROW_GROUP == 0,
        where + "each block's rows must be the same multiple of 4");
    require(s.ciphertexts >= 1 && s.ciphertexts <= leaves(s), where + "ciphertexts must be 1 to columns + rows");
    require(
        leaves_of(s, 0) <= DEGREE && levels(s) <= key_levels,
        where + "its expansion takes " + std::to_string(levels(s)) + " levels, the keys have " + std::to_string(key_levels));
}

const Settings &checked(const Settings &s) {
    require(s.plain_bits == 13 || s.plain_bits == 14, "plain bits must be 13 or 14");
    require(
        s.c0_extra >= 1 && s.c1_extra >= 1 && s.c0_extra + s.c1_extra == s.plain_bits,
        "the extra bits of c0 and c1 must be positive, and together the plain bits: a row is cut into three plaintexts");
    require(s.levels >= 1 && s.levels <= MOST_LEVELS, "levels must be 1 to 12");
    check_shape("single", s.single, s.levels);
    check_shape("group", s.group, s.levels);
    require(
        s.single.columns % s.group.columns == 0 && s.group.rows == block_rows(s.single) && s.group.blocks == 1,
        "group shape (" + text(s.group) + "): a group is an equal share of the columns and one block's rows, in 1 block");
    return s;
}

seal::EncryptionParameters encryption(int plain_bits) {
    seal::EncryptionParameters parameters(seal::scheme_type::bfv);
    parameters.set_poly_modulus_degree(DEGREE);
    parameters.set_coeff_modulus({seal::Modulus(DATA_MODULUS), seal::Modulus(SPECIAL_MODULUS)});
    parameters.set_plain_modulus(uint64_t(1) << plain_bits);
    return parameters;
}

Rounding rounding_of(const Settings &s) {
    __extension__ typedef unsigned __int128 Wide;
    const uint64_t multiplier = static_cast<uint64_t>(((Wide(1) << 99) + DATA_MODULUS / 2) / DATA_MODULUS);
    return {multiplier, s.plain_bits, s.plain_bits + s.c0_extra, s.plain_bits + s.c1_extra};
}

/** X to X^element on transformed values. */
void automorphism_of(uint32_t element, uint16_t *places) {
    for (int i = 0; i < DEGREE; i++) {
        const uint32_t exponent = 2 * reversed(i, LOG_DEGREE) + 1;
        const uint32_t image = (exponent * element) & (2 * DEGREE - 1);
        places[i] = static_cast<uint16_t>(reversed((image - 1) / 2, LOG_DEGREE));
    }
}

/** X^-power, transformed, per vector values and quotients. */
void monomial_of(int power, const Prime &prime, uint64_t *out) {
    std::vector<uint64_t> values(DEGREE, 0);
    values[DEGREE - power] = prime.modulus() - 1;
    portable_kernel().forward(prime.tables(), values.data());
    for (int i = 0; i < DEGREE; i++) {
        const Factor factor = prime.factor(values[i]);
        uint64_t *const vector = out + i / LANES * 2 * LANES + i % LANES;
        vector[0] = factor.value;
        vector[LANES] = factor.quotient;
    }
}

}  // namespace

Core::Core(const Settings &wanted, Digits how)
    : settings(checked(wanted)),
      digits(how),
      data(DATA_MODULUS, DATA_ROOT),
      special(SPECIAL_MODULUS, SPECIAL_ROOT),
      context(encryption(settings.plain_bits), true, seal::sec_level_type::tc128),
      rounding(rounding_of(settings)),
      delta((DATA_MODULUS + (uint64_t(1) << (settings.plain_bits - 1))) >> settings.plain_bits),
      automorphisms_(size_t(settings.levels) * DEGREE),
      monomials_(size_t(settings.levels) * 2 * DEGREE) {
    if (!context.parameters_set()) {
        throw std::runtime_error(std::string("SEAL refuses the parameters: ") + context.parameter_error_message());
    }
    const auto tables = context.key_context_data()->small_ntt_tables();
    if (tables[0].get_root() != DATA_ROOT || tables[1].get_root() != SPECIAL_ROOT) {
        throw std::runtime_error("this SEAL chooses other roots of unity than the pinned ones");
    }
    for (const Shape &shape : {settings.single, settings.group}) {
        require(
            margin(shape) >= LEAST_MARGIN,
            "the noise margin of " + text(shape) + " is " + std::to_string(margin(shape)) +
                " standard deviations, below 8.5: use fewer columns or rows, or more ciphertexts");
    }
    for (int level = 0; level < settings.levels; level++) {
        automorphism_of(DEGREE / (1u << level) + 1, &automorphisms_[size_t(level) * DEGREE]);
        monomial_of(1 << level, data, &monomials_[size_t(level) * 2 * DEGREE]);
        steps_.push_back({
            &data.tables(),
            &special.tables(),
            nullptr,
            nullptr,
            automorphism(level),
            &monomials_[size_t(level) * 2 * DEGREE],
            data.factor(data.inverse(special.modulus() % data.modulus())),
            data.modulus() - (special.modulus() >> 1) % data.modulus(),
            digits == Digits::CENTRED,
        });
    }
}

size_t Core::plaintext_bytes() const { return packed_bytes(settings.plain_bits); }

size_t Core::key_bytes() const {
    return SEED_BYTES + settings.levels * (packed_bytes(data.bits()) + packed_bytes(special.bits()));
}

size_t Core::query_bytes(const Shape &shape) const { return SEED_BYTES + shape.ciphertexts * packed_bytes(data.bits()); }

size_t Core::answer_bytes() const {
    return 2 * TERMS * (packed_bytes(rounding.c0_bits) + packed_bytes(rounding.c1_bits));
}

/**
 * Products of uniform plaintexts, centred, with selections; the larger of both dimensions' sums. On top come the two
 * roundings of the switch: c1's counts 4096 times, for the coefficients of the ternary secret, c0's once.
 */
double Core::margin(const Shape &shape) const {
    double columns = 0, rows[] = {0, 0};
    const int half = block_rows(shape) / 2;
    for (int leaf = 0; leaf < leaves(shape); leaf++) {
        const int row = leaf - shape.columns;
        (row < 0 ? columns : rows[row / half % 2]) += selection_variance(shape, leaf);
    }
    const double plain = std::ldexp(1.0, 2 * settings.plain_bits) / 12;
    const double bound = std::ldexp(static_cast<double>(data.modulus()), -(settings.plain_bits + 1));
    const double noise = std::max({columns, rows[0], rows[1]}) * DEGREE * plain / (bound * bound);
    const double c1 = TERNARY_WEIGHT / 12 / std::ldexp(1.0, 2 * (settings.c1_extra - 1));
    const double c0 = 1.0 / 12 / std::ldexp(1.0, 2 * (settings.c0_extra - 1));
    return 1 / std::sqrt(noise + c1 + c0);
}

/** What a key switch adds doubles with each level further, as does the fresh noise. */
double Core::selection_variance(const Shape &shape, int leaf) const {
    const double ratio = static_cast<double>(data.modulus()) / static_cast<double>(special.modulus());
    const double digit = DEGREE / 12.0 * ratio * ratio * FRESH_VARIANCE, rounded = (1 + TERNARY_WEIGHT) / 12;
    int ciphertext = 0;
    while (leaf >= leaves_of(shape, ciphertext)) {
        leaf -= leaves_of(shape, ciphertext++);
    }
    const double doubled = std::ldexp(1.0, depth(leaf, leaves_of(shape, ciphertext)));
    return doubled * FRESH_VARIANCE + (doubled - 1) * (digit + rounded);
}

uint64_t Core::leaf_value(int leaf, int count) const {
    return data.multiply(delta, data.inverse(uint64_t(1) << depth(leaf, count)));
}

void Core::check(const Shape &shape) const {
    require(
        same(shape, settings.single) || same(shape, settings.group),
        "the shape (" + text(shape) + ") is neither the pinned single nor the pinned group shape");
}

bool Core::operator==(const Core &other) const {
    const Settings &a = settings, &b = other.settings;
    return a.plain_bits == b.plain_bits && a.c0_extra == b.c0_extra && a.c1_extra == b.c1_extra && a.levels == b.levels &&
           same(a.single, b.single) && same(a.group, b.group) && digits == other.digits;
}

void check_length(const char *what, size_t actual, size_t expected) {
    require(
        actual == expected,
        std::string(what) + " has " + std::to_string(actual) + " bytes, must have " + std::to_string(expected));
}

}  // namespace internal
}  // namespace he
}  // namespace mistnet
