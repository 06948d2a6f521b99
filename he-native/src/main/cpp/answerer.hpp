#pragma once

#include <array>
#include <memory>
#include <vector>

#include "expansion.hpp"
#include "table.hpp"

namespace mistnet {
namespace he {
namespace internal {

/** The host's side of one batch of queries: expansion, scan, second dimension, packing. */
struct AnswererState {
    AnswererState(std::shared_ptr<const Core> core, const Kernel &kernel, int threads, int most);

    void begin(const Shape &shape);
    void add(
        int first_column,
        int first_row,
        std::shared_ptr<const KeyState> keys,
        const uint8_t *query,
        size_t query_size,
        uint8_t *answer,
        size_t answer_size);
    void answer(const TableState &table, int64_t *stage_nanos);
    size_t bytes() const { return scratch_.size() + terms_.size() + expansion_.bytes(); }

  private:
    struct Question {
        int first_column, first_row;
        std::shared_ptr<const KeyState> keys;
        std::array<uint8_t, 32> seed;
        uint8_t *answer;
    };

    Slot slot(size_t question) const { return Slot(layout_, scratch_.words() + question * layout_.words); }
    void check_place(int first_column, int first_row) const;
    int count() const { return static_cast<int>(questions_.size()); }

    void run_stages(const TableState &table, int64_t *stage_nanos);
    void expand_seeds();
    void expand();
    void scan(const TableState &table);
    void cut_rows();
    void fold_rows();
    void pack_answers();

    const std::shared_ptr<const Core> core_;
    const Kernel &kernel_;
    const size_t most_;
    Workers workers_;
    Expansion expansion_;
    SlotLayout layout_;
    const Memory scratch_;
    /** Per worker, room for a row's terms. */
    const Memory terms_;
    std::vector<Question> questions_;
    int64_t add_nanos_ = 0;
};

}  // namespace internal
}  // namespace he
}  // namespace mistnet
