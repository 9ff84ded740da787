#include "app/model/computing/output_memory.h"

#include <algorithm>
#include <mutex>
#include <new>
#include <stdexcept>
#include <utility>

#include "core/support/memory.h"

namespace patchlens::model {

/// One spare tensor is enough: while one output is shown, the next is computed.
struct OutputMemory::Spare {
    Tensor exchange(Tensor tensor) {
        const std::lock_guard lock(mutex);
        return std::exchange(kept, std::move(tensor));
    }

    std::mutex mutex;
    Tensor kept;
    std::weak_ptr<Tensor> newest;  ///< the large output taken last
};

OutputMemory::OutputMemory(std::uint64_t budget) : budget_(budget), spare_(std::make_shared<Spare>()) {}

std::uint64_t OutputMemory::spare_bytes() const {
    const std::lock_guard lock(spare_->mutex);
    return static_cast<std::uint64_t>(spare_->kept.size()) * sizeof(float);
}

std::shared_ptr<Tensor> OutputMemory::take(Shape shape) const {
    const std::int64_t count = element_count(shape);
    if (count < large) return std::make_shared<Tensor>(std::move(shape), Word::output);

    // Weak, because Spare refers to the newest tensor: neither may keep the other alive.
    const auto give_back = [there = std::weak_ptr<Spare>(spare_)](Tensor* tensor) {
        const std::unique_ptr<Tensor> ends_here(tensor);
        if (const auto spare = there.lock()) *tensor = spare->exchange(std::move(*tensor));
    };
    std::shared_ptr<Tensor> tensor(new Tensor(spare_->exchange({})), give_back);
    const std::int64_t more = std::max<std::int64_t>(count - tensor->size(), 0);
    require_memory(static_cast<std::uint64_t>(more) * sizeof(float), Word::output);
    try {
        // Reserves room for any output, so that the next one fits too; only pages that are written take
        // memory.
        const auto most = static_cast<std::int64_t>(budget_ / sizeof(float));
        if (tensor->capacity() < count) tensor->reserve(std::max(count, most));
    } catch (const std::bad_alloc&) {
        // Falls back to just what is needed, if that is available.
    } catch (const std::length_error&) {
        // Likewise for a budget without limit.
    }
    tensor->resize(std::move(shape), Word::output);
    const std::lock_guard lock(spare_->mutex);
    spare_->newest = tensor;
    return tensor;
}

void OutputMemory::release() const {
    spare_->exchange({});
    std::unique_lock lock(spare_->mutex);
    const std::shared_ptr<Tensor> newest = spare_->newest.lock();
    lock.unlock();
    if (newest) newest->release_rest();
}

}  // namespace patchlens::model
