// Which strings YAML may carry without quotes, and how the others are escaped.
#pragma once

#include <string>
#include <string_view>

namespace iamgen::writers {

// Whether every reader, of YAML 1.1 or 1.2, takes the bare text for this very
// string, as a value or a key, in block style. The rule is on the safe side: a
// letter, `_`, `/` or `$` first, then those, digits and `.:*+=@{}-`, no colon
// at the end, and none of the words that stand for a boolean, null or number.
// So `s3:*` and `${aws:username}` are plain, and whatever starts with a digit
// (`2012-10-17`, `012345671234`, `12:30:45`) or holds a blank is not.
bool IsPlainInYaml(std::string_view text);

// Appends `text` as it stands between double quotes: JSON's escapes, of which
// YAML knows all, and the same for characters that may stand raw in JSON but
// not in YAML, where they are line breaks (U+0085, U+2028, U+2029) or not
// printable (U+0080 to U+009F, U+FEFF, U+FFFE, U+FFFF).
void AppendYamlEscaped(std::string& out, std::string_view text);

// Appends `text` as it may stand in a comment: every character that would end
// the line or that may not stand in YAML becomes a blank.
void AppendYamlComment(std::string& out, std::string_view text);

}  // namespace iamgen::writers
