#include "expansion.hpp"

#include <algorithm>
#include <cstring>

namespace mistnet {
namespace he {
namespace internal {

namespace {

/** Subtrees that each worker should find, so that none waits long for the others. */
const int SUBTREES_EACH = 4;

size_t ciphertext_bytes(size_t count) { return count * CIPHERTEXT_STRIDE * sizeof(uint64_t); }

}  // namespace

Expansion::Expansion(const Core &core, const Kernel &kernel, Workers &workers)
    : kernel_(kernel),
      workers_(workers),
      nodes_each_(std::max(leaves_of(core.settings.single, 0), leaves_of(core.settings.group, 0))),
      scratch_(workers.count() * (STEP_SCRATCH + LANES) * sizeof(uint64_t)),
      top_(ciphertext_bytes(size_t(2) * SUBTREES_EACH * workers.count())),
      nodes_(ciphertext_bytes(nodes_each_ * workers.count())) {}

uint64_t *Expansion::node_room(int worker, size_t node) const {
    return nodes_.words() + (size_t(worker) * nodes_each_ + node) * CIPHERTEXT_STRIDE;
}

void Expansion::run(const Shape &shape, const std::vector<Query> &queries) {
    std::vector<Node> roots;
    for (const Query &query : queries) {
        for (int i = 0; i < shape.ciphertexts; i++) {
            roots.push_back({&query, first_leaf(shape, i), leaves_of(shape, i), 0, 0, query.slot.root(i)});
        }
    }
    const std::vector<Node> subtrees = split_roots(std::move(roots));
    workers_.run(static_cast<int>(subtrees.size()), [&](int task, int worker) { finish(subtrees[task], worker); });
}

/** Goes down level by level until there are enough subtrees for all workers. */
std::vector<Expansion::Node> Expansion::split_roots(std::vector<Node> nodes) {
    const size_t wanted = size_t(SUBTREES_EACH) * workers_.count();
    size_t used = 0;
    while (nodes.size() < wanted && !std::all_of(nodes.begin(), nodes.end(), done)) {
        std::vector<std::vector<Node>> next(nodes.size());
        for (std::vector<Node> &pair : next) {
            pair.reserve(2);
        }
        workers_.run(static_cast<int>(nodes.size()), [&](int task, int worker) {
            if (done(nodes[task])) {
                next[task].push_back(nodes[task]);
            } else {
                split(nodes[task], top_.words() + (used + task) * CIPHERTEXT_STRIDE, worker, next[task]);
            }
        });
        used += nodes.size();
        nodes.clear();
        for (const std::vector<Node> &pair : next) {
            nodes.insert(nodes.end(), pair.begin(), pair.end());
        }
    }
    return nodes;
}

/** One subtree, level by level: each level's keys stay in the cache while the nodes pass through. */
void Expansion::finish(const Node &root, int worker) {
    std::vector<Node> nodes{root}, next;
    size_t used = 0;
    while (!nodes.empty()) {
        next.clear();
        for (const Node &node : nodes) {
            if (done(node)) {
                emit(node);
            } else {
                split(node, node_room(worker, used++), worker, next);
            }
        }
        nodes.swap(next);
    }
}

void Expansion::split(const Node &node, uint64_t *odd, int worker, std::vector<Node> &next) {
    kernel_.step(node.query->keys->step(node.level), node.ciphertext, odd, scratch(worker));
    Node even = node;
    even.level++;
    Node other = even;
    other.offset += 1 << node.level;
    other.ciphertext = odd;
    next.push_back(even);
    next.push_back(other);
}

void Expansion::emit(const Node &node) {
    const size_t bytes = LANES * sizeof(uint64_t);
    for (int vector = 0; vector < VECTORS; vector++) {
        uint64_t *const leaf = node.query->slot.leaf(vector, node.first + node.offset);
        std::memcpy(leaf, node.ciphertext + vector * LANES, bytes);
        std::memcpy(leaf + LANES, node.ciphertext + DEGREE + vector * LANES, bytes);
    }
}

}  // namespace internal
}  // namespace he
}  // namespace mistnet
