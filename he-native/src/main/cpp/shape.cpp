#include "shape.hpp"

namespace mistnet {
namespace he {
namespace internal {

int leaves(const Shape &shape) { return shape.columns + shape.rows; }

int leaves_of(const Shape &shape, int ciphertext) {
    return leaves(shape) / shape.ciphertexts + (ciphertext < leaves(shape) % shape.ciphertexts ? 1 : 0);
}

int first_leaf(const Shape &shape, int ciphertext) {
    int first = 0;
    for (int i = 0; i < ciphertext; i++) {
        first += leaves_of(shape, i);
    }
    return first;
}

int levels(const Shape &shape) {
    int count = 0;
    while ((1 << count) < leaves_of(shape, 0)) {
        count++;
    }
    return count;
}

int depth(int leaf, int count) {
    int d = 0;
    while (leaf >= (1 << d) || leaf + (1 << d) < count) {
        d++;
    }
    return d;
}

int block_rows(const Shape &shape) { return shape.rows / shape.blocks; }

bool same(const Shape &a, const Shape &b) {
    return a.columns == b.columns && a.rows == b.rows && a.blocks == b.blocks && a.ciphertexts == b.ciphertexts;
}

}  // namespace internal
}  // namespace he
}  // namespace mistnet
