// Values with a form of their own: durations.
#include <charconv>

#include "support/text.h"
#include "syntax/diagnostics.h"
#include "syntax/parse_parts.h"

namespace iamgen::syntax {

std::optional<diag::Located<std::int64_t>> ReadDuration(const Context& context,
                                                        NodeIndex node) {
  const std::string text = context.TextAt(node);
  const NodeKind kind = context.At(node).kind;
  std::int64_t total = 0;
  bool good = (kind == NodeKind::kPlain || kind == NodeKind::kQuoted ||
               kind == NodeKind::kNumber) &&
              !text.empty();
  const char* at = text.data();
  const char* const end = at + text.size();
  while (good && at != end) {
    std::int64_t number = 0;
    constexpr std::int64_t kMost = 1'000'000'000;
    const auto [next, error] = std::from_chars(at, end, number);
    good =
        error == std::errc() && *at != '-' && number < kMost && total < kMost;
    if (!good) {
      break;
    }
    const char unit = next == end ? 's' : *next;
    const std::int64_t factor = unit == 'h'   ? 3600
                                : unit == 'm' ? 60
                                : unit == 's' ? 1
                                              : 0;
    good = factor != 0;
    total += number * factor;
    at = next == end ? end : next + 1;
  }
  if (!good) {
    if (kind != NodeKind::kBroken) {
      context.sink
          .Add(kBadValue, context.tree.SpanOf(node),
               "`" + text + "` is no duration")
          .Help("write seconds (5400) or hours and minutes (1h30m)");
    }
    return std::nullopt;
  }
  return diag::Located<std::int64_t>{total, context.tree.SpanOf(node)};
}

}  // namespace iamgen::syntax
