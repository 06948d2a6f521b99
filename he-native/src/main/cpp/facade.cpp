#include "facade.hpp"

#include <seal/util/config.h>

#include <stdexcept>
#include <vector>

#include "answerer.hpp"
#include "asker.hpp"
#include "seed.hpp"

namespace mistnet {
namespace he {

static_assert(PAD_SEED_BYTES == internal::SEED_BYTES, "all seeds have one length");

bool kernel_supported(int kernel) { return internal::supported(kernel); }

const char *seal_version() { return SEAL_VERSION; }

void xor_pad(const uint8_t *pad_seed, int column, int row, uint8_t *bytes, size_t size) {
    if (column < 0 || row < 0) {
        throw std::invalid_argument("column and row of a pad must not be negative");
    }
    std::vector<uint8_t> pad(size);
    internal::make_pad(pad_seed, column, row, pad.data(), size);
    for (size_t i = 0; i < size; i++) {
        bytes[i] ^= pad[i];
    }
}

Parameters::Parameters(int plain_bits, int c0_extra, int c1_extra, int levels, const Shape &single, const Shape &group)
    : core_(std::make_shared<const internal::Core>(
          internal::Settings{plain_bits, c0_extra, c1_extra, levels, single, group})) {}
Parameters::Parameters(const Parameters &other) = default;
Parameters::~Parameters() = default;
size_t Parameters::plaintext_bytes() const { return core_->plaintext_bytes(); }
size_t Parameters::key_bytes() const { return core_->key_bytes(); }
size_t Parameters::query_bytes(const Shape &shape) const {
    core_->check(shape);
    return core_->query_bytes(shape);
}
size_t Parameters::answer_bytes() const { return core_->answer_bytes(); }
double Parameters::margin(const Shape &shape) const {
    core_->check(shape);
    return core_->margin(shape);
}

Table::Table(const Parameters &parameters, int kernel)
    : state_(new internal::TableState(parameters.core_, internal::kernel(kernel))) {}
Table::~Table() = default;
void Table::write_column(int column, const uint8_t *plaintexts, size_t size, const uint8_t *pad_seed) {
    state_->write_column(column, plaintexts, size, pad_seed);
}
size_t Table::native_bytes() const { return state_->bytes(); }

ExpansionKeys::ExpansionKeys(const Parameters &parameters, const uint8_t *message, size_t size)
    : state_(std::make_shared<const internal::KeyState>(parameters.core_, message, size)) {}
ExpansionKeys::~ExpansionKeys() = default;
size_t ExpansionKeys::native_bytes() const { return state_->bytes(); }

Answerer::Answerer(const Parameters &parameters, int kernel, int threads, int most)
    : state_(new internal::AnswererState(parameters.core_, internal::kernel(kernel), threads, most)) {}
Answerer::~Answerer() = default;
void Answerer::begin(const Shape &shape) { state_->begin(shape); }
void Answerer::add(
    int first_column,
    int first_row,
    const ExpansionKeys &keys,
    const uint8_t *query,
    size_t query_size,
    uint8_t *answer,
    size_t answer_size) {
    state_->add(first_column, first_row, keys.state_, query, query_size, answer, answer_size);
}
void Answerer::answer(const Table &table, int64_t *stage_nanos) { state_->answer(*table.state_, stage_nanos); }
size_t Answerer::native_bytes() const { return state_->bytes(); }

Asker::Asker(const Parameters &parameters) : state_(new internal::AskerState(parameters.core_)) {}
Asker::~Asker() = default;
void Asker::keys(uint8_t *out, size_t size) const { state_->keys(out, size); }
void Asker::query(const Shape &shape, int column, int row_a, int row_b, uint8_t *out, size_t size) const {
    state_->query(shape, column, row_a, row_b, out, size);
}
void Asker::open(const uint8_t *answer, size_t answer_size, uint8_t *out, size_t size) const {
    state_->open(answer, answer_size, out, size);
}

}  // namespace he
}  // namespace mistnet
