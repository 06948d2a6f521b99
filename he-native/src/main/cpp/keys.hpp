#pragma once

#include <memory>

#include "core.hpp"
#include "memory.hpp"

namespace mistnet {
namespace he {
namespace internal {

/**
 * An asker's expansion keys as the kernels read them: checked residues with their quotients, one stream for each level and
 * prime. Read-only once made.
 */
struct KeyState {
    KeyState(std::shared_ptr<const Core> core, const uint8_t *message, size_t size);

    const std::shared_ptr<const Core> core;
    /** A level's step with these keys. */
    StepTables step(int level) const;
    size_t bytes() const { return streams_.size(); }

  private:
    uint64_t *stream(int level, int prime) const { return streams_.words() + (2 * size_t(level) + prime) * 4 * DEGREE; }

    const Memory streams_;
};

/** Unpacks a polynomial from the wire; throws unless every residue is below its prime. */
void read_residues(const char *what, const uint8_t *in, const Prime &prime, uint64_t *out);

}  // namespace internal
}  // namespace he
}  // namespace mistnet
