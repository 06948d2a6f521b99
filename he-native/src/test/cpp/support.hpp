/** What several tests share: small parameter sets, kernels to try, seeded random content. */
#pragma once

#include <cstdint>
#include <memory>
#include <random>
#include <vector>

#include "asker.hpp"
#include "facade.hpp"

namespace support {

typedef std::vector<uint8_t> Bytes;
typedef std::vector<uint64_t> Words;

/** Numbers of the kernels that this machine can run. */
std::vector<int> kernels();

/** 8 columns, 16 rows in 2 blocks; groups of 4 columns. */
mistnet::he::internal::Settings small_settings();
mistnet::he::Parameters parameters(const mistnet::he::internal::Settings &settings);
std::shared_ptr<const mistnet::he::internal::Core> core(
    const mistnet::he::internal::Settings &settings,
    mistnet::he::internal::Digits digits = mistnet::he::internal::Digits::CENTRED);

Bytes random_bytes(std::mt19937_64 &random, size_t size);
/** Polynomials of uniform values below a limit. */
Words random_words(std::mt19937_64 &random, size_t count, uint64_t limit);

/** A host with a table of random plaintexts that the test knows. */
class Host {
  public:
    Host(const mistnet::he::internal::Settings &settings, int kernel, int threads, int most);

    const mistnet::he::Parameters parameters;
    const int threads;
    mistnet::he::Table table;
    mistnet::he::Answerer answerer;

    /** Plaintext as it was written, before its pad. */
    Bytes plaintext(int column, int row) const;
    void write(int column, uint64_t content);
    /** Takes the pad off and compares. */
    bool holds(int column, int row, const uint8_t *opened) const;

  private:
    const mistnet::he::Shape shape_;
    std::vector<Bytes> columns_;
    std::vector<Bytes> seeds_;
};

/** One question and its answer. */
struct Asked {
    int first_column, first_row, column, row_a, row_b;
    Bytes query, answer;
};

Asked ask(
    const mistnet::he::Parameters &parameters,
    const mistnet::he::Asker &asker,
    const mistnet::he::Shape &shape,
    int first_column,
    int first_row,
    int column,
    int row_a,
    int row_b);
/** Lets the host answer all, in one scan. */
void answer(Host &host, const mistnet::he::Shape &shape, const mistnet::he::ExpansionKeys &keys, std::vector<Asked> &asked);
/** Whether an answer opens to both wanted plaintexts. */
bool right(const Host &host, const mistnet::he::Asker &asker, const Asked &asked);

}  // namespace support
