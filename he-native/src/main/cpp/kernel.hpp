/**
 * The inner loops that take nearly all time, as a table of plain functions: one for any processor, one for AVX-512.
 *
 * Polynomials have DEGREE coefficients. "Transformed" means SEAL's negacyclic number-theoretic transform in its bit-reversed
 * order. Every output is fully reduced, so both kernels give the same bits. Nothing here branches on coefficients.
 * This header must hold no inline functions: the AVX-512 unit's copy could be the one that the linker keeps.
 */
#pragma once

#include <cstddef>
#include <cstdint>

namespace mistnet {
namespace he {
namespace internal {

const int DEGREE = 4096;
/** Coefficients in one vector; the unit of all interleaved layouts. */
const int LANES = 8;
/** Vectors in one polynomial. */
const int VECTORS = DEGREE / LANES;
/** Rows that the scan takes at a time. */
const int ROW_GROUP = 4;
/** Bytes of a residue in the table. */
const int RESIDUE_BYTES = 6;
/** Bytes of one column's part of a row group: ROW_GROUP vectors. */
const int CELL_BYTES = ROW_GROUP * LANES * RESIDUE_BYTES;
/** Plaintexts that one result of the first dimension fills. */
const int TERMS = 3;
/** Words from one ciphertext to the next: an odd number of cache lines, so that ciphertexts do not evict each other. */
const int CIPHERTEXT_STRIDE = 2 * DEGREE + LANES;

/** A constant w below q, and floor(w 2^52 / q) for multiplying with it by Shoup's method. */
struct Factor {
    uint64_t value;
    uint64_t quotient;
};

/** What the loops need of a prime q below 2^50. Powers of the root stand in bit-reversed order. */
struct PrimeTables {
    uint64_t modulus;
    const uint64_t *roots, *quotients, *wide_quotients;
    const uint64_t *inverse_roots, *inverse_quotients, *wide_inverse_quotients;
    Factor one;
    Factor inverse_degree;
    /** 2^52 and 2^104 modulo q. */
    Factor two52, two104;
};

/** One level of the expansion. */
struct StepTables {
    const PrimeTables *data, *special;
    /** Key of this level for each prime: per vector first polynomial, its quotients, second polynomial, its quotients. */
    const uint64_t *data_key, *special_key;
    /** Place i of a transformed polynomial's image under the automorphism comes from place automorphism[i]. */
    const uint16_t *automorphism;
    /** Transform of X^(-2^level), per vector values and quotients. */
    const uint64_t *monomial;
    /** 1 / special modulo data. */
    Factor inverse_special;
    /** -floor(special / 2) modulo data. */
    uint64_t correction;
    /** Takes digits as residues around zero; without it the step equals SEAL's arithmetic, but its noise depends on the key. */
    bool centred;
};

/** Reduction of a residue's precision to powers of two, and the cut of both polynomials into plaintexts. */
struct Rounding {
    /** round(2^99 / q) */
    uint64_t multiplier;
    int plain_bits, c0_bits, c1_bits;
};

/** The rows of one half: `runs` runs of `length` rows, `stride` rows apart. */
struct RowRuns {
    int first, runs, length, stride;
};

struct Kernel {
    /** In place; coefficients below 4q. */
    void (*forward)(const PrimeTables &prime, uint64_t *values);
    /** In place; values below 2q. */
    void (*inverse)(const PrimeTables &prime, uint64_t *values);
    /**
     * One node of the expansion: ct becomes ct + automorphism(ct), odd (ct - automorphism(ct)) X^(-2^level).
     * Both transformed, polynomials DEGREE words apart. `scratch` has STEP_SCRATCH words.
     */
    void (*step)(const StepTables &tables, uint64_t *ct, uint64_t *odd, uint64_t *scratch);
    /**
     * First dimension for one vector of coefficients: for each of the rows, the sum over the columns of residue times selector.
     *
     * @param cells row group after row group, row_group_stride bytes apart; in it columns times CELL_BYTES, and 16 readable bytes
     * @param selectors per column the vector's two polynomials
     * @param out row r's polynomials' vectors at out + r CIPHERTEXT_STRIDE and DEGREE words further
     */
    void (*scan)(
        const PrimeTables &prime,
        const uint8_t *cells,
        size_t row_group_stride,
        const uint64_t *selectors,
        int columns,
        int row_groups,
        uint64_t *out);
    /** Coefficients of a row's two polynomials, rounded and cut into TERMS plaintexts around zero, DEGREE words apart. */
    void (*cut)(const PrimeTables &prime, const Rounding &rounding, const uint64_t *ct, uint64_t *terms);
    /**
     * Second dimension for one vector: for each term, the sum over the rows of term times selector.
     *
     * @param terms per row TERMS vectors
     * @param selectors per row the vector's two polynomials
     * @param out term f's polynomials' vectors at out + f CIPHERTEXT_STRIDE and DEGREE words further
     */
    void (*fold)(
        const PrimeTables &prime,
        const uint64_t *terms,
        const uint64_t *selectors,
        const RowRuns &rows,
        uint64_t *out);
    /** In place: round(coefficient 2^bits / q) modulo 2^bits. */
    void (*round)(const Rounding &rounding, int bits, uint64_t *coefficients);
};

const size_t STEP_SCRATCH = 6 * (DEGREE + LANES);

const Kernel &portable_kernel();
const Kernel &ifma_kernel();

/** The kernel of a number of the facade; refuses those that this machine cannot run. */
const Kernel &kernel(int number);
/** The best kernel for this machine. */
const Kernel &best_kernel();
bool supported(int number);

}  // namespace internal
}  // namespace he
}  // namespace mistnet
