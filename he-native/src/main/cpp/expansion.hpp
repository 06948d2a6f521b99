#pragma once

#include <vector>

#include "keys.hpp"
#include "slot.hpp"
#include "workers.hpp"

namespace mistnet {
namespace he {
namespace internal {

/**
 * Oblivious expansion: each query ciphertext becomes one ciphertext for each of its leaves, by a binary tree in which a node
 * of level l goes into its even and its odd part by one key switch (Angel, Chen, Laine, Setty: PIR with compressed queries
 * and amortized query processing, 2018). Which nodes exist depends on the shape only.
 */
class Expansion {
  public:
    Expansion(const Core &core, const Kernel &kernel, Workers &workers);

    struct Query {
        const KeyState *keys;
        Slot slot;
    };
    /** Expands the roots of all queries into their leaves. The roots are destroyed. */
    void run(const Shape &shape, const std::vector<Query> &queries);
    size_t bytes() const { return scratch_.size() + top_.size() + nodes_.size(); }

  private:
    /** Leaves first + offset, first + offset + 2^level, ... of one ciphertext. */
    struct Node {
        const Query *query;
        int first, count, offset, level;
        uint64_t *ciphertext;
    };

    static bool done(const Node &node) { return node.offset + (1 << node.level) >= node.count; }
    static void emit(const Node &node);
    void split(const Node &node, uint64_t *odd, int worker, std::vector<Node> &next);
    std::vector<Node> split_roots(std::vector<Node> nodes);
    void finish(const Node &root, int worker);
    uint64_t *scratch(int worker) const { return scratch_.words() + size_t(worker) * (STEP_SCRATCH + LANES); }
    uint64_t *node_room(int worker, size_t node) const;

    const Kernel &kernel_;
    Workers &workers_;
    const size_t nodes_each_;
    const Memory scratch_, top_, nodes_;
};

}  // namespace internal
}  // namespace he
}  // namespace mistnet
