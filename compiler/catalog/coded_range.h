// Ranges over bytes whose elements are made when they are looked at.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <iterator>

namespace iamgen::catalog {

// `Decode` has a `Value`, a `kSize` in bytes, and makes the one of the other.
// The elements come by value; apart from that it is used like a std::span.
template <typename Decode>
class CodedRange {
 public:
  using Value = typename Decode::Value;

  class Iterator {
   public:
    using iterator_concept = std::random_access_iterator_tag;
    using iterator_category = std::input_iterator_tag;
    using value_type = Value;
    using difference_type = std::ptrdiff_t;
    using pointer = const Value*;
    using reference = Value;

    Iterator() = default;

    Iterator(const unsigned char* at, Decode decode)
        : at_(at), decode_(decode) {}

    Value operator*() const { return decode_(at_); }

    Value operator[](difference_type by) const { return *(*this + by); }

    Iterator& operator+=(difference_type by) {
      at_ += by * kStep;
      return *this;
    }

    Iterator& operator-=(difference_type by) { return *this += -by; }

    Iterator& operator++() { return *this += 1; }

    Iterator& operator--() { return *this += -1; }

    Iterator operator++(int) {
      const Iterator before = *this;
      ++*this;
      return before;
    }

    Iterator operator--(int) {
      const Iterator before = *this;
      --*this;
      return before;
    }

    friend Iterator operator+(Iterator at, difference_type by) {
      return at += by;
    }

    friend Iterator operator+(difference_type by, Iterator at) {
      return at += by;
    }

    friend Iterator operator-(Iterator at, difference_type by) {
      return at -= by;
    }

    friend difference_type operator-(Iterator last, Iterator first) {
      return (last.at_ - first.at_) / kStep;
    }

    friend bool operator==(Iterator left, Iterator right) {
      return left.at_ == right.at_;
    }

    friend auto operator<=>(Iterator left, Iterator right) {
      return left.at_ <=> right.at_;
    }

   private:
    static constexpr auto kStep = static_cast<difference_type>(Decode::kSize);

    const unsigned char* at_ = nullptr;
    Decode decode_;
  };

  CodedRange() = default;

  CodedRange(const unsigned char* first, std::size_t size, Decode decode = {})
      : first_(first, decode), size_(size) {}

  [[nodiscard]] Iterator begin() const { return first_; }

  [[nodiscard]] Iterator end() const {
    return first_ + static_cast<std::ptrdiff_t>(size_);
  }

  [[nodiscard]] std::size_t size() const { return size_; }

  [[nodiscard]] bool empty() const { return size_ == 0; }

  [[nodiscard]] Value operator[](std::size_t at) const {
    return first_[static_cast<std::ptrdiff_t>(at)];
  }

  [[nodiscard]] Value front() const { return *first_; }

  [[nodiscard]] Value back() const { return (*this)[size_ - 1]; }

 private:
  Iterator first_;
  std::size_t size_ = 0;
};

}  // namespace iamgen::catalog
