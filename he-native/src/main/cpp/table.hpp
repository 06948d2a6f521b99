#pragma once

#include <memory>
#include <vector>

#include "core.hpp"
#include "memory.hpp"

namespace mistnet {
namespace he {
namespace internal {

/**
 * The table, transformed, in the order of the scan: [vector of 8 coefficients][row group of 4][column][row in the group]
 * [8 residues of 6 bytes]. A rectangle of columns and row groups is a set of runs with a fixed distance, so groups of a
 * batch are read in place.
 */
struct TableState {
    TableState(std::shared_ptr<const Core> core, const Kernel &kernel);

    const std::shared_ptr<const Core> core;
    void write_column(int column, const uint8_t *plaintexts, size_t size, const uint8_t *pad_seed);
    size_t bytes() const { return cells_.size(); }
    /** Bytes from one row group to the next. */
    size_t row_group_stride() const { return size_t(core->settings.single.columns) * CELL_BYTES; }
    const uint8_t *cells(int vector, int first_row, int first_column) const { return place(vector, first_row / ROW_GROUP, first_column); }

  private:
    uint8_t *place(int vector, int row_group, int column) const;
    void encode(int column, int row, const uint8_t *plaintext, const uint8_t *pad_seed, uint64_t *out);

    const Kernel &kernel_;
    const Memory cells_;
    std::vector<uint64_t> rows_;
    std::vector<uint8_t> padded_;
};

}  // namespace internal
}  // namespace he
}  // namespace mistnet
