/** Whatever two sides must agree on: seeds, pads, packed bits, sizes. */
#include <cmath>
#include <cstring>

#include "bits.hpp"
#include "check.hpp"
#include "kernel.hpp"
#include "seed.hpp"
#include "support.hpp"

using namespace mistnet::he;
using namespace mistnet::he::internal;
using support::Bytes;
using support::Words;

namespace {

Bytes counting_seed() {
    Bytes seed(SEED_BYTES);
    for (int i = 0; i < SEED_BYTES; i++) {
        seed[i] = static_cast<uint8_t>(i);
    }
    return seed;
}

/** Bit by bit, as the layout says. */
Bytes packed_slowly(const Words &values, int bits) {
    Bytes out(values.size() * bits / 8);
    for (size_t i = 0; i < values.size() * bits; i++) {
        out[i / 8] |= ((values[i / bits] >> (i % bits)) & 1) << (i % 8);
    }
    return out;
}

}  // namespace

TEST("a seed expands to its known answer") {
    const auto core = support::core(support::small_settings());
    Words out(DEGREE);
    expand_uniform(counting_seed().data(), Domain::QUERY, 0, core->data, out.data());
    CHECK(out[0] == 54472400545706);
    CHECK(out[1] == 20524919549879);
    CHECK(out[2] == 162059100285240);
    CHECK(out[DEGREE - 1] == 81997398309952);
}

TEST("a pad has its known answer and comes off when it is applied twice") {
    const uint8_t known[] = {0x89, 0x9c, 0x31, 0x93, 0xb9, 0xb0, 0x8c, 0x42, 0xa2, 0xa3, 0x11, 0x78, 0xac, 0x09, 0x9c, 0x09};
    Bytes bytes(sizeof known, 0);
    xor_pad(counting_seed().data(), 5, 1000, bytes.data(), bytes.size());
    CHECK(std::memcmp(bytes.data(), known, sizeof known) == 0);
    xor_pad(counting_seed().data(), 5, 1000, bytes.data(), bytes.size());
    CHECK(bytes == Bytes(sizeof known, 0));
    CHECK_REFUSED(xor_pad(counting_seed().data(), -1, 0, bytes.data(), bytes.size()), "negative");
}

TEST("polynomials are packed as little-endian bits of any width") {
    std::mt19937_64 random(1);
    for (const int bits : {1, 13, 14, 17, 18, 22, 24, 32, 48, 50, 63}) {
        const Words values = support::random_words(random, DEGREE, uint64_t(1) << bits);
        Bytes out(packed_bytes(bits));
        pack(values.data(), bits, out.data());
        CHECK_THAT(out == packed_slowly(values, bits), "packed " + std::to_string(bits) + " bits");
        Words back(DEGREE);
        unpack(out.data(), bits, back.data());
        CHECK_THAT(back == values, "unpacked " + std::to_string(bits) + " bits");
    }
}

TEST("messages have the sizes that the wire layout gives") {
    const Shape single{112, 80, 4, 2}, group{14, 20, 1, 1};
    const Parameters wide(14, 4, 10, 7, single, group);
    CHECK(wide.plaintext_bytes() == 7168);
    CHECK(wide.key_bytes() == 351264);
    CHECK(wide.query_bytes(single) == 49184);
    CHECK(wide.query_bytes(group) == 24608);
    CHECK(wide.answer_bytes() == 129024);
    const Parameters narrow(13, 4, 9, 8, Shape{502, 280, 1, 4}, Shape{502, 280, 1, 4});
    CHECK(narrow.plaintext_bytes() == 6656);
    CHECK(narrow.key_bytes() == 401440);
    CHECK(narrow.answer_bytes() == 119808);
}

TEST("the margin agrees with what was measured for known sets") {
    const auto margin = [](int plain_bits, int levels, const Shape &shape) {
        return Parameters(plain_bits, 4, plain_bits - 4, levels, shape, Shape{shape.columns, shape.rows, 1, shape.ciphertexts})
            .margin(shape);
    };
    CHECK(std::abs(margin(14, 7, {112, 76, 1, 2}) - 10.5) < 0.1);
    CHECK(std::abs(margin(14, 7, {160, 264, 1, 4}) - 8.9) < 0.1);
    CHECK(std::abs(margin(13, 8, {502, 280, 1, 4}) - 10.7) < 0.1);
    CHECK_REFUSED(margin(14, 8, (Shape{180, 76, 1, 1})), "noise margin");
}
