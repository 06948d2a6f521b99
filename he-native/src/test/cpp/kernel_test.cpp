/** The kernels against plain sums and against each other. */
#include "kernel.hpp"

#include <cstring>

#include "check.hpp"
#include "keys.hpp"
#include "support.hpp"

using namespace mistnet::he;
using namespace mistnet::he::internal;
using support::Bytes;
using support::Words;

namespace {

__extension__ typedef unsigned __int128 Wide;

struct ScanInput {
    int columns, row_groups;
    size_t stride;
    Bytes cells;
    Words selectors;

    uint64_t residue(int row, int column, int lane) const {
        const size_t at = row / ROW_GROUP * stride + size_t(column) * CELL_BYTES +
                          (row % ROW_GROUP * LANES + lane) * RESIDUE_BYTES;
        uint64_t value = 0;
        std::memcpy(&value, &cells[at], RESIDUE_BYTES);
        return value;
    }
};

/** Residues and selectors from `least` to the prime, in a wider table than the scan is to read. */
ScanInput scan_input(int columns, int row_groups, uint64_t least, const Prime &prime) {
    std::mt19937_64 random(columns);
    ScanInput in{columns, row_groups, size_t(columns + 3) * CELL_BYTES, {}, {}};
    in.cells.resize(row_groups * in.stride + 64);
    const size_t count = row_groups * in.stride / RESIDUE_BYTES;
    for (size_t i = 0; i < count; i++) {
        const uint64_t value = least + random() % (prime.modulus() - least);
        std::memcpy(&in.cells[i * RESIDUE_BYTES], &value, RESIDUE_BYTES);
    }
    in.selectors = support::random_words(random, size_t(columns) * 2 * LANES, prime.modulus() - least);
    for (uint64_t &s : in.selectors) {
        s += least;
    }
    return in;
}

/** All results in one row of words, to compare kernels with. */
Words run_scan(const Kernel &kernel, const Prime &prime, const ScanInput &in) {
    Words out(size_t(in.row_groups) * ROW_GROUP * CIPHERTEXT_STRIDE);
    kernel.scan(
        prime.tables(), in.cells.data(), in.stride, in.selectors.data(), in.columns, in.row_groups, out.data());
    return out;
}

}  // namespace

TEST("the scan equals the plain sum, for small and for the largest values") {
    const auto core = support::core(support::small_settings());
    const Prime &prime = core->data;
    const uint64_t q = prime.modulus();
    for (const int number : support::kernels()) {
        for (const int columns : {1, 7, 112, 4096}) {
            for (const uint64_t least : {uint64_t(0), q - 1}) {
                const ScanInput in = scan_input(columns, 2, least, prime);
                const Words out = run_scan(kernel(number), prime, in);
                bool same = true;
                for (int row = 0; row < 2 * ROW_GROUP; row++) {
                    for (int i = 0; i < 2 * LANES; i++) {
                        uint64_t sum = 0;
                        for (int k = 0; k < columns; k++) {
                            const Wide product = Wide(in.residue(row, k, i % LANES)) * in.selectors[k * 2 * LANES + i];
                            sum = static_cast<uint64_t>((sum + product) % q);
                        }
                        same &= out[size_t(row) * CIPHERTEXT_STRIDE + i / LANES * DEGREE + i % LANES] == sum;
                    }
                }
                CHECK_THAT(same, "kernel " + std::to_string(number) + ", " + std::to_string(columns) + " columns");
            }
        }
    }
}

TEST("the fold equals the plain sum over the halves' rows") {
    const auto core = support::core(support::small_settings());
    const Prime &prime = core->data;
    const int rows = 24;
    std::mt19937_64 random(4);
    const Words terms = support::random_words(random, rows * TERMS * LANES, prime.modulus());
    const Words selectors = support::random_words(random, rows * 2 * LANES, prime.modulus());
    const RowRuns lower{2, 3, 6, 8};
    for (const int number : support::kernels()) {
        Words out(TERMS * CIPHERTEXT_STRIDE);
        kernel(number).fold(prime.tables(), terms.data(), selectors.data(), lower, out.data());
        bool same = true;
        for (int f = 0; f < TERMS; f++) {
            for (int i = 0; i < 2 * LANES; i++) {
                uint64_t sum = 0;
                for (int row = 0; row < rows; row++) {
                    if (row % 8 >= 2) {
                        sum = prime.add(
                            sum,
                            prime.multiply(
                                terms[(row * TERMS + f) * LANES + i % LANES], selectors[row * 2 * LANES + i]));
                    }
                }
                same &= out[f * CIPHERTEXT_STRIDE + i / LANES * DEGREE + i % LANES] == sum;
            }
        }
        CHECK(same);
    }
}

TEST("precision is reduced to the nearest value, and a row is cut into centred plaintexts") {
    const auto core = support::core(support::small_settings());
    const Prime &prime = core->data;
    const uint64_t q = prime.modulus();
    std::mt19937_64 random(5);
    Words ct = support::random_words(random, 2 * DEGREE, q);
    ct[0] = q - 1;
    ct[1] = 0;
    ct[2] = q / 2;
    // seeded: no value lies so near the middle that the multiplier's own rounding shows
    const auto exact = [&](uint64_t x, int bits) {
        return static_cast<uint64_t>(((Wide(x) << bits) + q / 2) / q) & ((uint64_t(1) << bits) - 1);
    };
    for (const int number : support::kernels()) {
        for (const int bits : {17, 18, 22, 24}) {
            Words rounded(ct.begin(), ct.begin() + DEGREE);
            kernel(number).round(core->rounding, bits, rounded.data());
            int differences = 0;
            for (int i = 0; i < DEGREE; i++) {
                differences += rounded[i] != exact(ct[i], bits);
            }
            CHECK_THAT(differences == 0, std::to_string(bits) + " bits: " + std::to_string(differences) + " differ");
        }
        Words terms(TERMS * DEGREE);
        kernel(number).cut(prime.tables(), core->rounding, ct.data(), terms.data());
        bool same = true;
        for (int i = 0; i < DEGREE; i++) {
            uint64_t word = 0;
            for (int f = 0; f < TERMS; f++) {
                const uint64_t x = terms[f * DEGREE + i];
                same &= x < 8192 || x >= q - 8192;
                word |= (x < 8192 ? x : x - q + 16384) << (14 * f);
            }
            same &= word == (exact(ct[i], 18) | exact(ct[DEGREE + i], 24) << 18);
        }
        CHECK(same);
    }
}

TEST("both kernels give the same bits in a centred expansion step") {
    const auto core = support::core(support::small_settings());
    const AskerState asker(core);
    Bytes message(core->key_bytes());
    asker.keys(message.data(), message.size());
    const KeyState keys(core, message.data(), message.size());
    std::mt19937_64 random(6);
    const Words ct = support::random_words(random, 2 * DEGREE, core->data.modulus());
    Words even[2], odd[2];
    const std::vector<int> numbers = support::kernels();
    for (size_t k = 0; k < numbers.size(); k++) {
        even[k] = ct;
        odd[k].resize(2 * DEGREE);
        Words scratch(STEP_SCRATCH);
        kernel(numbers[k]).step(keys.step(2), even[k].data(), odd[k].data(), scratch.data());
    }
    CHECK(even[0] != ct);
    if (numbers.size() == 2) {
        CHECK(even[0] == even[1]);
        CHECK(odd[0] == odd[1]);
    }
}

TEST("unknown kernels are refused") {
    CHECK(kernel_supported(KERNEL_PORTABLE));
    CHECK(!kernel_supported(7));
    CHECK_REFUSED(kernel(7), "kernel 7 does not exist");
}
