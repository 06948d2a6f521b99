/** Malformed and hostile input: refused with a reason, or harmless. */
#include <limits>

#include "check.hpp"
#include "support.hpp"

using namespace mistnet::he;
using support::Asked;
using support::Bytes;
using support::Host;

namespace {

const Shape SINGLE{8, 16, 2, 2}, GROUP{4, 8, 1, 1};

/** A host, an asker and a good question, to be spoilt. */
struct Scene {
    Host host;
    Asker asker;
    Bytes message;
    ExpansionKeys keys;
    Asked asked;

    explicit Scene(int kernel = KERNEL_PORTABLE)
        : host(support::small_settings(), kernel, 2, 2),
          asker(host.parameters),
          message(fresh_message()),
          keys(host.parameters, message.data(), message.size()),
          asked(support::ask(host.parameters, asker, SINGLE, 0, 0, 2, 3, 4)) {
        host.answerer.begin(SINGLE);
    }

    Bytes fresh_message() const {
        Bytes bytes(host.parameters.key_bytes());
        asker.keys(bytes.data(), bytes.size());
        return bytes;
    }
    void add(const Bytes &query, size_t answer_size) {
        host.answerer.add(0, 0, keys, query.data(), query.size(), asked.answer.data(), answer_size);
    }
    void add(const Bytes &query) { add(query, asked.answer.size()); }
    void add_at(int column, int row) {
        host.answerer.add(
            column, row, keys, asked.query.data(), asked.query.size(), asked.answer.data(), asked.answer.size());
    }
    void answer() {
        int64_t nanos[STAGES];
        host.answerer.answer(host.table, nanos);
    }
    void take(const Bytes &key_message) { ExpansionKeys(host.parameters, key_message.data(), key_message.size()); }
};

/** A message with one polynomial's value at a bit offset set to all ones, which no prime reaches. */
Bytes spoilt(Bytes message, size_t at, size_t count) {
    for (size_t i = 0; i < count; i++) {
        message[at + i] = 0xFF;
    }
    return message;
}

Bytes resized(Bytes message, int by) {
    message.resize(message.size() + by);
    return message;
}

}  // namespace

TEST("queries of a wrong length are refused") {
    Scene scene;
    CHECK_REFUSED(scene.add(resized(scene.asked.query, -1)), "query has 49183 bytes, must have 49184");
    CHECK_REFUSED(scene.add(resized(scene.asked.query, 1)), "query has 49185 bytes, must have 49184");
    CHECK_REFUSED(scene.add(Bytes()), "query has 0 bytes");
    CHECK_REFUSED(scene.add(scene.asked.query, scene.asked.answer.size() - 1), "answer has 129023 bytes");
}

TEST("queries and keys with a residue above its prime are refused, wherever it is") {
    Scene scene;
    const size_t last = scene.asked.query.size() - 6;
    for (const size_t at : {size_t(32), size_t(32 + 24576), last}) {
        CHECK_REFUSED(scene.add(spoilt(scene.asked.query, at, 6)), "query holds a residue that is not below its prime");
    }
    for (const size_t at : {size_t(32), size_t(32 + 24576), scene.message.size() - 13}) {
        CHECK_REFUSED(scene.take(spoilt(scene.message, at, 13)), "key message holds a residue that is not below its prime");
    }
    Bytes prime = scene.asked.query;  // exactly the prime: the least value that is too large
    const uint64_t modulus = 281474976694273;
    for (int i = 0; i < 6; i++) {
        prime[32 + i] = static_cast<uint8_t>(modulus >> (8 * i));
    }
    CHECK_REFUSED(scene.add(prime), "not below its prime");
    prime[32]--;
    scene.add(prime);
}

TEST("keys of a wrong length are refused") {
    Scene scene;
    CHECK_REFUSED(scene.take(resized(scene.message, -1)), "key message has 200735 bytes, must have 200736");
    CHECK_REFUSED(scene.take(resized(scene.message, 1)), "key message has 200737 bytes");
    CHECK_REFUSED(scene.take(Bytes()), "key message has 0 bytes");
}

TEST("a refused query leaves the batch as it was") {
    Scene scene;
    scene.add(scene.asked.query);
    CHECK_REFUSED(scene.add(spoilt(scene.asked.query, 32, 6)), "query");
    CHECK_REFUSED(scene.add(resized(scene.asked.query, -1)), "query");
    scene.answer();
    CHECK(support::right(scene.host, scene.asker, scene.asked));
}

TEST("more queries than fit, foreign shapes and places outside the lattice of groups are refused") {
    Scene scene;
    scene.add(scene.asked.query);
    scene.add(scene.asked.query);
    CHECK_REFUSED(scene.add(scene.asked.query), "at most 2 queries");
    CHECK_REFUSED(scene.host.answerer.begin(Shape{8, 16, 2, 1}), "neither the pinned single nor the pinned group shape");
    CHECK_REFUSED(scene.host.parameters.query_bytes(Shape{8, 16, 2, 1}), "neither");
    scene.host.answerer.begin(SINGLE);
    CHECK_REFUSED(scene.add_at(4, 0), "is not the corner of a group");
    scene.host.answerer.begin(GROUP);
    const int least = std::numeric_limits<int>::min(), largest = std::numeric_limits<int>::max();
    for (const int bad : {1, 3, 8, -4, least, largest}) {
        CHECK_REFUSED(scene.add_at(bad, 0), "is not the corner of a group");
    }
    for (const int bad : {4, 16, -8, least, largest}) {
        CHECK_REFUSED(scene.add_at(0, bad), "is not the corner of a group");
    }
}

TEST("an answer without questions, and a batch begun anew, are harmless") {
    Scene scene;
    scene.answer();
    scene.add(scene.asked.query);
    scene.host.answerer.begin(SINGLE);
    const Bytes before = scene.asked.answer;
    scene.answer();
    CHECK(scene.asked.answer == before);
}

TEST("objects of other parameters are refused") {
    Scene scene;
    const Parameters other(14, 4, 10, 5, SINGLE, GROUP);
    const Asker stranger(other);
    Bytes message(other.key_bytes());
    stranger.keys(message.data(), message.size());
    const ExpansionKeys keys(other, message.data(), message.size());
    CHECK_REFUSED(
        scene.host.answerer.add(
            0, 0, keys, scene.asked.query.data(), scene.asked.query.size(), scene.asked.answer.data(), scene.asked.answer.size()),
        "keys belong to other parameters");
    const Table table(other, KERNEL_PORTABLE);
    int64_t nanos[STAGES];
    CHECK_REFUSED(scene.host.answerer.answer(table, nanos), "table belongs to other parameters");
}

TEST("columns outside the table or of a wrong length are refused") {
    Scene scene;
    const Bytes column(16 * scene.host.parameters.plaintext_bytes()), seed(PAD_SEED_BYTES);
    for (const int bad : {-1, 8, std::numeric_limits<int>::max()}) {
        CHECK_REFUSED(scene.host.table.write_column(bad, column.data(), column.size(), seed.data()), "is not in the table");
    }
    CHECK_REFUSED(
        scene.host.table.write_column(0, column.data(), column.size() - 1, seed.data()),
        "column has 114687 bytes, must have 114688");
    std::vector<Asked> asked{scene.asked};
    support::answer(scene.host, SINGLE, scene.keys, asked);
    CHECK(support::right(scene.host, scene.asker, asked[0]));
}

TEST("the asker refuses places outside the shape and buffers of a wrong size") {
    Scene scene;
    Bytes query = scene.asked.query;
    const auto ask = [&](int column, int a, int b) { scene.asker.query(SINGLE, column, a, b, query.data(), query.size()); };
    for (const int bad : {-1, 8, std::numeric_limits<int>::min()}) {
        CHECK_REFUSED(ask(bad, 0, 4), "outside the shape");
    }
    for (const int lower : {4, 7, 12, -1, 16}) {
        CHECK_REFUSED(ask(0, lower, 4), "outside the shape");
    }
    for (const int upper : {0, 3, 8, 11, -1, 16}) {
        CHECK_REFUSED(ask(0, 0, upper), "outside the shape");
    }
    CHECK_REFUSED(scene.asker.query(SINGLE, 0, 0, 4, query.data(), query.size() - 1), "query has");
    CHECK_REFUSED(scene.asker.keys(query.data(), query.size()), "key message has");
    CHECK_REFUSED(scene.asker.open(query.data(), query.size(), query.data(), 14336), "answer has");
    const Bytes &answer = scene.asked.answer;
    CHECK_REFUSED(scene.asker.open(answer.data(), answer.size(), query.data(), 14335), "opened answer has");
}

TEST("unsuitable parameters are refused with the reason") {
    const auto make = [](int plain, int c0, int c1, int levels, const Shape &single, const Shape &group) {
        Parameters(plain, c0, c1, levels, single, group);
    };
    CHECK_REFUSED(make(15, 4, 11, 4, SINGLE, GROUP), "plain bits must be 13 or 14");
    CHECK_REFUSED(make(14, 4, 9, 4, SINGLE, GROUP), "extra bits");
    CHECK_REFUSED(make(14, 0, 14, 4, SINGLE, GROUP), "extra bits");
    CHECK_REFUSED(make(14, 4, 10, 3, SINGLE, GROUP), "its expansion takes 4 levels, the keys have 3");
    CHECK_REFUSED(make(14, 4, 10, 13, SINGLE, GROUP), "levels must be 1 to 12");
    CHECK_REFUSED(make(14, 4, 10, 4, (Shape{8, 16, 8, 2}), GROUP), "multiple of 4");
    CHECK_REFUSED(make(14, 4, 10, 4, (Shape{8, 18, 1, 2}), GROUP), "multiple of 4");
    CHECK_REFUSED(make(14, 4, 10, 4, (Shape{8, 16, 0, 2}), GROUP), "multiple of 4");
    CHECK_REFUSED(make(14, 4, 10, 4, (Shape{0, 16, 2, 2}), GROUP), "columns must be 1 to 4096");
    CHECK_REFUSED(make(14, 4, 10, 4, (Shape{8, 0, 2, 2}), GROUP), "rows must be 4 to 4096");
    CHECK_REFUSED(make(14, 4, 10, 4, (Shape{8, 16, 2, 0}), GROUP), "ciphertexts must be");
    CHECK_REFUSED(make(14, 4, 10, 4, (Shape{8, 16, 2, 25}), GROUP), "ciphertexts must be");
    CHECK_REFUSED(make(14, 4, 10, 4, SINGLE, (Shape{3, 8, 1, 1})), "a group is an equal share");
    CHECK_REFUSED(make(14, 4, 10, 4, SINGLE, (Shape{4, 16, 2, 2})), "a group is an equal share");
    CHECK_REFUSED(make(14, 1, 13, 4, SINGLE, GROUP), "noise margin");
    const Parameters good = support::parameters(support::small_settings());
    CHECK_REFUSED(Answerer(good, KERNEL_PORTABLE, 0, 1), "threads must be 1 to 256");
    CHECK_REFUSED(Answerer(good, KERNEL_PORTABLE, 1, 0), "most must be 1 to 4096");
    CHECK_REFUSED(Table(good, -1), "kernel -1 does not exist");
}

TEST("random and mutated messages are refused or answered, never worse, and the host goes on") {
    for (const int kernel : support::kernels()) {
        Scene scene(kernel);
        std::mt19937_64 random(7);
        int taken = 0;
        for (int round = 0; round < 60; round++) {
            Bytes query = scene.asked.query, message = scene.message;
            if (round % 3 == 0) {
                query = support::random_bytes(random, query.size());
                message = support::random_bytes(random, message.size());
            }
            for (int i = 0; i < 20; i++) {
                query[random() % query.size()] ^= static_cast<uint8_t>(1u << random() % 8);
                message[random() % message.size()] ^= static_cast<uint8_t>(1u << random() % 8);
            }
            if (round % 5 == 4) {
                query.resize(random() % 100000);
                message.resize(random() % 400000);
            }
            try {
                const ExpansionKeys keys(scene.host.parameters, message.data(), message.size());
                scene.host.answerer.begin(SINGLE);
                scene.host.answerer.add(
                    0, 0, keys, query.data(), query.size(), scene.asked.answer.data(), scene.asked.answer.size());
                scene.answer();
                taken++;
                CHECK(!support::right(scene.host, scene.asker, scene.asked));
            } catch (const std::invalid_argument &) {
            }
            Bytes answer = support::random_bytes(random, scene.asked.answer.size()), opened(2 * 7168);
            scene.asker.open(answer.data(), answer.size(), opened.data(), opened.size());
        }
        CHECK(taken > 0);
        scene.host.answerer.begin(SINGLE);
        scene.add(scene.asked.query);
        scene.answer();
        CHECK(support::right(scene.host, scene.asker, scene.asked));
    }
}
