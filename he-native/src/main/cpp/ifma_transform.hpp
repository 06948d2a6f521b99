/**
 * Vectors of eight residues and the transform on them. Only for the unit that is compiled for AVX-512 IFMA and VBMI.
 * Constants are made inside functions: at namespace scope they would run AVX-512 when the library is loaded.
 */
#pragma once

// GCC 12 sees its own header's "undefined" operands as a use of uninitialised values (its bug 105593).
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#include <immintrin.h>
#pragma GCC diagnostic pop

#include "kernel.hpp"

namespace mistnet {
namespace he {
namespace internal {
namespace {

typedef __m512i Vector;

inline Vector broadcast(uint64_t x) { return _mm512_set1_epi64(static_cast<long long>(x)); }
inline Vector load(const uint64_t *p) { return _mm512_loadu_si512(p); }
inline void store(uint64_t *p, Vector x) { _mm512_storeu_si512(p, x); }
inline Vector add(Vector a, Vector b) { return _mm512_add_epi64(a, b); }
inline Vector subtract(Vector a, Vector b) { return _mm512_sub_epi64(a, b); }
inline Vector mask52() { return broadcast((uint64_t(1) << 52) - 1); }
/** [0, 2m) to [0, m). */
inline Vector reduce_once(Vector a, Vector m) { return _mm512_min_epu64(a, subtract(a, m)); }

struct Multiplier {
    Vector value, quotient;
    Multiplier(Vector v, Vector w) : value(v), quotient(w) {}
    explicit Multiplier(const Factor &f) : value(broadcast(f.value)), quotient(broadcast(f.quotient)) {}
};

struct Modulus {
    Vector q, twice, negative;
    explicit Modulus(const PrimeTables &p)
        : q(broadcast(p.modulus)), twice(broadcast(2 * p.modulus)), negative(broadcast((uint64_t(1) << 52) - p.modulus)) {}
};

/** y w modulo q in [0, 2q), for y below 2^52. */
inline Vector times(Vector y, const Multiplier &w, const Modulus &m) {
    const Vector zero = _mm512_setzero_si512();
    const Vector h = _mm512_madd52hi_epu64(zero, y, w.quotient);
    const Vector product = _mm512_madd52lo_epu64(_mm512_madd52lo_epu64(zero, y, w.value), h, m.negative);
    return _mm512_and_si512(product, mask52());
}

inline void forward_butterfly(Vector &x, Vector &y, const Multiplier &w, const Modulus &m) {
    const Vector t = times(y, w, m), u = reduce_once(x, m.twice);
    x = add(u, t);
    y = subtract(add(u, m.twice), t);
}

inline void inverse_butterfly(Vector &x, Vector &y, const Multiplier &w, const Modulus &m) {
    const Vector sum = add(x, y);
    y = times(subtract(add(x, m.twice), y), w, m);
    x = reduce_once(sum, m.twice);
}

/** Powers of the root with their quotients. */
struct Roots {
    const uint64_t *roots, *quotients;
    Multiplier same(int i) const { return Multiplier(broadcast(roots[i]), broadcast(quotients[i])); }
    Multiplier each(int i) const { return Multiplier(load(roots + i), load(quotients + i)); }
    /** Two roots, four lanes each. */
    Multiplier two(int i) const { return Multiplier(two(roots + i), two(quotients + i)); }
    /** Four roots, two lanes each. */
    Multiplier four(int i) const { return Multiplier(four(roots + i), four(quotients + i)); }

  private:
    static Vector two(const uint64_t *p) {
        const __m128i pair = _mm_loadu_si128(reinterpret_cast<const __m128i *>(p));
        return _mm512_permutexvar_epi64(_mm512_setr_epi64(0, 0, 0, 0, 1, 1, 1, 1), _mm512_castsi128_si512(pair));
    }
    static Vector four(const uint64_t *p) {
        const __m256i quad = _mm256_loadu_si256(reinterpret_cast<const __m256i *>(p));
        return _mm512_permutexvar_epi64(_mm512_setr_epi64(0, 0, 1, 1, 2, 2, 3, 3), _mm512_castsi256_si512(quad));
    }
};

/** Two stages, on blocks [from, to) of four quarters. */
inline void forward_pass(uint64_t *a, const Roots &r, const Modulus &m, int blocks, int quarter, int from, int to) {
    for (int i = from; i < to; i++) {
        uint64_t *const p = a + size_t(i) * 4 * quarter;
        const Multiplier w1 = r.same(blocks + i), w2 = r.same(2 * (blocks + i)), w3 = r.same(2 * (blocks + i) + 1);
        for (int j = 0; j < quarter; j += LANES) {
            Vector x0 = load(p + j), x1 = load(p + quarter + j), x2 = load(p + 2 * quarter + j), x3 = load(p + 3 * quarter + j);
            forward_butterfly(x0, x2, w1, m);
            forward_butterfly(x1, x3, w1, m);
            forward_butterfly(x0, x1, w2, m);
            forward_butterfly(x2, x3, w3, m);
            store(p + j, x0);
            store(p + quarter + j, x1);
            store(p + 2 * quarter + j, x2);
            store(p + 3 * quarter + j, x3);
        }
    }
}

/** The last four stages within registers, on groups [from, to) of sixteen values. */
inline void forward_last(uint64_t *a, const Roots &r, const Modulus &m, int from, int to) {
    const int groups = DEGREE / 16;
    const Vector low2 = _mm512_setr_epi64(0, 1, 8, 9, 4, 5, 12, 13), high2 = _mm512_setr_epi64(2, 3, 10, 11, 6, 7, 14, 15);
    const Vector first = _mm512_setr_epi64(0, 1, 8, 9, 2, 3, 10, 11), last = _mm512_setr_epi64(4, 5, 12, 13, 6, 7, 14, 15);
    for (int i = from; i < to; i++) {
        Vector a0 = load(a + 16 * i), a1 = load(a + 16 * i + 8);
        forward_butterfly(a0, a1, r.same(groups + i), m);
        Vector x = _mm512_shuffle_i64x2(a0, a1, 0x44), y = _mm512_shuffle_i64x2(a0, a1, 0xEE);
        forward_butterfly(x, y, r.two(2 * (groups + i)), m);
        Vector u = _mm512_permutex2var_epi64(x, low2, y), t = _mm512_permutex2var_epi64(x, high2, y);
        forward_butterfly(u, t, r.four(4 * (groups + i)), m);
        x = _mm512_unpacklo_epi64(u, t);
        y = _mm512_unpackhi_epi64(u, t);
        forward_butterfly(x, y, r.each(8 * (groups + i)), m);
        x = reduce_once(reduce_once(x, m.twice), m.q);
        y = reduce_once(reduce_once(y, m.twice), m.q);
        u = _mm512_unpacklo_epi64(x, y);
        t = _mm512_unpackhi_epi64(x, y);
        store(a + 16 * i, _mm512_permutex2var_epi64(u, first, t));
        store(a + 16 * i + 8, _mm512_permutex2var_epi64(u, last, t));
    }
}

/** After the first pass each quarter is finished by itself, in the first-level cache. */
void forward(const PrimeTables &p, uint64_t *a) {
    const Modulus m(p);
    const Roots r = {p.roots, p.quotients};
    forward_pass(a, r, m, 1, DEGREE / 4, 0, 1);
    for (int part = 0; part < 4; part++) {
        int blocks = 4;
        for (int quarter = DEGREE / 16; quarter >= 16; quarter /= 4, blocks *= 4) {
            forward_pass(a, r, m, blocks, quarter, blocks / 4 * part, blocks / 4 * (part + 1));
        }
        forward_last(a, r, m, DEGREE / 64 * part, DEGREE / 64 * (part + 1));
    }
}

/** The first four stages of the inverse within registers. */
inline void inverse_first(uint64_t *a, const Roots &r, const Modulus &m) {
    const int groups = DEGREE / 16;
    const Vector even = _mm512_setr_epi64(0, 2, 4, 6, 8, 10, 12, 14), odd = _mm512_setr_epi64(1, 3, 5, 7, 9, 11, 13, 15);
    const Vector low2 = _mm512_setr_epi64(0, 1, 8, 9, 4, 5, 12, 13), high2 = _mm512_setr_epi64(2, 3, 10, 11, 6, 7, 14, 15);
    for (int i = 0; i < groups; i++) {
        Vector a0 = load(a + 16 * i), a1 = load(a + 16 * i + 8);
        Vector x = _mm512_permutex2var_epi64(a0, even, a1), y = _mm512_permutex2var_epi64(a0, odd, a1);
        inverse_butterfly(x, y, r.each(8 * (groups + i)), m);
        Vector u = _mm512_unpacklo_epi64(x, y), t = _mm512_unpackhi_epi64(x, y);
        inverse_butterfly(u, t, r.four(4 * (groups + i)), m);
        x = _mm512_permutex2var_epi64(u, low2, t);
        y = _mm512_permutex2var_epi64(u, high2, t);
        inverse_butterfly(x, y, r.two(2 * (groups + i)), m);
        a0 = _mm512_shuffle_i64x2(x, y, 0x44);
        a1 = _mm512_shuffle_i64x2(x, y, 0xEE);
        inverse_butterfly(a0, a1, r.same(groups + i), m);
        store(a + 16 * i, a0);
        store(a + 16 * i + 8, a1);
    }
}

void inverse(const PrimeTables &p, uint64_t *a) {
    const Modulus m(p);
    const Roots r = {p.inverse_roots, p.inverse_quotients};
    const Multiplier scale(p.inverse_degree);
    inverse_first(a, r, m);
    for (int quarter = 16, blocks = DEGREE / 64; blocks >= 1; quarter *= 4, blocks /= 4) {
        for (int i = 0; i < blocks; i++) {
            uint64_t *const x = a + size_t(i) * 4 * quarter;
            const Multiplier w1 = r.same(blocks + i), w2 = r.same(2 * (blocks + i)), w3 = r.same(2 * (blocks + i) + 1);
            for (int j = 0; j < quarter; j += LANES) {
                Vector x0 = load(x + j), x1 = load(x + quarter + j), x2 = load(x + 2 * quarter + j), x3 = load(x + 3 * quarter + j);
                inverse_butterfly(x0, x1, w2, m);
                inverse_butterfly(x2, x3, w3, m);
                inverse_butterfly(x0, x2, w1, m);
                inverse_butterfly(x1, x3, w1, m);
                if (blocks == 1) {
                    x0 = reduce_once(times(x0, scale, m), m.q);
                    x1 = reduce_once(times(x1, scale, m), m.q);
                    x2 = reduce_once(times(x2, scale, m), m.q);
                    x3 = reduce_once(times(x3, scale, m), m.q);
                }
                store(x + j, x0);
                store(x + quarter + j, x1);
                store(x + 2 * quarter + j, x2);
                store(x + 3 * quarter + j, x3);
            }
        }
    }
}

}  // namespace
}  // namespace internal
}  // namespace he
}  // namespace mistnet
