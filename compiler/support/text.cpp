// Joining, comparing and measuring text; knows UTF-8 and JSON's escapes.
#include "support/text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace iamgen::support {
namespace {

char LowerAscii(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// Damerau-Levenshtein with adjacent transpositions, given up above `limit`.
std::size_t Distance(std::string_view a, std::string_view b,
                     std::size_t limit) {
  std::vector<std::size_t> rows(3 * (b.size() + 1));
  std::size_t* before = rows.data();
  std::size_t* previous = before + b.size() + 1;
  std::size_t* current = previous + b.size() + 1;
  for (std::size_t j = 0; j <= b.size(); ++j) {
    previous[j] = j;
  }
  for (std::size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    std::size_t best = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t cost = a[i - 1] == b[j - 1] ? 0 : 1;
      std::size_t value = std::min(
          {previous[j] + 1, current[j - 1] + 1, previous[j - 1] + cost});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        value = std::min(value, before[j - 2] + 1);
      }
      current[j] = value;
      best = std::min(best, value);
    }
    if (best > limit) {
      return limit + 1;
    }
    std::swap(before, previous);
    std::swap(previous, current);
  }
  return previous[b.size()];
}

}  // namespace

std::string Join(std::span<const std::string> parts,
                 std::string_view separator) {
  std::string joined;
  for (const std::string& part : parts) {
    if (&part != parts.data()) {
      joined += separator;
    }
    joined += part;
  }
  return joined;
}

std::string QuotedList(std::span<const std::string> names, std::size_t most) {
  std::string list;
  const std::size_t shown = names.size() > most + 1 ? most : names.size();
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) {
      list += i + 1 == names.size() ? " and " : ", ";
    }
    list += '`' + names[i] + '`';
  }
  if (shown < names.size()) {
    list += " and " + std::to_string(names.size() - shown) + " more";
  }
  return list;
}

std::string Lower(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), LowerAscii);
  return lower;
}

bool EqualIgnoringCase(std::string_view left, std::string_view right) {
  return std::equal(
      left.begin(), left.end(), right.begin(), right.end(),
      [](char a, char b) { return LowerAscii(a) == LowerAscii(b); });
}

std::vector<std::string> Nearest(std::string_view wanted,
                                 std::span<const std::string_view> known) {
  // Longer than any name of IAM: not a slip of the finger.
  constexpr std::size_t kLongest = 200;
  if (wanted.size() > kLongest) {
    return {};
  }
  const std::string lower = Lower(wanted);
  const std::size_t limit = std::max<std::size_t>(1, wanted.size() / 3);
  std::vector<std::pair<std::size_t, std::string_view>> near;
  for (const std::string_view name : known) {
    // Most names are out of the question by their length alone.
    if (name.size() > wanted.size() + limit ||
        wanted.size() > name.size() + limit) {
      continue;
    }
    const std::size_t distance = Distance(lower, Lower(name), limit);
    if (distance <= limit && distance < name.size()) {
      near.emplace_back(distance, name);
    }
  }
  std::sort(near.begin(), near.end());
  near.erase(std::unique(near.begin(), near.end()), near.end());
  std::vector<std::string> names;
  for (const auto& [distance, name] : near) {
    // Far candidates only distract once a close one is there.
    if (names.size() == 3 || distance > near.front().first + 1) {
      break;
    }
    names.emplace_back(name);
  }
  return names;
}

std::string DidYouMean(std::string_view wanted,
                       std::span<const std::string_view> known) {
  const std::vector<std::string> near = Nearest(wanted, known);
  if (near.empty()) {
    return {};
  }
  std::string question = "did you mean ";
  for (std::size_t i = 0; i < near.size(); ++i) {
    if (i > 0) {
      question += i + 1 == near.size() ? " or " : ", ";
    }
    question += '`' + near[i] + '`';
  }
  return question + "?";
}

std::string Count(std::size_t number, std::string_view noun,
                  std::string_view many) {
  std::string text = std::to_string(number) + " ";
  if (number == 1 || many.empty()) {
    text += noun;
    text += number == 1 ? "" : "s";
  } else {
    text += many;
  }
  return text;
}

bool GlobMatches(std::string_view pattern, std::string_view text) {
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;
  std::size_t resume = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = t;
    } else if (p < pattern.size() &&
               (pattern[p] == '?' || pattern[p] == text[t])) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') {
    ++p;
  }
  return p == pattern.size();
}

void AppendJsonEscaped(std::string& out, std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::size_t done = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F) {
      continue;
    }
    out.append(text, done, i - done);
    done = i + 1;
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        out += "\\u00";
        out += kHex[c >> 4U];
        out += kHex[c & 0xFU];
    }
  }
  out.append(text, done);
}

std::size_t FirstInvalidUtf8(std::string_view bytes) {
  std::size_t i = 0;
  const auto byte = [&](std::size_t at) {
    return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0U;
  };
  const auto continues = [&](std::size_t at) {
    return (byte(at) & 0xC0U) == 0x80U;
  };
  while (i < bytes.size()) {
    const unsigned lead = byte(i);
    if (lead < 0x80) {
      ++i;
    } else if (lead >= 0xC2 && lead <= 0xDF && continues(i + 1)) {
      i += 2;
    } else if (lead >= 0xE0 && lead <= 0xEF && continues(i + 1) &&
               continues(i + 2) && !(lead == 0xE0 && byte(i + 1) < 0xA0) &&
               !(lead == 0xED && byte(i + 1) >= 0xA0)) {
      i += 3;
    } else if (lead >= 0xF0 && lead <= 0xF4 && continues(i + 1) &&
               continues(i + 2) && continues(i + 3) &&
               !(lead == 0xF0 && byte(i + 1) < 0x90) &&
               !(lead == 0xF4 && byte(i + 1) >= 0x90)) {
      i += 4;
    } else {
      return i;
    }
  }
  return std::string_view::npos;
}

std::string WellFormedUtf8(std::string_view bytes) {
  std::string text;
  for (;;) {
    const std::size_t wrong = FirstInvalidUtf8(bytes);
    text += bytes.substr(0, wrong);
    if (wrong == std::string_view::npos) {
      return text;
    }
    text += "\xEF\xBF\xBD";
    bytes.remove_prefix(wrong + 1);
  }
}

std::size_t CountCodePoints(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(),
      [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace iamgen::support
