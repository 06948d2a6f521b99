/** The arithmetic of shapes: which leaf of which query ciphertext selects what. Everything here is public. */
#pragma once

#include "facade.hpp"

namespace mistnet {
namespace he {
namespace internal {

/** Selection bits of a query: one for each column, then one for each row. */
int leaves(const Shape &shape);
/** Leaves of a ciphertext: all share alike, the first ones take the rest. */
int leaves_of(const Shape &shape, int ciphertext);
/** First leaf of a ciphertext. */
int first_leaf(const Shape &shape, int ciphertext);
/** Levels that the expansion of the shape takes. */
int levels(const Shape &shape);
/** Level at which leaf `leaf` of a ciphertext with `count` leaves is done: its value must start 2^-depth times as large. */
int depth(int leaf, int count);
/** Rows of one block. */
int block_rows(const Shape &shape);
bool same(const Shape &a, const Shape &b);

}  // namespace internal
}  // namespace he
}  // namespace mistnet
