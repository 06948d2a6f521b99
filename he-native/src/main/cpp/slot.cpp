#include "slot.hpp"

namespace mistnet {
namespace he {
namespace internal {

SlotLayout::SlotLayout(const Shape &s)
    : shape(s),
      leaf_stride(size_t(internal::leaves(s)) * 2 * LANES + LANES),
      term_stride((size_t(s.rows) * TERMS | 1) * LANES),
      roots(0),
      leaves(roots + size_t(s.ciphertexts) * CIPHERTEXT_STRIDE),
      rows(leaves + VECTORS * leaf_stride),
      terms(rows + size_t(s.rows) * CIPHERTEXT_STRIDE),
      sums(terms + VECTORS * term_stride),
      words(sums + size_t(2) * TERMS * CIPHERTEXT_STRIDE) {}

}  // namespace internal
}  // namespace he
}  // namespace mistnet
