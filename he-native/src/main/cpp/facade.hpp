/**
 * Everything that other languages see of the encrypted lookup's native half.
 *
 * Functionality: an asker fetches two plaintexts of a matrix (one column, two rows) from a host that does not learn which.
 * Security model: the host is honest but curious about queries, the asker may send any bytes. The host learns the shape of
 * a query and who asks; the asker learns at most the bytes of the answer. Queries rest on ring LWE (N = 4096, 98-bit
 * modulus, SEAL's 128-bit table). After a deviation by the host the asker reads garbage; after one by the asker, the asker does.
 *
 * All classes hide their content, take plain integers and bytes, and report errors as std::exception:
 * std::invalid_argument for an argument or a message that cannot be accepted (what() names it), std::runtime_error for a
 * machine that cannot do what is asked, std::bad_alloc for missing memory. A call that throws has changed nothing.
 */
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

namespace mistnet {
namespace he {

/** The arithmetic for any processor. */
const int KERNEL_PORTABLE = 0;
/** The arithmetic for processors with AVX-512 IFMA and VBMI. Same results, bit for bit. */
const int KERNEL_IFMA = 1;

/** Bytes of the seed of pads. */
const int PAD_SEED_BYTES = 32;
/** Entries that Answerer::answer writes: unpack, expand, scan, second, pack. */
const int STAGES = 5;

/** Whether this machine can run a kernel. Unknown numbers are not supported. */
bool kernel_supported(int kernel);
/** Version of the SEAL library that is linked, as "4.1.2". */
const char *seal_version();
/**
 * XORs the public pad of a place of the table into bytes: SHAKE-256(seed | column u32 LE | row u32 LE).
 * Twice is the identity. `pad_seed` has PAD_SEED_BYTES bytes.
 */
void xor_pad(const uint8_t *pad_seed, int column, int row, uint8_t *bytes, size_t size);

/**
 * What one query sees: a matrix of `columns` times `rows` plaintexts, its rows in `blocks` equal blocks, each with an upper
 * and a lower half, and the number of query ciphertexts.
 */
struct Shape {
    int columns;
    int rows;
    int blocks;
    int ciphertexts;
};

namespace internal {
struct Core;
struct TableState;
struct KeyState;
struct AnswererState;
class AskerState;
}  // namespace internal

/**
 * The pinned parameters of a network: immutable, cheap to copy.
 *
 * The constructor refuses sets outside SEAL's 128-bit table, shapes that the keys' levels cannot expand, and sets whose
 * decryption margin is below 8.5 standard deviations for either shape.
 */
class Parameters {
  public:
    /**
     * @param plain_bits data bits in a coefficient, 13 or 14
     * @param c0_extra, c1_extra bits kept beyond plain_bits in an answer's two polynomials; together plain_bits
     * @param levels expansion levels of a key message, 1 to 12
     * @param single shape of the whole table; rows / blocks is a multiple of 4
     * @param group shape of one group of a batch: a divisor of the columns, one block's rows, 1 block
     */
    Parameters(int plain_bits, int c0_extra, int c1_extra, int levels, const Shape &single, const Shape &group);
    Parameters(const Parameters &other);
    ~Parameters();

    /** Bytes of one plaintext. */
    size_t plaintext_bytes() const;
    /** Bytes of a key message. */
    size_t key_bytes() const;
    /** Bytes of a query of this shape. */
    size_t query_bytes(const Shape &shape) const;
    /** Bytes of any answer. */
    size_t answer_bytes() const;
    /** Estimated distance of the noise from a decryption error, in standard deviations. */
    double margin(const Shape &shape) const;

  private:
    Parameters &operator=(const Parameters &other);
    std::shared_ptr<const internal::Core> core_;
    friend class Table;
    friend class ExpansionKeys;
    friend class Answerer;
    friend class Asker;
};

/** The table in the form that the scan reads. New tables hold zeroes. No query may run while a column is written. */
class Table {
  public:
    Table(const Parameters &parameters, int kernel);
    ~Table();

    /**
     * Replaces a whole column: XORs each plaintext with its pad, encodes and stores it.
     *
     * @param plaintexts rows * plaintext_bytes bytes, row after row
     * @param pad_seed PAD_SEED_BYTES bytes
     */
    void write_column(int column, const uint8_t *plaintexts, size_t size, const uint8_t *pad_seed);
    /** Memory held, in bytes. */
    size_t native_bytes() const;

  private:
    Table(const Table &other);
    Table &operator=(const Table &other);
    std::unique_ptr<internal::TableState> state_;
    friend class Answerer;
};

/** An asker's expansion keys, checked. Immutable: any number of threads may use them. */
class ExpansionKeys {
  public:
    ExpansionKeys(const Parameters &parameters, const uint8_t *message, size_t size);
    ~ExpansionKeys();

    /** Memory held, in bytes. */
    size_t native_bytes() const;

  private:
    ExpansionKeys(const ExpansionKeys &other);
    ExpansionKeys &operator=(const ExpansionKeys &other);
    std::shared_ptr<const internal::KeyState> state_;
    friend class Answerer;
};

/**
 * Answers queries: begin, add once or more, answer. Used by one thread at a time; keeps its own workers and scratch memory.
 */
class Answerer {
  public:
    /**
     * @param threads threads that work on an answer, the caller's among them, 1 to 256
     * @param most queries that one scan may serve, 1 to 4096; scratch memory is reserved for them
     */
    Answerer(const Parameters &parameters, int kernel, int threads, int most);
    ~Answerer();

    /** Starts a new batch of queries of one shape and forgets whatever was added before. */
    void begin(const Shape &shape);
    /**
     * Adds a query. Its bytes are checked and taken over before the call returns; on a refusal the batch is as before.
     * Queries whose neighbours have the same place share its reading from memory.
     *
     * @param first_column, first_row corner of the shape in the table, multiples of the shape's columns and rows
     * @param answer receives answer_bytes bytes during answer(); must stay valid until then
     */
    void add(
        int first_column,
        int first_row,
        const ExpansionKeys &keys,
        const uint8_t *query,
        size_t query_size,
        uint8_t *answer,
        size_t answer_size);
    /**
     * Answers all that was added, and forgets it.
     *
     * @param stage_nanos receives STAGES wall times in nanoseconds
     */
    void answer(const Table &table, int64_t *stage_nanos);
    /** Scratch memory reserved, in bytes. */
    size_t native_bytes() const;

  private:
    Answerer(const Answerer &other);
    Answerer &operator=(const Answerer &other);
    std::unique_ptr<internal::AnswererState> state_;
};

/**
 * Makes queries and opens answers under a secret key of its own. All methods may run at the same time in several threads.
 * Every key message and query draws its own seed, so none is ever made twice under one.
 */
class Asker {
  public:
    explicit Asker(const Parameters &parameters);
    ~Asker();

    /** Writes the key message that lets a host expand this asker's queries. */
    void keys(uint8_t *out, size_t size) const;
    /**
     * Writes a query for two plaintexts of one column. Column and rows are secret, and counted within the shape.
     *
     * @param row_a in the upper half of its block
     * @param row_b in the lower half of its block
     */
    void query(const Shape &shape, int column, int row_a, int row_b, uint8_t *out, size_t size) const;
    /** Decrypts an answer into 2 * plaintext_bytes bytes: the plaintext of row_a, then of row_b, pads still on. */
    void open(const uint8_t *answer, size_t answer_size, uint8_t *out, size_t size) const;

  private:
    Asker(const Asker &other);
    Asker &operator=(const Asker &other);
    std::unique_ptr<const internal::AskerState> state_;
};

}  // namespace he
}  // namespace mistnet
