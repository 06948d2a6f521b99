/** Noise over many keys against the rule by which parameters are accepted. The slowest test: a few seconds. */
#include <algorithm>
#include <cmath>

#include "bits.hpp"
#include "check.hpp"
#include "expansion.hpp"
#include "support.hpp"
#include "table.hpp"

using namespace mistnet::he;
using namespace mistnet::he::internal;
using support::Bytes;
using support::Words;

namespace {

/** Decrypts with the asker's own secret and compares with the message that should be there. Diagnostic only: it leaks the key. */
class NoiseMeter {
  public:
    NoiseMeter(const Core &core, const AskerState &asker) : core_(core), asker_(asker) {}

    /** A transformed ciphertext that should hold Delta times a message of coefficients modulo the data prime. */
    void add(const uint64_t *c0, const uint64_t *c1, const Words &message) {
        const Prime &prime = core_.data;
        Words phase(DEGREE);
        for (int i = 0; i < DEGREE; i++) {
            phase[i] = prime.add(c0[i], prime.multiply(c1[i], asker_.secret(prime)[i]));
        }
        portable_kernel().inverse(prime.tables(), phase.data());
        for (int i = 0; i < DEGREE; i++) {
            const uint64_t noise = prime.subtract(phase[i], prime.multiply(core_.delta, message[i]));
            const double value = noise > prime.modulus() / 2 ? -static_cast<double>(prime.modulus() - noise)
                                                             : static_cast<double>(noise);
            squares_ += value * value;
            count_++;
        }
    }
    double deviation() const { return std::sqrt(squares_ / static_cast<double>(count_)); }

  private:
    const Core &core_;
    const AskerState &asker_;
    double squares_ = 0;
    long count_ = 0;
};

/** One key's noise: of the selection bits, after the first dimension, after the second. */
struct Deviations {
    double selection, first, second;
};

Deviations measure(const std::shared_ptr<const Core> &core, uint64_t content) {
    const Shape &shape = core->settings.single;
    const Kernel &kernel = best_kernel();
    std::mt19937_64 random(content);
    TableState table(core, kernel);
    const int wanted = 1, row_a = 0, row_b = shape.rows / 2;
    Words wanted_row;
    for (int column = 0; column < shape.columns; column++) {
        const Bytes plaintexts = support::random_bytes(random, shape.rows * core->plaintext_bytes());
        const Bytes seed(SEED_BYTES, static_cast<uint8_t>(column));
        table.write_column(column, plaintexts.data(), plaintexts.size(), seed.data());
        if (column == wanted) {
            Bytes padded(plaintexts.begin(), plaintexts.begin() + static_cast<std::ptrdiff_t>(core->plaintext_bytes()));
            xor_pad(seed.data(), column, 0, padded.data(), padded.size());
            wanted_row.resize(DEGREE);
            unpack(padded.data(), core->settings.plain_bits, wanted_row.data());
            for (uint64_t &x : wanted_row) {
                x += x >> (core->settings.plain_bits - 1) ? core->data.modulus() - (1u << core->settings.plain_bits) : 0;
            }
        }
    }

    const AskerState asker(core);
    Bytes message(core->key_bytes()), query(core->query_bytes(shape));
    asker.keys(message.data(), message.size());
    asker.query(shape, wanted, row_a, row_b, query.data(), query.size());
    const KeyState keys(core, message.data(), message.size());
    const SlotLayout layout(shape);
    Words scratch(layout.words);
    const Slot slot(layout, scratch.data());
    for (int i = 0; i < shape.ciphertexts; i++) {
        read_residues("query", query.data() + SEED_BYTES + i * packed_bytes(48), core->data, slot.root(i));
        expand_uniform(query.data(), Domain::QUERY, i, core->data, slot.root(i) + DEGREE);
    }
    Workers workers(1);
    Expansion(*core, kernel, workers).run(shape, {{&keys, slot}});

    NoiseMeter selection(*core, asker), first(*core, asker), second(*core, asker);
    for (int leaf = 0; leaf < leaves(shape); leaf++) {
        Words c0(DEGREE), c1(DEGREE), bit(DEGREE);
        for (int i = 0; i < DEGREE; i++) {
            c0[i] = slot.leaf(i / LANES, leaf)[i % LANES];
            c1[i] = slot.leaf(i / LANES, leaf)[LANES + i % LANES];
        }
        bit[0] = leaf == wanted || leaf == shape.columns + row_a || leaf == shape.columns + row_b;
        selection.add(c0.data(), c1.data(), bit);
    }
    for (int vector = 0; vector < VECTORS; vector++) {
        kernel.scan(
            core->data.tables(),
            table.cells(vector, 0, 0),
            table.row_group_stride(),
            slot.leaf(vector, 0),
            shape.columns,
            shape.rows / ROW_GROUP,
            slot.row(0) + vector * LANES);
    }
    first.add(slot.row(0), slot.row(0) + DEGREE, wanted_row);
    Words chosen;
    for (int row = 0; row < shape.rows; row++) {
        Words terms(TERMS * DEGREE), ct(slot.row(row), slot.row(row) + 2 * DEGREE);
        kernel.inverse(core->data.tables(), ct.data());
        kernel.inverse(core->data.tables(), ct.data() + DEGREE);
        kernel.cut(core->data.tables(), core->rounding, ct.data(), terms.data());
        if (row == row_a) {
            chosen = terms;
        }
        for (int f = 0; f < TERMS; f++) {
            kernel.forward(core->data.tables(), terms.data() + f * DEGREE);
            for (int i = 0; i < DEGREE; i++) {
                slot.term(i / LANES, row)[f * LANES + i % LANES] = terms[f * DEGREE + i];
            }
        }
    }
    for (int vector = 0; vector < VECTORS; vector++) {
        const RowRuns upper{0, 1, shape.rows / 2, shape.rows};
        kernel.fold(
            core->data.tables(), slot.term(vector, 0), slot.leaf(vector, shape.columns), upper, slot.sum(0) + vector * LANES);
    }
    for (int f = 0; f < TERMS; f++) {
        const Words term(chosen.begin() + f * DEGREE, chosen.begin() + (f + 1) * DEGREE);
        second.add(slot.sum(f), slot.sum(f) + DEGREE, term);
    }
    return {selection.deviation(), first.deviation(), second.deviation()};
}

/** The rule of Core::margin: standard deviation of a sum of products with selections [from, to). */
double expected(const Core &core, int from, int to) {
    double sum = 0;
    for (int leaf = from; leaf < to; leaf++) {
        sum += core.selection_variance(core.settings.single, leaf);
    }
    return std::sqrt(sum * DEGREE / 12) * std::ldexp(1.0, core.settings.plain_bits);
}

}  // namespace

TEST("noise agrees with the rule within a tenth, for every key") {
    const Shape wide{116, 4, 1, 1}, tall{8, 112, 1, 1};
    for (const Shape &shape : {wide, tall}) {
        const auto core = support::core({14, 4, 10, 7, shape, shape});
        double selections = 0;
        for (int leaf = 0; leaf < leaves(shape); leaf++) {
            selections += core->selection_variance(shape, leaf) / leaves(shape);
        }
        for (int key = 0; key < 8; key++) {
            const Deviations d = measure(core, key);
            const auto within = [&](double actual, double rule, const char *what) {
                CHECK_THAT(
                    std::abs(actual / rule - 1) < 0.1,
                    std::string(what) + ": " + std::to_string(actual / rule) + " of the rule, key " + std::to_string(key));
            };
            within(d.selection, std::sqrt(selections), "selection");
            if (shape.columns == wide.columns) {
                within(d.first, expected(*core, 0, shape.columns), "first dimension");
            } else {
                within(d.second, expected(*core, shape.columns, shape.columns + shape.rows / 2), "second dimension");
            }
        }
    }
}
