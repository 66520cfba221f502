// One thing is taken away after the other, until nothing more can go.
#include "oracle/shrink_case.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace iamgen::oracle {
namespace {

using nlohmann::json;

// Everything that can go, as pointers to members and elements, outermost first.
void Removable(const json& value, const json::json_pointer& at,
               std::vector<json::json_pointer>& found) {
  if (value.is_object()) {
    for (const auto& [key, member] : value.items()) {
      found.push_back(at / key);
    }
    for (const auto& [key, member] : value.items()) {
      Removable(member, at / key, found);
    }
  } else if (value.is_array()) {
    // From the back: what stands before keeps its place.
    for (std::size_t i = value.size(); i > 0; --i) {
      found.push_back(at / (i - 1));
      Removable(value[i - 1], at / (i - 1), found);
    }
  }
}

json Without(const json& one, const json::json_pointer& what) {
  json smaller = one;
  json& parent = smaller.at(what.parent_pointer());
  if (parent.is_array()) {
    parent.erase(static_cast<std::size_t>(std::stoul(what.back())));
  } else {
    parent.erase(what.back());
  }
  return smaller;
}

}  // namespace

json Shrink(json one, const std::function<bool(const json&)>& still_disagrees) {
  bool smaller = true;
  while (smaller) {
    smaller = false;
    std::vector<json::json_pointer> removable;
    Removable(one, json::json_pointer(), removable);
    for (const json::json_pointer& what : removable) {
      if (!one.contains(what)) {
        continue;
      }
      json candidate = Without(one, what);
      if (still_disagrees(candidate)) {
        one = std::move(candidate);
        smaller = true;
      }
    }
  }
  return one;
}

}  // namespace iamgen::oracle
