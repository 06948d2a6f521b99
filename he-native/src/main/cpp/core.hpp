#pragma once

#include <seal/context.h>

#include <vector>

#include "prime.hpp"
#include "shape.hpp"

namespace mistnet {
namespace he {
namespace internal {

/** What a parameter set says, as numbers. */
struct Settings {
    int plain_bits, c0_extra, c1_extra, levels;
    Shape single, group;
};

/** Digits of key switching: around zero in operation; in [0, q) as SEAL has them only to compare with SEAL. */
enum class Digits { CENTRED, AS_SEAL };

/** A checked parameter set with all that follows from it. Immutable. */
struct Core {
    explicit Core(const Settings &settings, Digits digits = Digits::CENTRED);

    const Settings settings;
    const Digits digits;
    /** 48 bits: ciphertexts. */
    const Prime data;
    /** 50 bits: key switching. */
    const Prime special;
    const seal::SEALContext context;
    const Rounding rounding;
    /** round(data / 2^plain_bits) */
    const uint64_t delta;

    size_t plaintext_bytes() const;
    size_t key_bytes() const;
    size_t query_bytes(const Shape &shape) const;
    size_t answer_bytes() const;
    double margin(const Shape &shape) const;
    /** Variance of the noise of a selection bit after the expansion. Agrees with measurements to a few per cent. */
    double selection_variance(const Shape &shape, int leaf) const;
    /** Delta 2^-depth, for each leaf of a ciphertext with `count` leaves. */
    uint64_t leaf_value(int leaf, int count) const;
    /** Where each place of a level's automorphism image comes from. */
    const uint16_t *automorphism(int level) const { return &automorphisms_[size_t(level) * DEGREE]; }
    /** A level's step, but for its keys. */
    const StepTables &step(int level) const { return steps_[level]; }
    /** Throws unless a shape is one of the two pinned ones. */
    void check(const Shape &shape) const;
    bool operator==(const Core &other) const;

  private:
    std::vector<uint16_t> automorphisms_;
    std::vector<uint64_t> monomials_;
    std::vector<StepTables> steps_;
};

/** Throws std::invalid_argument unless a message has exactly the length that the parameters give it. */
void check_length(const char *what, size_t actual, size_t expected);

}  // namespace internal
}  // namespace he
}  // namespace mistnet
