#include "table.hpp"

#include <cstring>
#include <stdexcept>
#include <string>

#include "bits.hpp"
#include "seed.hpp"

namespace mistnet {
namespace he {
namespace internal {

namespace {

/** The scan loads 64 bytes for 48, so it reads this far beyond the last cell. */
const size_t READ_AHEAD = 64;

size_t table_bytes(const Shape &shape) {
    return size_t(VECTORS) * (shape.rows / ROW_GROUP) * shape.columns * CELL_BYTES + READ_AHEAD;
}

/** Four rows' vectors as six-byte residues. */
void store_cell(const uint64_t *rows, uint8_t *cell) {
    uint8_t bytes[CELL_BYTES + 2];
    for (int i = 0; i < ROW_GROUP * LANES; i++) {
        const uint64_t residue = rows[size_t(i / LANES) * DEGREE + i % LANES];
        std::memcpy(bytes + i * RESIDUE_BYTES, &residue, sizeof residue);  // the next residue covers the two bytes too many
    }
    std::memcpy(cell, bytes, CELL_BYTES);
}

}  // namespace

TableState::TableState(std::shared_ptr<const Core> shared, const Kernel &kernel)
    : core(std::move(shared)),
      kernel_(kernel),
      cells_(table_bytes(core->settings.single)),
      rows_(size_t(ROW_GROUP) * DEGREE),
      padded_(core->plaintext_bytes()) {}

uint8_t *TableState::place(int vector, int row_group, int column) const {
    const Shape &shape = core->settings.single;
    const size_t cell = (size_t(vector) * (shape.rows / ROW_GROUP) + row_group) * shape.columns + column;
    return cells_.bytes() + cell * CELL_BYTES;
}

void TableState::encode(int column, int row, const uint8_t *plaintext, const uint8_t *pad_seed, uint64_t *out) {
    make_pad(pad_seed, column, row, padded_.data(), padded_.size());
    for (size_t i = 0; i < padded_.size(); i++) {
        padded_[i] ^= plaintext[i];
    }
    const int bits = core->settings.plain_bits;
    unpack(padded_.data(), bits, out);
    const uint64_t down = core->data.modulus() - (uint64_t(1) << bits);
    for (int i = 0; i < DEGREE; i++) {
        out[i] += down & (0 - (out[i] >> (bits - 1)));  // around zero: less noise
    }
    kernel_.forward(core->data.tables(), out);
}

void TableState::write_column(int column, const uint8_t *plaintexts, size_t size, const uint8_t *pad_seed) {
    const Shape &shape = core->settings.single;
    if (column < 0 || column >= shape.columns) {
        throw std::invalid_argument(
            "column " + std::to_string(column) + " is not in the table of " + std::to_string(shape.columns) + " columns");
    }
    const size_t plaintext = core->plaintext_bytes();
    check_length("column", size, shape.rows * plaintext);
    for (int row = 0; row < shape.rows; row += ROW_GROUP) {
        for (int i = 0; i < ROW_GROUP; i++) {
            encode(column, row + i, plaintexts + (row + i) * plaintext, pad_seed, &rows_[size_t(i) * DEGREE]);
        }
        for (int vector = 0; vector < VECTORS; vector++) {
            store_cell(&rows_[size_t(vector) * LANES], place(vector, row / ROW_GROUP, column));
        }
    }
}

}  // namespace internal
}  // namespace he
}  // namespace mistnet
