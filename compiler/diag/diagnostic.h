// A finding: a rule, a place, and what to say about it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "diag/edit.h"
#include "diag/rule.h"
#include "diag/span.h"

namespace iamgen::diag {

// Another place that makes the finding what it is.
struct Related {
  Span span;
  std::string message;
};

struct Diagnostic {
  const Rule* rule = nullptr;
  Severity severity = Severity::kError;
  Span span;
  std::string message;
  // What to say under the place itself; may be empty.
  std::string label;
  std::vector<Related> related;
  std::string help;
  // The alias of the account it was found in, the entity ("role/Deploy") it is
  // about; empty where it is about neither or about several.
  std::string account;
  std::string entity;
  Fix fix;
};

// Words added to a finding after it was reported.
class Report {
 public:
  explicit Report(Diagnostic& diagnostic) : diagnostic_(&diagnostic) {}

  Report& Help(std::string help) {
    diagnostic_->help = std::move(help);
    return *this;
  }

  Report& Label(std::string label) {
    diagnostic_->label = std::move(label);
    return *this;
  }

  Report& Also(Span span, std::string message) {
    diagnostic_->related.push_back({span, std::move(message)});
    return *this;
  }

  // The fix, edit by edit; see `Fix` for what one must not do. `was` is the
  // value as it was read: a fix is none where the text does not say just that.
  Report& Replace(Span span, std::string was, std::string text) {
    return Change(Edit::Kind::kReplace, span, std::move(was), std::move(text));
  }

  Report& RemoveElement(Span span, std::string was) {
    return Change(Edit::Kind::kRemoveElement, span, std::move(was), {});
  }

  Report& RemoveMember(Span value, std::string was) {
    return Change(Edit::Kind::kRemoveMember, value, std::move(was), {});
  }

  Report& AddMember(Span object, std::string member) {
    return Change(Edit::Kind::kAddMember, object, {}, std::move(member));
  }

  // What the fix relies on.
  Report& Given(Span span, std::string text) {
    diagnostic_->fix.given.push_back({span, std::move(text)});
    return *this;
  }

  // Where a rule is graver, or less so, than as a rule.
  Report& As(Severity severity) {
    diagnostic_->severity = severity;
    return *this;
  }

  Report& In(std::string account) {
    diagnostic_->account = std::move(account);
    return *this;
  }

  Report& About(std::string entity) {
    diagnostic_->entity = std::move(entity);
    return *this;
  }

 private:
  Report& Change(Edit::Kind kind, Span span, std::string was,
                 std::string text) {
    diagnostic_->fix.edits.push_back(
        {kind, {span, std::move(was)}, std::move(text)});
    return *this;
  }

  Diagnostic* diagnostic_;
};

}  // namespace iamgen::diag
