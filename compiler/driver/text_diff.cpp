// E. W. Myers, "An O(ND) difference algorithm and its variations", the greedy
// form, with a bound on D.
#include "driver/text_diff.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace iamgen::driver {
namespace {

using Lines = std::vector<std::string_view>;

Lines LinesOf(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

// One step of an edit: ` ` both, `-` the old line, `+` the new one.
struct Edit {
  char sign;
  std::string_view line;
};

// Edits that take more are not searched for: each costs as much memory again.
constexpr std::ptrdiff_t kMostEdits = 1000;

void Replace(const Lines& before, const Lines& after,
             std::vector<Edit>& edits) {
  for (const std::string_view line : before) {
    edits.push_back({'-', line});
  }
  for (const std::string_view line : after) {
    edits.push_back({'+', line});
  }
}

void Search(const Lines& before, const Lines& after, std::vector<Edit>& edits) {
  const auto size = [](const Lines& lines) {
    return static_cast<std::ptrdiff_t>(lines.size());
  };
  const auto at = [](std::ptrdiff_t index) {
    return static_cast<std::size_t>(index);
  };
  const std::ptrdiff_t most = std::min(size(before) + size(after), kMostEdits);
  // By diagonal (old line less new line): how far down the old text a path of
  // `d` edits gets; one row for each `d`, to find the way back.
  std::vector<std::vector<std::ptrdiff_t>> rows;
  std::vector<std::ptrdiff_t> far(at(2 * most + 3), 0);
  const auto reach = [&](std::ptrdiff_t k) -> std::ptrdiff_t& {
    return far[at(k + most + 1)];
  };
  for (std::ptrdiff_t d = 0; d <= most; ++d) {
    rows.push_back(far);
    for (std::ptrdiff_t k = -d; k <= d; k += 2) {
      const bool down = k == -d || (k != d && reach(k - 1) < reach(k + 1));
      std::ptrdiff_t x = down ? reach(k + 1) : reach(k - 1) + 1;
      std::ptrdiff_t y = x - k;
      while (x < size(before) && y < size(after) &&
             before[at(x)] == after[at(y)]) {
        ++x;
        ++y;
      }
      reach(k) = x;
      if (x < size(before) || y < size(after)) {
        continue;
      }
      // Back from the end, by the rows.
      std::vector<Edit> backwards;
      for (std::ptrdiff_t step = d; step >= 0; --step) {
        far = rows[at(step)];
        const std::ptrdiff_t diagonal = x - y;
        const bool came_down =
            diagonal == -step ||
            (diagonal != step && reach(diagonal - 1) < reach(diagonal + 1));
        const std::ptrdiff_t from = diagonal + (came_down ? 1 : -1);
        const std::ptrdiff_t from_x = step == 0 ? 0 : reach(from);
        const std::ptrdiff_t from_y = step == 0 ? 0 : from_x - from;
        while (x > from_x && y > from_y) {
          backwards.push_back({' ', before[at(--x)]});
          --y;
        }
        if (step > 0) {
          backwards.push_back(came_down ? Edit{'+', after[at(--y)]}
                                        : Edit{'-', before[at(--x)]});
        }
      }
      edits.insert(edits.end(), backwards.rbegin(), backwards.rend());
      return;
    }
  }
  Replace(before, after, edits);
}

void AppendLine(std::string& out, const Edit& edit) {
  out += edit.sign;
  out += edit.line;
  if (!edit.line.ends_with('\n')) {
    out += "\n\\ No newline at end of file\n";
  }
}

// "3,4", "3", and "2,0" for no line after the second.
std::string Range(std::size_t first, std::size_t count) {
  return std::to_string(count == 0 ? first - 1 : first) +
         (count == 1 ? "" : "," + std::to_string(count));
}

}  // namespace

std::string UnifiedDiff(std::string_view old_name, std::string_view old_text,
                        std::string_view new_name, std::string_view new_text) {
  if (old_text == new_text) {
    return {};
  }
  Lines before = LinesOf(old_text);
  Lines after = LinesOf(new_text);
  std::vector<Edit> edits;
  const auto heads =
      std::mismatch(before.begin(), before.end(), after.begin(), after.end());
  for (auto line = before.begin(); line != heads.first; ++line) {
    edits.push_back({' ', *line});
  }
  const auto tails =
      std::mismatch(before.rbegin(), std::make_reverse_iterator(heads.first),
                    after.rbegin(), std::make_reverse_iterator(heads.second));
  Search({heads.first, tails.first.base()}, {heads.second, tails.second.base()},
         edits);
  for (auto line = tails.first.base(); line != before.end(); ++line) {
    edits.push_back({' ', *line});
  }

  constexpr std::size_t kContext = 3;
  std::string out =
      "--- " + std::string(old_name) + "\n+++ " + std::string(new_name) + "\n";
  std::size_t old_line = 1;
  std::size_t new_line = 1;
  std::size_t next = 0;
  while (next < edits.size()) {
    const auto change = static_cast<std::size_t>(
        std::find_if(edits.begin() + static_cast<std::ptrdiff_t>(next),
                     edits.end(),
                     [](const Edit& edit) { return edit.sign != ' '; }) -
        edits.begin());
    if (change == edits.size()) {
      break;
    }
    const std::size_t first = change - std::min(change - next, kContext);
    old_line += first - next;
    new_line += first - next;
    // Up to where twice the context stays the same.
    std::size_t end = change;
    for (std::size_t same = 0; end < edits.size() && same <= 2 * kContext;
         ++end) {
      same = edits[end].sign == ' ' ? same + 1 : 0;
    }
    std::size_t last = end;
    while (edits[last - 1].sign == ' ') {
      --last;
    }
    end = std::min(last + kContext, edits.size());
    std::string hunk;
    std::size_t old_count = 0;
    std::size_t new_count = 0;
    for (std::size_t i = first; i < end; ++i) {
      AppendLine(hunk, edits[i]);
      old_count += edits[i].sign != '+' ? 1 : 0;
      new_count += edits[i].sign != '-' ? 1 : 0;
    }
    out += "@@ -" + Range(old_line, old_count) + " +" +
           Range(new_line, new_count) + " @@\n" + hunk;
    old_line += old_count;
    new_line += new_count;
    next = end;
  }
  return out;
}

}  // namespace iamgen::driver
