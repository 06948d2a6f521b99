/** The kernel for any processor: 64-bit words, 128-bit products. */
#include "kernel.hpp"

#include <cstring>

namespace mistnet {
namespace he {
namespace internal {
namespace {

__extension__ typedef unsigned __int128 Wide;

const uint64_t MASK52 = (uint64_t(1) << 52) - 1;
const uint64_t MASK48 = (uint64_t(1) << 48) - 1;

/** [0, 2m) to [0, m), for m below 2^63. */
inline uint64_t reduce_once(uint64_t x, uint64_t m) {
    const uint64_t d = x - m;
    return d + (m & (0 - (d >> 63)));
}

inline uint64_t high(uint64_t a, uint64_t b) { return static_cast<uint64_t>((Wide(a) * b) >> 64); }

/** y w modulo q in [0, 2q), with floor(w 2^64 / q). */
inline uint64_t times_wide(uint64_t y, uint64_t w, uint64_t wide_quotient, uint64_t q) {
    return y * w - high(y, wide_quotient) * q;
}

/** y w modulo q in [0, 2q), for y below 2^52. */
inline uint64_t times(uint64_t y, uint64_t w, uint64_t quotient, uint64_t q) {
    return y * w - high(y << 12, quotient) * q;
}

inline uint64_t times(uint64_t y, const Factor &w, uint64_t q) { return times(y, w.value, w.quotient, q); }

/** A sum of products below 2^110, modulo q. */
inline uint64_t reduce(Wide sum, const PrimeTables &p) {
    const uint64_t q = p.modulus;
    const uint64_t low = static_cast<uint64_t>(sum) & MASK52;
    const uint64_t middle = static_cast<uint64_t>(sum >> 52) & MASK52;
    const uint64_t top = static_cast<uint64_t>(sum >> 104);
    const uint64_t a = times(middle, p.two52, q) + times(low, p.one, q);
    const uint64_t b = reduce_once(a, 2 * q) + times(top, p.two104, q);
    return reduce_once(reduce_once(b, 2 * q), q);
}

struct Root {
    uint64_t w, quotient;
};

inline void forward_butterfly(uint64_t &x, uint64_t &y, const Root &r, uint64_t q) {
    const uint64_t t = times_wide(y, r.w, r.quotient, q);
    const uint64_t u = reduce_once(x, 2 * q);
    x = u + t;
    y = u + 2 * q - t;
}

inline void inverse_butterfly(uint64_t &x, uint64_t &y, const Root &r, uint64_t q) {
    const uint64_t sum = x + y;
    y = times_wide(x + 2 * q - y, r.w, r.quotient, q);
    x = reduce_once(sum, 2 * q);
}

/** Harvey's lazy transform, two stages in one pass over memory. */
void forward(const PrimeTables &p, uint64_t *a) {
    const uint64_t q = p.modulus;
    const auto root = [&](int i) { return Root{p.roots[i], p.wide_quotients[i]}; };
    for (int m = 1, quarter = DEGREE / 4; quarter >= 1; m *= 4, quarter /= 4) {
        for (int i = 0; i < m; i++) {
            const Root r1 = root(m + i), r2 = root(2 * (m + i)), r3 = root(2 * (m + i) + 1);
            uint64_t *x = a + size_t(i) * 4 * quarter;
            for (int j = 0; j < quarter; j++) {
                uint64_t x0 = x[j], x1 = x[j + quarter], x2 = x[j + 2 * quarter], x3 = x[j + 3 * quarter];
                forward_butterfly(x0, x2, r1, q);
                forward_butterfly(x1, x3, r1, q);
                forward_butterfly(x0, x1, r2, q);
                forward_butterfly(x2, x3, r3, q);
                x[j] = x0;
                x[j + quarter] = x1;
                x[j + 2 * quarter] = x2;
                x[j + 3 * quarter] = x3;
            }
        }
    }
    for (int i = 0; i < DEGREE; i++) {
        a[i] = reduce_once(reduce_once(a[i], 2 * q), q);
    }
}

void inverse(const PrimeTables &p, uint64_t *a) {
    const uint64_t q = p.modulus;
    const auto root = [&](int i) { return Root{p.inverse_roots[i], p.wide_inverse_quotients[i]}; };
    for (int quarter = 1, m = DEGREE / 4; quarter <= DEGREE / 4; quarter *= 4, m /= 4) {
        for (int i = 0; i < m; i++) {
            const Root r1 = root(m + i), r2 = root(2 * (m + i)), r3 = root(2 * (m + i) + 1);
            uint64_t *x = a + size_t(i) * 4 * quarter;
            for (int j = 0; j < quarter; j++) {
                uint64_t x0 = x[j], x1 = x[j + quarter], x2 = x[j + 2 * quarter], x3 = x[j + 3 * quarter];
                inverse_butterfly(x0, x1, r2, q);
                inverse_butterfly(x2, x3, r3, q);
                inverse_butterfly(x0, x2, r1, q);
                inverse_butterfly(x1, x3, r1, q);
                x[j] = x0;
                x[j + quarter] = x1;
                x[j + 2 * quarter] = x2;
                x[j + 3 * quarter] = x3;
            }
        }
    }
    for (int i = 0; i < DEGREE; i++) {
        a[i] = reduce_once(times(a[i], p.inverse_degree, q), q);
    }
}

/** Both products of a digit with a key, into first and second; each below 2q. */
void times_key(const PrimeTables &p, const uint64_t *digit, const uint64_t *key, uint64_t *first, uint64_t *second) {
    for (int v = 0; v < VECTORS; v++, key += 4 * LANES) {
        for (int l = 0; l < LANES; l++) {
            const int i = v * LANES + l;
            first[i] = times(digit[i], key[l], key[LANES + l], p.modulus);
            second[i] = times(digit[i], key[2 * LANES + l], key[3 * LANES + l], p.modulus);
        }
    }
}

void step(const StepTables &s, uint64_t *ct, uint64_t *odd, uint64_t *scratch) {
    const uint64_t q = s.data->modulus, p = s.special->modulus, half = p >> 1;
    const size_t room = DEGREE + LANES;
    uint64_t *const image = scratch, *const digit = scratch + room;
    uint64_t *const on_data[] = {scratch + 2 * room, scratch + 3 * room};
    uint64_t *const on_special[] = {scratch + 4 * room, scratch + 5 * room};
    for (int i = 0; i < DEGREE; i++) {
        image[i] = ct[DEGREE + s.automorphism[i]];
    }
    std::memcpy(digit, image, DEGREE * sizeof(uint64_t));
    inverse(*s.data, digit);
    const uint64_t shift = s.centred ? p - q : 0;
    for (int i = 0; i < DEGREE; i++) {
        digit[i] += shift & (0 - ((q / 2 - digit[i]) >> 63));
    }
    forward(*s.special, digit);
    times_key(*s.data, image, s.data_key, on_data[0], on_data[1]);
    times_key(*s.special, digit, s.special_key, on_special[0], on_special[1]);
    for (int i = 0; i < DEGREE; i++) {
        image[i] = ct[s.automorphism[i]];
    }
    // round((data - special) / special): what key switching adds, then the even and the odd part
    for (int poly = 0; poly < 2; poly++) {
        uint64_t *const rest = on_special[poly];
        inverse(*s.special, rest);
        for (int i = 0; i < DEGREE; i++) {
            rest[i] = times(reduce_once(rest[i] + half, p), s.data->one, q) + s.correction;
        }
        forward(*s.data, rest);
        uint64_t *const even = ct + poly * DEGREE, *const other = odd + poly * DEGREE;
        const uint64_t *const switched = on_data[poly], *const added = image;
        for (int i = 0; i < DEGREE; i++) {
            uint64_t y = times(switched[i] + 2 * q - rest[i], s.inverse_special, q);
            if (poly == 0) {
                y = reduce_once(y + added[i], 2 * q);
            }
            y = reduce_once(y, q);
            const uint64_t x = even[i];
            even[i] = reduce_once(x + y, q);
            const uint64_t *const m = s.monomial + i / LANES * 2 * LANES + i % LANES;
            other[i] = reduce_once(times(x + q - y, m[0], m[LANES], q), q);
        }
    }
}

inline uint64_t residue(const uint8_t *at) {
    uint64_t word;
    std::memcpy(&word, at, sizeof word);
    return word & MASK48;
}

void scan(
    const PrimeTables &prime,
    const uint8_t *cells,
    size_t row_group_stride,
    const uint64_t *selectors,
    int columns,
    int row_groups,
    uint64_t *out) {
    const int row_bytes = LANES * RESIDUE_BYTES;
    for (int g = 0; g < row_groups; g++, cells += row_group_stride) {
        for (int pair = 0; pair < ROW_GROUP; pair += 2) {
            for (int l = 0; l < LANES; l++) {
                const uint8_t *cell = cells + pair * row_bytes + l * RESIDUE_BYTES;
                const uint64_t *selector = selectors + l;
                Wide a0 = 0, a1 = 0, b0 = 0, b1 = 0;
                for (int k = 0; k < columns; k++, cell += CELL_BYTES, selector += 2 * LANES) {
                    const uint64_t a = residue(cell), b = residue(cell + row_bytes);
                    a0 += Wide(a) * selector[0];
                    a1 += Wide(a) * selector[LANES];
                    b0 += Wide(b) * selector[0];
                    b1 += Wide(b) * selector[LANES];
                }
                uint64_t *const o = out + size_t(g * ROW_GROUP + pair) * CIPHERTEXT_STRIDE + l;
                o[0] = reduce(a0, prime);
                o[DEGREE] = reduce(a1, prime);
                o[CIPHERTEXT_STRIDE] = reduce(b0, prime);
                o[CIPHERTEXT_STRIDE + DEGREE] = reduce(b1, prime);
            }
        }
    }
}

inline uint64_t rounded(uint64_t x, uint64_t multiplier, int bits) {
    const uint64_t scaled = static_cast<uint64_t>((Wide(x) * multiplier) >> 52);  // x 2^47 / q
    return ((scaled + (uint64_t(1) << (46 - bits))) >> (47 - bits)) & ((uint64_t(1) << bits) - 1);
}

void cut(const PrimeTables &prime, const Rounding &r, const uint64_t *ct, uint64_t *terms) {
    const uint64_t mask = (uint64_t(1) << r.plain_bits) - 1, down = prime.modulus - (mask + 1);
    for (int i = 0; i < DEGREE; i++) {
        const uint64_t word = rounded(ct[i], r.multiplier, r.c0_bits) |
                              rounded(ct[DEGREE + i], r.multiplier, r.c1_bits) << r.c0_bits;
        for (int f = 0; f < TERMS; f++) {
            const uint64_t x = (word >> (f * r.plain_bits)) & mask;
            terms[f * DEGREE + i] = x + (down & (0 - (x >> (r.plain_bits - 1))));
        }
    }
}

void fold(
    const PrimeTables &prime,
    const uint64_t *terms,
    const uint64_t *selectors,
    const RowRuns &rows,
    uint64_t *out) {
    for (int l = 0; l < LANES; l++) {
        Wide sums[TERMS][2] = {};
        for (int run = 0; run < rows.runs; run++) {
            for (int i = 0; i < rows.length; i++) {
                const size_t row = size_t(rows.first) + size_t(run) * rows.stride + i;
                const uint64_t *const term = terms + row * TERMS * LANES + l;
                const uint64_t *const selector = selectors + row * 2 * LANES + l;
                for (int f = 0; f < TERMS; f++) {
                    sums[f][0] += Wide(term[f * LANES]) * selector[0];
                    sums[f][1] += Wide(term[f * LANES]) * selector[LANES];
                }
            }
        }
        for (int f = 0; f < TERMS; f++) {
            out[f * CIPHERTEXT_STRIDE + l] = reduce(sums[f][0], prime);
            out[f * CIPHERTEXT_STRIDE + DEGREE + l] = reduce(sums[f][1], prime);
        }
    }
}

void round(const Rounding &rounding, int bits, uint64_t *coefficients) {
    for (int i = 0; i < DEGREE; i++) {
        coefficients[i] = rounded(coefficients[i], rounding.multiplier, bits);
    }
}

}  // namespace

const Kernel &portable_kernel() {
    static const Kernel portable = {forward, inverse, step, scan, cut, fold, round};
    return portable;
}

}  // namespace internal
}  // namespace he
}  // namespace mistnet
