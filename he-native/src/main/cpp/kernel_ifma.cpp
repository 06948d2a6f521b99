/**
 * The kernel for AVX-512 with IFMA (52-bit multiply-add) and VBMI (byte permutation). The only unit compiled for them;
 * it runs nothing unless it is called.
 */
#include "kernel.hpp"

#if defined(__AVX512IFMA__) && defined(__AVX512VBMI__)

#include "ifma_transform.hpp"

namespace mistnet {
namespace he {
namespace internal {
namespace {

/** Image of a polynomial under the automorphism: each vector's sources lie in one vector. */
inline Vector image(const uint64_t *a, const uint16_t *automorphism, int v) {
    const __m128i places = _mm_loadu_si128(reinterpret_cast<const __m128i *>(automorphism + v * LANES));
    const uint64_t *const source = a + (automorphism[v * LANES] & ~(LANES - 1));
    return _mm512_permutexvar_epi64(_mm512_cvtepu16_epi64(places), load(source));
}

/** Both products of a digit with a key, into first and second; each below 2q. */
void times_key(const Modulus &m, const uint64_t *digit, const uint64_t *key, uint64_t *first, uint64_t *second) {
    for (int i = 0; i < DEGREE; i += LANES, key += 4 * LANES) {
        const Vector x = load(digit + i);
        store(first + i, times(x, Multiplier(load(key), load(key + LANES)), m));
        store(second + i, times(x, Multiplier(load(key + 2 * LANES), load(key + 3 * LANES)), m));
    }
}

/** The image of the second polynomial, and its coefficients as a digit modulo the special prime. */
void decompose(const StepTables &s, const uint64_t *second, uint64_t *transformed, uint64_t *digit) {
    for (int v = 0; v < VECTORS; v++) {
        const Vector x = image(second, s.automorphism, v);
        store(transformed + v * LANES, x);
        store(digit + v * LANES, x);
    }
    inverse(*s.data, digit);
    if (s.centred) {
        const Vector half = broadcast(s.data->modulus / 2), shift = broadcast(s.special->modulus - s.data->modulus);
        for (int i = 0; i < DEGREE; i += LANES) {
            const Vector x = load(digit + i);
            store(digit + i, _mm512_mask_add_epi64(x, _mm512_cmpgt_epu64_mask(x, half), x, shift));
        }
    }
    forward(*s.special, digit);
}

/** Residues modulo the special prime to what is taken off for rounding, modulo the data prime. */
void divide_special(const StepTables &s, uint64_t *rest) {
    inverse(*s.special, rest);
    const Modulus m(*s.data);
    const Multiplier one(s.data->one);
    const Vector half = broadcast(s.special->modulus >> 1), p = broadcast(s.special->modulus), correction = broadcast(s.correction);
    for (int i = 0; i < DEGREE; i += LANES) {
        const Vector x = reduce_once(add(load(rest + i), half), p);
        store(rest + i, add(times(x, one, m), correction));
    }
    forward(*s.data, rest);
}

void step(const StepTables &s, uint64_t *ct, uint64_t *odd, uint64_t *scratch) {
    const size_t room = DEGREE + LANES;
    uint64_t *const kept = scratch, *const digit = scratch + room;
    uint64_t *const on_data[] = {scratch + 2 * room, scratch + 3 * room};
    uint64_t *const on_special[] = {scratch + 4 * room, scratch + 5 * room};
    const Modulus m(*s.data);
    decompose(s, ct + DEGREE, kept, digit);
    times_key(m, kept, s.data_key, on_data[0], on_data[1]);
    times_key(Modulus(*s.special), digit, s.special_key, on_special[0], on_special[1]);
    for (int i = 0; i < DEGREE; i += LANES) {
        store(kept + i, load(ct + i));
    }
    const Multiplier inverse_special(s.inverse_special);
    for (int poly = 0; poly < 2; poly++) {
        divide_special(s, on_special[poly]);
        uint64_t *const even = ct + poly * DEGREE, *const other = odd + poly * DEGREE;
        for (int v = 0; v < VECTORS; v++) {
            const int i = v * LANES;
            const Vector difference = subtract(add(load(on_data[poly] + i), m.twice), load(on_special[poly] + i));
            Vector y = times(difference, inverse_special, m);
            if (poly == 0) {
                y = reduce_once(add(y, image(kept, s.automorphism, v)), m.twice);
            }
            y = reduce_once(y, m.q);
            const Vector x = load(even + i);
            const uint64_t *const monomial = s.monomial + 2 * i;
            const Multiplier power(load(monomial), load(monomial + LANES));
            store(even + i, reduce_once(add(x, y), m.q));
            store(other + i, reduce_once(times(subtract(add(x, m.q), y), power, m), m.q));
        }
    }
}

/** Sums of low and of high halves of products, at 52 bits. */
struct Sum {
    Vector low, high;
    Sum() : low(_mm512_setzero_si512()), high(_mm512_setzero_si512()) {}
    void add_product(Vector a, Vector b) {
        low = _mm512_madd52lo_epu64(low, a, b);
        high = _mm512_madd52hi_epu64(high, a, b);
    }
};

struct Reduction {
    Modulus m;
    Multiplier one, two52, two104;
    explicit Reduction(const PrimeTables &p) : m(p), one(p.one), two52(p.two52), two104(p.two104) {}
    Vector operator()(const Sum &s) const {
        const Vector carried = add(s.high, _mm512_srli_epi64(s.low, 52));
        const Vector top = _mm512_srli_epi64(carried, 52);
        const Vector middle = _mm512_and_si512(carried, mask52()), low = _mm512_and_si512(s.low, mask52());
        const Vector a = reduce_once(add(times(middle, two52, m), times(low, one, m)), m.twice);
        return reduce_once(reduce_once(add(a, times(top, two104, m)), m.twice), m.q);
    }
};

/** Eight residues of six bytes into eight words. Reads 64 bytes. */
inline Vector residues(const uint8_t *p, Vector places) {
    const __mmask64 six_of_eight = 0x3F3F3F3F3F3F3F3F;
    return _mm512_maskz_permutexvar_epi8(six_of_eight, places, _mm512_loadu_si512(p));
}

inline Vector residue_places() {
    Vector places = _mm512_setr_epi64(0, 6, 12, 18, 24, 30, 36, 42);
    places = _mm512_mullo_epi64(places, broadcast(0x0101010101010101));
    return add(places, broadcast(0x0706050403020100));
}

void scan(
    const PrimeTables &prime,
    const uint8_t *cells,
    size_t row_group_stride,
    const uint64_t *selectors,
    int columns,
    int row_groups,
    uint64_t *out) {
    const Reduction reduce(prime);
    const Vector places = residue_places();
    for (int g = 0; g < row_groups; g++) {
        const uint8_t *cell = cells + g * row_group_stride;
        const uint64_t *selector = selectors;
        Sum sums[ROW_GROUP][2];
        for (int k = 0; k < columns; k++, cell += CELL_BYTES, selector += 2 * LANES) {
            const Vector s0 = load(selector), s1 = load(selector + LANES);
#pragma GCC unroll 4
            for (int row = 0; row < ROW_GROUP; row++) {
                const Vector d = residues(cell + row * LANES * RESIDUE_BYTES, places);
                sums[row][0].add_product(d, s0);
                sums[row][1].add_product(d, s1);
            }
        }
#pragma GCC unroll 4
        for (int row = 0; row < ROW_GROUP; row++) {
            uint64_t *const o = out + size_t(g * ROW_GROUP + row) * CIPHERTEXT_STRIDE;
            store(o, reduce(sums[row][0]));
            store(o + DEGREE, reduce(sums[row][1]));
        }
    }
}

struct Rounder {
    Vector multiplier, half, mask;
    int shift;
    Rounder(const Rounding &r, int bits)
        : multiplier(broadcast(r.multiplier)),
          half(broadcast(uint64_t(1) << (46 - bits))),
          mask(broadcast((uint64_t(1) << bits) - 1)),
          shift(47 - bits) {}
    Vector operator()(Vector x) const {
        const Vector scaled = _mm512_madd52hi_epu64(_mm512_setzero_si512(), x, multiplier);  // x 2^47 / q
        return _mm512_and_si512(_mm512_srl_epi64(add(scaled, half), _mm_cvtsi32_si128(shift)), mask);
    }
};

void cut(const PrimeTables &prime, const Rounding &r, const uint64_t *ct, uint64_t *terms) {
    const Rounder first(r, r.c0_bits), second(r, r.c1_bits);
    const uint64_t range = uint64_t(1) << r.plain_bits;
    const Vector mask = broadcast(range - 1), half = broadcast(range / 2), down = broadcast(prime.modulus - range);
    for (int i = 0; i < DEGREE; i += LANES) {
        const Vector high = _mm512_sll_epi64(second(load(ct + DEGREE + i)), _mm_cvtsi32_si128(r.c0_bits));
        const Vector word = _mm512_or_si512(first(load(ct + i)), high);
        for (int f = 0; f < TERMS; f++) {
            const Vector x = _mm512_and_si512(_mm512_srl_epi64(word, _mm_cvtsi32_si128(f * r.plain_bits)), mask);
            store(terms + f * DEGREE + i, _mm512_mask_add_epi64(x, _mm512_cmpge_epu64_mask(x, half), x, down));
        }
    }
}

void fold(
    const PrimeTables &prime,
    const uint64_t *terms,
    const uint64_t *selectors,
    const RowRuns &rows,
    uint64_t *out) {
    Sum sums[TERMS][2];
    for (int run = 0; run < rows.runs; run++) {
        const size_t row = size_t(rows.first) + size_t(run) * rows.stride;
        const uint64_t *term = terms + row * TERMS * LANES;
        const uint64_t *selector = selectors + row * 2 * LANES;
        for (int i = 0; i < rows.length; i++, term += TERMS * LANES, selector += 2 * LANES) {
            const Vector s0 = load(selector), s1 = load(selector + LANES);
#pragma GCC unroll 3
            for (int f = 0; f < TERMS; f++) {
                const Vector d = load(term + f * LANES);
                sums[f][0].add_product(d, s0);
                sums[f][1].add_product(d, s1);
            }
        }
    }
    const Reduction reduce(prime);
#pragma GCC unroll 3
    for (int f = 0; f < TERMS; f++) {
        store(out + f * CIPHERTEXT_STRIDE, reduce(sums[f][0]));
        store(out + f * CIPHERTEXT_STRIDE + DEGREE, reduce(sums[f][1]));
    }
}

void round(const Rounding &rounding, int bits, uint64_t *coefficients) {
    const Rounder rounder(rounding, bits);
    for (int i = 0; i < DEGREE; i += LANES) {
        store(coefficients + i, rounder(load(coefficients + i)));
    }
}

}  // namespace

const Kernel &ifma_kernel() {
    static const Kernel ifma = {forward, inverse, step, scan, cut, fold, round};
    return ifma;
}

}  // namespace internal
}  // namespace he
}  // namespace mistnet

#else

namespace mistnet {
namespace he {
namespace internal {

/** Built for another processor family: never chosen, as supported() says no. */
const Kernel &ifma_kernel() { return portable_kernel(); }

}  // namespace internal
}  // namespace he
}  // namespace mistnet

#endif
