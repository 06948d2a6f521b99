/** Whole lookups through the facade: what is asked for comes back. */
#include <set>
#include <thread>

#include "check.hpp"
#include "support.hpp"

using namespace mistnet::he;
using support::Asked;
using support::Bytes;
using support::Host;

namespace {

Bytes key_message(const Parameters &parameters, const Asker &asker) {
    Bytes message(parameters.key_bytes());
    asker.keys(message.data(), message.size());
    return message;
}

void check_all(Host &host, const Shape &shape, const Asker &asker, const ExpansionKeys &keys, std::vector<Asked> &asked) {
    support::answer(host, shape, keys, asked);
    for (const Asked &a : asked) {
        CHECK_THAT(
            support::right(host, asker, a),
            "column " + std::to_string(a.column) + ", rows " + std::to_string(a.row_a) + ", " + std::to_string(a.row_b));
    }
}

/** Every column with every row of every block, upper and lower rows paired, through one answerer. */
void retrieve_everything(const internal::Settings &settings, int kernel, int threads) {
    const Shape &single = settings.single, &group = settings.group;
    const int most = 4, length = group.rows, half = length / 2;
    Host host(settings, kernel, threads, most);
    const Asker asker(host.parameters);
    const Bytes message = key_message(host.parameters, asker);
    const ExpansionKeys keys(host.parameters, message.data(), message.size());
    std::vector<Asked> whole, parts;
    for (int column = 0; column < single.columns; column++) {
        for (int block = 0; block < single.blocks; block++) {
            for (int i = 0; i < half; i++) {
                const int a = i, b = half + (i * 3 + column) % half, base = block * length;
                whole.push_back(support::ask(host.parameters, asker, single, 0, 0, column, base + a, base + b));
                parts.push_back(support::ask(
                    host.parameters,
                    asker,
                    group,
                    column / group.columns * group.columns,
                    base,
                    column % group.columns,
                    a,
                    b));
                if (whole.size() == most) {
                    check_all(host, single, asker, keys, whole);
                    check_all(host, group, asker, keys, parts);
                    whole.clear();
                    parts.clear();
                }
            }
        }
    }
    check_all(host, single, asker, keys, whole);
    check_all(host, group, asker, keys, parts);
}

}  // namespace

TEST("every plaintext of a small table is found, by single and by group queries") {
    for (const int kernel : support::kernels()) {
        retrieve_everything(support::small_settings(), kernel, 2);
    }
}

TEST("every plaintext is found at 13 bits, with odd shapes and three threads") {
    for (const int kernel : support::kernels()) {
        retrieve_everything({13, 4, 9, 5, {9, 24, 3, 3}, {3, 8, 1, 1}}, kernel, 3);
    }
}

TEST("rows of different blocks can be asked for at once") {
    Host host(support::small_settings(), KERNEL_PORTABLE, 1, 1);
    const Asker asker(host.parameters);
    const Bytes message = key_message(host.parameters, asker);
    const ExpansionKeys keys(host.parameters, message.data(), message.size());
    const Shape single = support::small_settings().single;
    std::vector<Asked> asked{support::ask(host.parameters, asker, single, 0, 0, 7, 11, 4)};
    check_all(host, single, asker, keys, asked);
}

TEST("queries of one scan may have different places and different askers") {
    Host host(support::small_settings(), support::kernels().back(), 2, 8);
    const Shape group = support::small_settings().group;
    const Asker first(host.parameters), second(host.parameters);
    const Bytes first_message = key_message(host.parameters, first), second_message = key_message(host.parameters, second);
    const ExpansionKeys first_keys(host.parameters, first_message.data(), first_message.size());
    const ExpansionKeys second_keys(host.parameters, second_message.data(), second_message.size());
    std::vector<Asked> asked;
    host.answerer.begin(group);
    for (int i = 0; i < 8; i++) {
        asked.push_back(support::ask(
            host.parameters, i % 2 ? second : first, group, i % 4 / 2 * 4, i / 4 * 8, i % 4, i % 4, 4 + (i + 1) % 4));
    }
    for (int i = 0; i < 8; i++) {
        Asked &a = asked[i];
        host.answerer.add(
            a.first_column,
            a.first_row,
            i % 2 ? second_keys : first_keys,
            a.query.data(),
            a.query.size(),
            a.answer.data(),
            a.answer.size());
    }
    int64_t nanos[STAGES];
    host.answerer.answer(host.table, nanos);
    for (int i = 0; i < 8; i++) {
        CHECK(support::right(host, i % 2 ? second : first, asked[i]));
        CHECK(!support::right(host, i % 2 ? first : second, asked[i]));
    }
    for (const int64_t stage : nanos) {
        CHECK(stage > 0);
    }
}

TEST("both kernels and any number of threads give the same answer, bit for bit") {
    const auto settings = support::small_settings();
    Host reference(settings, KERNEL_PORTABLE, 1, 2);
    const Asker asker(reference.parameters);
    const Bytes message = key_message(reference.parameters, asker);
    const ExpansionKeys keys(reference.parameters, message.data(), message.size());
    std::vector<Asked> asked{
        support::ask(reference.parameters, asker, settings.single, 0, 0, 3, 1, 6),
        support::ask(reference.parameters, asker, settings.single, 0, 0, 6, 8, 15)};
    support::answer(reference, settings.single, keys, asked);
    for (const int kernel : support::kernels()) {
        for (const int threads : {1, 2, 5}) {
            Host host(settings, kernel, threads, 2);
            std::vector<Asked> again = asked;
            again[0].answer.assign(again[0].answer.size(), 0);
            support::answer(host, settings.single, keys, again);
            CHECK(again[0].answer == asked[0].answer);
            CHECK(again[1].answer == asked[1].answer);
        }
    }
}

TEST("a rewritten column is found in its new state, its neighbours in theirs") {
    const auto settings = support::small_settings();
    for (const int kernel : support::kernels()) {
        Host host(settings, kernel, 2, 3);
        const Asker asker(host.parameters);
        const Bytes message = key_message(host.parameters, asker);
        const ExpansionKeys keys(host.parameters, message.data(), message.size());
        const Bytes before = host.plaintext(4, 2);
        host.write(4, 2);
        CHECK(host.plaintext(4, 2) != before);
        std::vector<Asked> asked;
        for (const int column : {3, 4, 5}) {
            asked.push_back(support::ask(host.parameters, asker, settings.single, 0, 0, column, 2, 7));
        }
        check_all(host, settings.single, asker, keys, asked);
    }
}

TEST("no two queries or key messages share a seed, and queries for one place differ everywhere") {
    const auto settings = support::small_settings();
    const Parameters parameters = support::parameters(settings);
    const Asker asker(parameters);
    std::set<Bytes> seeds;
    for (int i = 0; i < 20; i++) {
        const Asked a = support::ask(parameters, asker, settings.single, 0, 0, 1, 1, 5);
        seeds.insert(Bytes(a.query.begin(), a.query.begin() + 32));
        const Bytes message = key_message(parameters, asker);
        seeds.insert(Bytes(message.begin(), message.begin() + 32));
    }
    CHECK(seeds.size() == 40);
}

TEST("one asker serves several threads at once") {
    const auto settings = support::small_settings();
    Host host(settings, support::kernels().back(), 2, 12);
    const Asker asker(host.parameters);
    const Bytes message = key_message(host.parameters, asker);
    const ExpansionKeys keys(host.parameters, message.data(), message.size());
    std::vector<Asked> asked(12);
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; t++) {
        threads.emplace_back([&, t] {
            for (int i = t; i < 12; i += 4) {
                asked[i] = support::ask(host.parameters, asker, settings.single, 0, 0, i % 8, i % 4, 4 + i % 4);
            }
        });
    }
    for (std::thread &thread : threads) {
        thread.join();
    }
    check_all(host, settings.single, asker, keys, asked);
}
