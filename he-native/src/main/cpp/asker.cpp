#include "asker.hpp"

#include <seal/keygenerator.h>
#include <seal/util/rlwe.h>

#include <cstring>
#include <stdexcept>
#include <vector>

#include "bits.hpp"
#include "seed.hpp"

namespace mistnet {
namespace he {
namespace internal {

namespace {

/** All bits set if a equals b, none otherwise. */
uint64_t equal_mask(uint64_t a, uint64_t b) {
    const uint64_t difference = a ^ b;
    return ((difference | (0 - difference)) >> 63) - 1;
}

/** All bits set if a is below b, both below 2^63. */
uint64_t below_mask(uint64_t a, uint64_t b) { return 0 - ((a - b) >> 63); }

/** Noise of standard deviation 3.2 for each prime of the level, from SEAL's sampler. */
void sample_noise(const seal::EncryptionParameters &level, SecretWords &out) {
    seal::util::sample_poly_cbd(seal::UniformRandomGeneratorFactory::DefaultFactory()->create(), level, out.data());
}

/** Whether the row lies in the wanted half of its block; looks at all blocks alike. */
uint64_t in_half_mask(const Shape &shape, int row, int half) {
    const uint64_t length = block_rows(shape) / 2, place = static_cast<uint32_t>(row);
    uint64_t inside = 0;
    for (int block = 0; block < shape.blocks; block++) {
        const uint64_t start = (2 * block + half) * length;
        inside |= below_mask(place, start + length) & ~below_mask(place, start);
    }
    return inside;
}

void check_wanted(const Shape &shape, int column, int row_a, int row_b) {
    const uint64_t valid = below_mask(static_cast<uint32_t>(column), shape.columns) & in_half_mask(shape, row_a, 0) &
                           in_half_mask(shape, row_b, 1);
    if (valid == 0) {
        throw std::invalid_argument(
            "the wanted place is outside the shape: the first row must be in an upper half, the second in a lower one");
    }
}

}  // namespace

AskerState::AskerState(std::shared_ptr<const Core> core)
    : core_(std::move(core)), kernel_(best_kernel()), on_data_(DEGREE), on_special_(DEGREE) {
    seal::KeyGenerator generator(core_->context);
    const uint64_t *const secret = generator.secret_key().data().data();
    std::memcpy(on_data_.data(), secret, DEGREE * sizeof(uint64_t));
    std::memcpy(on_special_.data(), secret + DEGREE, DEGREE * sizeof(uint64_t));
}

/** message - (uniform secret + noise), in place, all transformed; message and noise enter as coefficients. */
void AskerState::encrypt(
    const uint8_t *seed, uint32_t index, Domain domain, const Prime &prime, uint64_t *noise, uint64_t *message) const {
    std::vector<uint64_t> uniform(DEGREE);
    expand_uniform(seed, domain, index, prime, uniform.data());
    kernel_.forward(prime.tables(), noise);
    const SecretWords &key = secret(prime);
    for (int i = 0; i < DEGREE; i++) {
        const uint64_t mask = prime.add(prime.multiply(uniform[i], key[i]), noise[i]);
        message[i] = prime.subtract(message[i], mask);
    }
}

void AskerState::keys(uint8_t *out, size_t size) const {
    check_length("key message", size, core_->key_bytes());
    const Seed seed = fresh_seed();
    std::memcpy(out, seed.data(), SEED_BYTES);
    out += SEED_BYTES;
    SecretWords noise(2 * DEGREE), message(DEGREE);
    const uint64_t special = core_->special.modulus() % core_->data.modulus();
    for (int level = 0; level < core_->settings.levels; level++) {
        sample_noise(core_->context.key_context_data()->parms(), noise);
        for (int i = 0; i < 2; i++) {
            const Prime &prime = i == 0 ? core_->data : core_->special;
            // special times the secret's image; zero modulo the special prime
            for (int j = 0; j < DEGREE; j++) {
                message[j] = i == 0 ? prime.multiply(special, on_data_[core_->automorphism(level)[j]]) : 0;
            }
            encrypt(seed.data(), 2 * level + i, Domain::KEYS, prime, noise.data() + i * DEGREE, message.data());
            pack(message.data(), prime.bits(), out);
            out += packed_bytes(prime.bits());
        }
    }
}

/** The selection bits of one ciphertext, transformed. Every leaf is looked at in the same way. */
void AskerState::select(const Shape &shape, int ciphertext, const int (&wanted)[3], uint64_t *message) const {
    std::memset(message, 0, DEGREE * sizeof(uint64_t));
    const int count = leaves_of(shape, ciphertext), first = first_leaf(shape, ciphertext);
    for (int leaf = 0; leaf < count; leaf++) {
        uint64_t chosen = 0;
        for (const int place : wanted) {
            chosen |= equal_mask(static_cast<uint64_t>(place), static_cast<uint64_t>(first + leaf));
        }
        message[leaf] = core_->leaf_value(leaf, count) & chosen;
    }
    kernel_.forward(core_->data.tables(), message);
}

void AskerState::query(const Shape &shape, int column, int row_a, int row_b, uint8_t *out, size_t size) const {
    core_->check(shape);
    check_length("query", size, core_->query_bytes(shape));
    check_wanted(shape, column, row_a, row_b);
    const int wanted[] = {column, shape.columns + row_a, shape.columns + row_b};
    const Seed seed = fresh_seed();
    std::memcpy(out, seed.data(), SEED_BYTES);
    out += SEED_BYTES;
    SecretWords noise(DEGREE), message(DEGREE);
    for (int i = 0; i < shape.ciphertexts; i++) {
        sample_noise(core_->context.first_context_data()->parms(), noise);
        select(shape, i, wanted, message.data());
        encrypt(seed.data(), i, Domain::QUERY, core_->data, noise.data(), message.data());
        pack(message.data(), core_->data.bits(), out);
        out += packed_bytes(core_->data.bits());
    }
}

/**
 * Polynomials known modulo powers of two to their plaintext. c1 times the ternary secret is exact over the integers: at most
 * 2^23 times 4096, far below the special prime, which serves as the modulus. Uses up c1.
 */
void AskerState::decrypt(const uint64_t *c0, uint64_t *c1, uint64_t *plain) const {
    const Rounding &r = core_->rounding;
    const Prime &prime = core_->special;
    const uint64_t mask = (uint64_t(1) << r.c1_bits) - 1, wrap = prime.modulus() - (mask + 1);
    for (int i = 0; i < DEGREE; i++) {
        c1[i] += wrap & (0 - (c1[i] >> (r.c1_bits - 1)));
    }
    kernel_.forward(prime.tables(), c1);
    for (int i = 0; i < DEGREE; i++) {
        c1[i] = prime.multiply(c1[i], on_special_[i]);
    }
    kernel_.inverse(prime.tables(), c1);
    const int down = r.c1_bits - r.plain_bits;
    for (int i = 0; i < DEGREE; i++) {
        const uint64_t product = c1[i] - (prime.modulus() & below_mask(prime.modulus() / 2, c1[i]));
        const uint64_t phase = product + (c0[i] << (r.c1_bits - r.c0_bits)) + (uint64_t(1) << (down - 1));
        plain[i] = (phase & mask) >> down;
    }
}

void AskerState::open(const uint8_t *answer, size_t answer_size, uint8_t *out, size_t size) const {
    check_length("answer", answer_size, core_->answer_bytes());
    check_length("opened answer", size, 2 * core_->plaintext_bytes());
    const Rounding &r = core_->rounding;
    SecretWords c0(DEGREE), c1(DEGREE), plain(DEGREE), row(DEGREE);
    for (int half = 0; half < 2; half++) {
        wipe(row.data(), DEGREE * sizeof(uint64_t));
        for (int f = 0; f < TERMS; f++) {
            unpack(answer, r.c0_bits, c0.data());
            answer += packed_bytes(r.c0_bits);
            unpack(answer, r.c1_bits, c1.data());
            answer += packed_bytes(r.c1_bits);
            decrypt(c0.data(), c1.data(), plain.data());
            for (int i = 0; i < DEGREE; i++) {
                row[i] |= plain[i] << (f * r.plain_bits);
            }
        }
        for (int i = 0; i < DEGREE; i++) {
            c0[i] = row[i] & ((uint64_t(1) << r.c0_bits) - 1);
            c1[i] = row[i] >> r.c0_bits;
        }
        decrypt(c0.data(), c1.data(), plain.data());
        pack(plain.data(), r.plain_bits, out);
        out += core_->plaintext_bytes();
    }
}

}  // namespace internal
}  // namespace he
}  // namespace mistnet
