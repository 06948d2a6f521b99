#pragma once

#include <memory>

#include "core.hpp"
#include "memory.hpp"
#include "seed.hpp"

namespace mistnet {
namespace he {
namespace internal {

/**
 * The asker's side: a secret key from SEAL, queries and key messages with SEAL's noise, decryption.
 * No branch, memory access or division depends on the secret key, the wanted places, the noise or what is decrypted.
 */
class AskerState {
  public:
    explicit AskerState(std::shared_ptr<const Core> core);

    void keys(uint8_t *out, size_t size) const;
    void query(const Shape &shape, int column, int row_a, int row_b, uint8_t *out, size_t size) const;
    void open(const uint8_t *answer, size_t answer_size, uint8_t *out, size_t size) const;

    const Core &core() const { return *core_; }
    /** The secret key, transformed, modulo the data or the special prime. */
    const SecretWords &secret(const Prime &prime) const { return &prime == &core_->data ? on_data_ : on_special_; }

  private:
    void encrypt(
        const uint8_t *seed, uint32_t index, Domain domain, const Prime &prime, uint64_t *noise, uint64_t *message) const;
    void decrypt(const uint64_t *c0, uint64_t *c1, uint64_t *plain) const;
    void select(const Shape &shape, int ciphertext, const int (&wanted)[3], uint64_t *message) const;

    const std::shared_ptr<const Core> core_;
    const Kernel &kernel_;
    SecretWords on_data_, on_special_;
};

}  // namespace internal
}  // namespace he
}  // namespace mistnet
