/** The arithmetic against SEAL's own, bit for bit. */
#include <seal/evaluator.h>
#include <seal/galoiskeys.h>
#include <seal/util/ntt.h>

#include <cstring>

#include "bits.hpp"
#include "check.hpp"
#include "keys.hpp"
#include "support.hpp"

using namespace mistnet::he;
using namespace mistnet::he::internal;
using support::Bytes;
using support::Words;

namespace {

/** The key message as SEAL's own object, without SEAL's loader. */
seal::GaloisKeys seal_keys(const Core &core, const Bytes &message) {
    seal::GaloisKeys keys;
    keys.parms_id() = core.context.key_parms_id();
    keys.data().resize(DEGREE);
    const uint8_t *in = message.data() + SEED_BYTES;
    for (int level = 0; level < core.settings.levels; level++) {
        auto &entry = keys.data()[seal::GaloisKeys::get_index(DEGREE / (1u << level) + 1)];
        entry.resize(1);
        seal::Ciphertext &key = entry[0].data();
        key.resize(core.context, core.context.key_parms_id(), 2);
        key.is_ntt_form() = true;
        for (int i = 0; i < 2; i++) {
            const Prime &prime = i == 0 ? core.data : core.special;
            read_residues("key message", in, prime, key.data(0) + i * DEGREE);
            in += packed_bytes(prime.bits());
            expand_uniform(message.data(), Domain::KEYS, 2 * level + i, prime, key.data(1) + i * DEGREE);
        }
    }
    return keys;
}

seal::Ciphertext seal_query(const Core &core, const Bytes &query) {
    seal::Ciphertext ciphertext;
    ciphertext.resize(core.context, core.context.first_parms_id(), 2);
    ciphertext.is_ntt_form() = true;
    read_residues("query", query.data() + SEED_BYTES, core.data, ciphertext.data(0));
    expand_uniform(query.data(), Domain::QUERY, 0, core.data, ciphertext.data(1));
    return ciphertext;
}

/** a X^-shift, on coefficients. */
Words shifted(const uint64_t *a, int shift, const Prime &prime) {
    Words out(DEGREE);
    for (int i = 0; i < DEGREE; i++) {
        const uint64_t value = a[(i + shift) % DEGREE];
        out[i] = i + shift < DEGREE ? value : prime.subtract(0, value);
    }
    return out;
}

}  // namespace

TEST("residues multiply as integers modulo the prime") {
    const auto core = support::core(support::small_settings());
    std::mt19937_64 random(2);
    for (const Prime *prime : {&core->data, &core->special}) {
        const uint64_t q = prime->modulus();
        Words values = support::random_words(random, 200, q);
        values.insert(values.end(), {0, 1, q - 1, q / 2, q / 2 + 1});
        bool same = true;
        for (const uint64_t a : values) {
            for (const uint64_t b : values) {
                __extension__ typedef unsigned __int128 Wide;
                same &= prime->multiply(a, b) == static_cast<uint64_t>(Wide(a) * b % q);
                same &= prime->add(a, b) == (a + b) % q && prime->subtract(a, b) == (a + q - b) % q;
            }
        }
        CHECK(same);
    }
}

TEST("both transforms equal SEAL's, from lazy input too") {
    const auto core = support::core(support::small_settings());
    const auto tables = core->context.key_context_data()->small_ntt_tables();
    std::mt19937_64 random(3);
    for (const int number : support::kernels()) {
        for (int i = 0; i < 2; i++) {
            const Prime &prime = i == 0 ? core->data : core->special;
            const uint64_t q = prime.modulus();
            for (const uint64_t lazy : {1, 4}) {
                Words ours = support::random_words(random, DEGREE, lazy * q);
                ours[0] = lazy * q - 1;
                Words seals = ours;
                for (uint64_t &x : seals) {
                    x %= q;
                }
                seal::util::ntt_negacyclic_harvey(seals.data(), tables[i]);
                kernel(number).forward(prime.tables(), ours.data());
                CHECK_THAT(ours == seals, "forward, kernel " + std::to_string(number) + ", prime " + std::to_string(q));
            }
            for (const uint64_t lazy : {1, 2}) {
                Words ours = support::random_words(random, DEGREE, lazy * q);
                ours[0] = lazy * q - 1;
                Words seals = ours;
                for (uint64_t &x : seals) {
                    x %= q;
                }
                seal::util::inverse_ntt_negacyclic_harvey(seals.data(), tables[i]);
                kernel(number).inverse(prime.tables(), ours.data());
                CHECK_THAT(ours == seals, "inverse, kernel " + std::to_string(number) + ", prime " + std::to_string(q));
            }
        }
    }
}

TEST("expansion steps equal SEAL's apply_galois when digits are taken as SEAL takes them") {
    internal::Settings settings = support::small_settings();
    settings.levels = 12;
    settings.single.ciphertexts = 1;
    settings.single.columns = 16;
    const auto core = support::core(settings, Digits::AS_SEAL);
    const AskerState asker(core);
    Bytes message(core->key_bytes()), query(core->query_bytes(settings.single));
    asker.keys(message.data(), message.size());
    asker.query(settings.single, 5, 3, 12, query.data(), query.size());
    const KeyState keys(core, message.data(), message.size());
    const seal::GaloisKeys galois = seal_keys(*core, message);
    CHECK(seal::is_valid_for(galois, core->context));
    const seal::Evaluator evaluator(core->context);
    for (const int number : support::kernels()) {
        seal::Ciphertext even = seal_query(*core, query), image, odd;
        CHECK(seal::is_valid_for(even, core->context));
        Words ours(even.data(), even.data() + 2 * DEGREE), our_odd(2 * DEGREE), scratch(STEP_SCRATCH);
        evaluator.transform_from_ntt_inplace(even);
        for (int level = 0; level < settings.levels; level++) {
            evaluator.apply_galois(even, DEGREE / (1u << level) + 1, galois, image);
            evaluator.sub(even, image, odd);
            evaluator.add_inplace(even, image);
            kernel(number).step(keys.step(level), ours.data(), our_odd.data(), scratch.data());
            for (int poly = 0; poly < 2; poly++) {
                Words a(ours.begin() + poly * DEGREE, ours.begin() + (poly + 1) * DEGREE);
                Words b(our_odd.begin() + poly * DEGREE, our_odd.begin() + (poly + 1) * DEGREE);
                kernel(number).inverse(core->data.tables(), a.data());
                kernel(number).inverse(core->data.tables(), b.data());
                CHECK(std::memcmp(a.data(), even.data(poly), DEGREE * sizeof(uint64_t)) == 0);
                CHECK(b == shifted(odd.data(poly), 1 << level, core->data));
            }
        }
    }
}
