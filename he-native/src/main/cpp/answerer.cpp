#include "answerer.hpp"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <stdexcept>
#include <string>

#include "bits.hpp"
#include "seed.hpp"

namespace mistnet {
namespace he {
namespace internal {

namespace {

/** Vectors that one task of the scan and of the fold covers. */
const int TASK_VECTORS = 8;

int64_t now() {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

int checked(const char *what, int value, int most) {
    if (value < 1 || value > most) {
        throw std::invalid_argument(std::string(what) + " must be 1 to " + std::to_string(most));
    }
    return value;
}

}  // namespace

AnswererState::AnswererState(std::shared_ptr<const Core> core, const Kernel &kernel, int threads, int most)
    : core_(std::move(core)),
      kernel_(kernel),
      most_(checked("most", most, 4096)),
      workers_(checked("threads", threads, 256)),
      expansion_(*core_, kernel_, workers_),
      layout_(core_->settings.single),
      scratch_(
          most_ * sizeof(uint64_t) *
          std::max(SlotLayout(core_->settings.single).words, SlotLayout(core_->settings.group).words)),
      terms_(workers_.count() * size_t(CIPHERTEXT_STRIDE) * 2 * sizeof(uint64_t)) {
    questions_.reserve(most_);
}

void AnswererState::begin(const Shape &shape) {
    core_->check(shape);
    layout_ = SlotLayout(shape);
    questions_.clear();
    add_nanos_ = 0;
}

void AnswererState::check_place(int first_column, int first_row) const {
    const Shape &whole = core_->settings.single, &part = layout_.shape;
    const bool inside = first_column >= 0 && first_row >= 0 && first_column <= whole.columns - part.columns &&
                        first_row <= whole.rows - part.rows;
    if (!inside || first_column % part.columns != 0 || first_row % part.rows != 0) {
        throw std::invalid_argument(
            "column " + std::to_string(first_column) + ", row " + std::to_string(first_row) +
            " is not the corner of a group of the table");
    }
}

void AnswererState::add(
    int first_column,
    int first_row,
    std::shared_ptr<const KeyState> keys,
    const uint8_t *query,
    size_t query_size,
    uint8_t *answer,
    size_t answer_size) {
    const int64_t start = now();
    if (questions_.size() == most_) {
        throw std::invalid_argument("this answerer takes at most " + std::to_string(most_) + " queries at once");
    }
    if (!(*keys->core == *core_)) {
        throw std::invalid_argument("the keys belong to other parameters");
    }
    check_place(first_column, first_row);
    check_length("query", query_size, core_->query_bytes(layout_.shape));
    check_length("answer", answer_size, core_->answer_bytes());
    const Slot room = slot(questions_.size());
    for (int i = 0; i < layout_.shape.ciphertexts; i++) {
        read_residues("query", query + SEED_BYTES + i * packed_bytes(core_->data.bits()), core_->data, room.root(i));
    }
    Question question{first_column, first_row, std::move(keys), {}, answer};
    std::memcpy(question.seed.data(), query, SEED_BYTES);
    questions_.push_back(std::move(question));
    add_nanos_ += now() - start;
}

void AnswererState::answer(const TableState &table, int64_t *stage_nanos) {
    if (!(*table.core == *core_)) {
        throw std::invalid_argument("the table belongs to other parameters");
    }
    try {
        run_stages(table, stage_nanos);
    } catch (...) {
        begin(layout_.shape);
        throw;
    }
    begin(layout_.shape);
}

void AnswererState::run_stages(const TableState &table, int64_t *stage_nanos) {
    int64_t start = now();
    const auto stage = [&](int index) {
        const int64_t end = now();
        stage_nanos[index] = end - start;
        start = end;
    };
    expand_seeds();
    stage(0);
    stage_nanos[0] += add_nanos_;
    expand();
    stage(1);
    scan(table);
    stage(2);
    cut_rows();
    fold_rows();
    stage(3);
    pack_answers();
    stage(4);
}

void AnswererState::expand_seeds() {
    const int each = layout_.shape.ciphertexts;
    workers_.run(count() * each, [&](int task, int) {
        const uint8_t *const seed = questions_[task / each].seed.data();
        expand_uniform(seed, Domain::QUERY, task % each, core_->data, slot(task / each).root(task % each) + DEGREE);
    });
}

void AnswererState::expand() {
    std::vector<Expansion::Query> queries;
    for (int i = 0; i < count(); i++) {
        queries.push_back({questions_[i].keys.get(), slot(i)});
    }
    expansion_.run(layout_.shape, queries);
}

/** Neighbours of one place find the vector's part of the table still in the cache. */
void AnswererState::scan(const TableState &table) {
    const Shape &shape = layout_.shape;
    workers_.run(VECTORS / TASK_VECTORS, [&](int task, int) {
        for (int vector = task * TASK_VECTORS; vector < (task + 1) * TASK_VECTORS; vector++) {
            for (int i = 0; i < count(); i++) {
                const Question &q = questions_[i];
                kernel_.scan(
                    core_->data.tables(),
                    table.cells(vector, q.first_row, q.first_column),
                    table.row_group_stride(),
                    slot(i).leaf(vector, 0),
                    shape.columns,
                    shape.rows / ROW_GROUP,
                    slot(i).row(0) + vector * LANES);
            }
        }
    });
}

/** Each row's result becomes plaintexts for the second dimension. */
void AnswererState::cut_rows() {
    const int rows = layout_.shape.rows;
    workers_.run(count() * rows, [&](int task, int worker) {
        const Slot room = slot(task / rows);
        uint64_t *const row = room.row(task % rows);
        kernel_.inverse(core_->data.tables(), row);
        kernel_.inverse(core_->data.tables(), row + DEGREE);
        uint64_t *const terms = terms_.words() + size_t(worker) * 2 * CIPHERTEXT_STRIDE;
        kernel_.cut(core_->data.tables(), core_->rounding, row, terms);
        for (int f = 0; f < TERMS; f++) {
            kernel_.forward(core_->data.tables(), terms + f * DEGREE);
        }
        for (int vector = 0; vector < VECTORS; vector++) {
            uint64_t *const place = room.term(vector, task % rows);
            for (int f = 0; f < TERMS; f++) {
                std::memcpy(place + f * LANES, terms + f * DEGREE + vector * LANES, LANES * sizeof(uint64_t));
            }
        }
    });
}

/** Upper and lower halves of the blocks, each folded by itself. */
void AnswererState::fold_rows() {
    const Shape &shape = layout_.shape;
    const int tasks = VECTORS / TASK_VECTORS, block = block_rows(shape);
    workers_.run(count() * tasks, [&](int task, int) {
        const Slot room = slot(task / tasks);
        const int first = task % tasks * TASK_VECTORS;
        for (int vector = first; vector < first + TASK_VECTORS; vector++) {
            for (int half = 0; half < 2; half++) {
                kernel_.fold(
                    core_->data.tables(),
                    room.term(vector, 0),
                    room.leaf(vector, shape.columns),
                    RowRuns{half * (block / 2), shape.blocks, block / 2, block},
                    room.sum(half * TERMS) + vector * LANES);
            }
        }
    });
}

void AnswererState::pack_answers() {
    const int each = 2 * TERMS;
    const Rounding &rounding = core_->rounding;
    const size_t first = packed_bytes(rounding.c0_bits), both = first + packed_bytes(rounding.c1_bits);
    workers_.run(count() * each, [&](int task, int) {
        uint64_t *const sum = slot(task / each).sum(task % each);
        uint8_t *const out = questions_[task / each].answer + task % each * both;
        for (int poly = 0; poly < 2; poly++) {
            const int bits = poly == 0 ? rounding.c0_bits : rounding.c1_bits;
            kernel_.inverse(core_->data.tables(), sum + poly * DEGREE);
            kernel_.round(rounding, bits, sum + poly * DEGREE);
            pack(sum + poly * DEGREE, bits, out + (poly == 0 ? 0 : first));
        }
    });
}

}  // namespace internal
}  // namespace he
}  // namespace mistnet
