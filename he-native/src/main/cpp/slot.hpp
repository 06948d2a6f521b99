#pragma once

#include "core.hpp"

namespace mistnet {
namespace he {
namespace internal {

/**
 * Words of scratch that one query of a shape works in. Strides are odd numbers of cache lines, so that what is written
 * across does not fall into one set of the cache.
 */
struct SlotLayout {
    explicit SlotLayout(const Shape &shape);

    Shape shape;
    /** Words from one vector's selectors to the next: per leaf two polynomials. */
    size_t leaf_stride;
    /** Words from one vector's terms to the next: per row TERMS. */
    size_t term_stride;
    /** Where each part begins, and the length of all. */
    size_t roots, leaves, rows, terms, sums, words;
};

/** One query's scratch. */
class Slot {
  public:
    Slot(const SlotLayout &layout, uint64_t *start) : layout_(layout), start_(start) {}

    /** A query ciphertext, from which its expansion starts. */
    uint64_t *root(int ciphertext) const { return start_ + layout_.roots + size_t(ciphertext) * CIPHERTEXT_STRIDE; }
    /** A vector of a leaf's two polynomials; columns first, then rows. */
    uint64_t *leaf(int vector, int leaf) const {
        return start_ + layout_.leaves + vector * layout_.leaf_stride + size_t(leaf) * 2 * LANES;
    }
    /** Result of the first dimension. */
    uint64_t *row(int row) const { return start_ + layout_.rows + size_t(row) * CIPHERTEXT_STRIDE; }
    /** A vector of a row's plaintexts of the second dimension. */
    uint64_t *term(int vector, int row) const {
        return start_ + layout_.terms + vector * layout_.term_stride + size_t(row) * TERMS * LANES;
    }
    /** Result of the second dimension: TERMS of the upper half, then of the lower. */
    uint64_t *sum(int index) const { return start_ + layout_.sums + size_t(index) * CIPHERTEXT_STRIDE; }

  private:
    const SlotLayout &layout_;
    uint64_t *start_;
};

}  // namespace internal
}  // namespace he
}  // namespace mistnet
