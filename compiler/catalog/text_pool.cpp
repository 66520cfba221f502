// Knows how texts are packed.
#include "catalog/text_pool.h"

#include <algorithm>

#include "support/invariant.h"
#include "support/text.h"

namespace iamgen::catalog {

bool TextPool::CanHold(std::string_view text) {
  const auto is_control = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F;
  };
  return text.size() <= kLongest &&
         std::none_of(text.begin(), text.end(), is_control) &&
         support::FirstInvalidUtf8(text) == std::string_view::npos;
}

void TextPool::Add(std::string_view text) {
  IAMGEN_INVARIANT(CanHold(text));
  if (places_.find(text) == places_.end()) {
    order_.push_back(&places_.emplace(text, 0).first->first);
  }
}

void TextPool::Lay() {
  // Sorted by their ends, a text stands before those that it ends.
  std::vector<const std::string*> by_end = order_;
  std::sort(by_end.begin(), by_end.end(),
            [](const std::string* left, const std::string* right) {
              return std::lexicographical_compare(
                  left->rbegin(), left->rend(), right->rbegin(), right->rend());
            });
  std::map<const std::string*, const std::string*> hosts;
  for (std::size_t i = by_end.size(); i > 1; --i) {
    const std::string* text = by_end[i - 2];
    const std::string* next = by_end[i - 1];
    if (next->ends_with(*text)) {
      const auto host = hosts.find(next);
      hosts[text] = host == hosts.end() ? next : host->second;
    }
  }
  const auto place = [](std::size_t offset, const std::string& text) {
    return static_cast<std::uint32_t>(offset << 8U | text.size());
  };
  for (const std::string* text : order_) {
    if (!hosts.contains(text)) {
      places_.find(*text)->second = place(bytes_.size(), *text);
      bytes_ += *text;
    }
  }
  for (const auto& [text, host] : hosts) {
    const std::size_t end = (places_.find(*host)->second >> 8U) + host->size();
    places_.find(*text)->second = place(end - text->size(), *text);
  }
}

std::uint32_t TextPool::operator[](std::string_view text) const {
  const auto place = places_.find(text);
  IAMGEN_INVARIANT(place != places_.end());
  return place->second;
}

}  // namespace iamgen::catalog
