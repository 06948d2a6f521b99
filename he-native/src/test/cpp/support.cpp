#include "support.hpp"

#include <cstring>

#include "kernel.hpp"

namespace support {

using namespace mistnet::he;

std::vector<int> kernels() {
    std::vector<int> numbers{KERNEL_PORTABLE};
    if (kernel_supported(KERNEL_IFMA)) {
        numbers.push_back(KERNEL_IFMA);
    }
    return numbers;
}

internal::Settings small_settings() { return {14, 4, 10, 4, {8, 16, 2, 2}, {4, 8, 1, 1}}; }

Parameters parameters(const internal::Settings &s) {
    return Parameters(s.plain_bits, s.c0_extra, s.c1_extra, s.levels, s.single, s.group);
}

std::shared_ptr<const internal::Core> core(const internal::Settings &settings, internal::Digits digits) {
    return std::make_shared<const internal::Core>(settings, digits);
}

Bytes random_bytes(std::mt19937_64 &random, size_t size) {
    Bytes bytes(size);
    for (uint8_t &b : bytes) {
        b = static_cast<uint8_t>(random());
    }
    return bytes;
}

Words random_words(std::mt19937_64 &random, size_t count, uint64_t limit) {
    Words words(count);
    for (uint64_t &w : words) {
        w = random() % limit;
    }
    return words;
}

Host::Host(const internal::Settings &settings, int kernel, int worker_threads, int most)
    : parameters(support::parameters(settings)),
      threads(worker_threads),
      table(parameters, kernel),
      answerer(parameters, kernel, threads, most),
      shape_(settings.single),
      columns_(shape_.columns),
      seeds_(shape_.columns) {
    for (int column = 0; column < shape_.columns; column++) {
        write(column, 1);
    }
}

void Host::write(int column, uint64_t content) {
    std::mt19937_64 random(content * 1000 + column);
    columns_[column] = random_bytes(random, shape_.rows * parameters.plaintext_bytes());
    seeds_[column] = random_bytes(random, PAD_SEED_BYTES);
    table.write_column(column, columns_[column].data(), columns_[column].size(), seeds_[column].data());
}

Bytes Host::plaintext(int column, int row) const {
    const size_t size = parameters.plaintext_bytes();
    const auto start = columns_[column].begin() + static_cast<std::ptrdiff_t>(row * size);
    return Bytes(start, start + static_cast<std::ptrdiff_t>(size));
}

bool Host::holds(int column, int row, const uint8_t *opened) const {
    Bytes bytes(opened, opened + parameters.plaintext_bytes());
    xor_pad(seeds_[column].data(), column, row, bytes.data(), bytes.size());
    return bytes == plaintext(column, row);
}

Asked ask(
    const Parameters &parameters,
    const Asker &asker,
    const Shape &shape,
    int first_column,
    int first_row,
    int column,
    int row_a,
    int row_b) {
    Asked asked{first_column, first_row, column, row_a, row_b, Bytes(parameters.query_bytes(shape)), Bytes(parameters.answer_bytes())};
    asker.query(shape, column, row_a, row_b, asked.query.data(), asked.query.size());
    return asked;
}

void answer(Host &host, const Shape &shape, const ExpansionKeys &keys, std::vector<Asked> &asked) {
    host.answerer.begin(shape);
    for (Asked &a : asked) {
        host.answerer.add(
            a.first_column, a.first_row, keys, a.query.data(), a.query.size(), a.answer.data(), a.answer.size());
    }
    int64_t nanos[STAGES];
    host.answerer.answer(host.table, nanos);
}

bool right(const Host &host, const Asker &asker, const Asked &a) {
    const size_t size = host.parameters.plaintext_bytes();
    Bytes opened(2 * size);
    asker.open(a.answer.data(), a.answer.size(), opened.data(), opened.size());
    return host.holds(a.first_column + a.column, a.first_row + a.row_a, opened.data()) &&
           host.holds(a.first_column + a.column, a.first_row + a.row_b, opened.data() + size);
}

}  // namespace support
