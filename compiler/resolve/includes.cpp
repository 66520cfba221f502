// Finds included files, reads them, and joins their sections.
#include "resolve/includes.h"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "resolve/diagnostics.h"
#include "support/text.h"
#include "syntax/parse.h"
#include "syntax/reader.h"

namespace iamgen::resolve {
namespace {

bool IsGlob(std::string_view text) {
  return text.find_first_of("*?") != std::string_view::npos;
}

// The files below `folder` whose path matches `pattern`, part by part. One that
// is named outright need not be there, for then that is said; one of many
// folders may lack it.
void Match(const support::FileSystem& files, const std::string& folder,
           std::string_view pattern, bool one_of_many,
           std::vector<std::string>& into) {
  const std::size_t slash = pattern.find('/');
  const std::string_view part = pattern.substr(0, slash);
  const bool last = slash == std::string_view::npos;
  const std::string_view rest = last ? "" : pattern.substr(slash + 1);
  const bool many = one_of_many || IsGlob(part);
  const auto go_on = [&](const std::string& path) {
    if (!last) {
      Match(files, path, rest, many, into);
    } else if (!many || files.Exists(path)) {
      into.push_back(path);
    }
  };
  const auto join = [&](std::string_view name) {
    return folder.empty() ? std::string(name)
                          : folder + (folder.ends_with('/') ? "" : "/") +
                                std::string(name);
  };
  if (!IsGlob(part)) {
    go_on(join(part));
    return;
  }
  const auto entries = files.List(folder);
  if (!entries) {
    return;
  }
  for (const support::FolderEntry& entry : *entries) {
    // As in a shell, a name that begins with a dot is hidden.
    if (entry.is_folder != last && !entry.name.starts_with('.') &&
        support::GlobMatches(part, entry.name)) {
      go_on(join(entry.name));
    }
  }
}

// One file, with where it was named.
struct Part {
  syntax::Topology ast;
  diag::Span named_at;
};

class Collector {
 public:
  Collector(const Inputs& inputs, diag::Sink& sink)
      : inputs_(inputs), sink_(sink) {}

  void Follow(const syntax::Topology& ast, const std::string& path) {
    open_.push_back(path);
    for (const syntax::Text& pattern : ast.include) {
      for (const std::string& file : Find(pattern)) {
        Take(file, pattern);
      }
    }
    open_.pop_back();
  }

  std::map<std::string, Part> Take() && { return std::move(parts_); }

 private:
  std::vector<std::string> Find(const syntax::Text& pattern) {
    const auto path = PathFrom(pattern, inputs_, sink_);
    if (!path) {
      return {};
    }
    std::vector<std::string> found;
    const bool absolute = path->starts_with('/');
    Match(inputs_.files, absolute ? "/" : "",
          std::string_view(*path).substr(absolute ? 1 : 0), false, found);
    if (found.empty()) {
      sink_.Add(kUnknownName, pattern.span,
                "`" + pattern.value + "` matches no file");
    }
    return found;
  }

  void Take(const std::string& file, const syntax::Text& pattern) {
    if (std::find(open_.begin(), open_.end(), file) != open_.end()) {
      std::string way;
      for (auto at = std::find(open_.begin(), open_.end(), file);
           at != open_.end(); ++at) {
        way += "`" + *at + "` includes ";
      }
      sink_
          .Add(
              kIncludeCycle, pattern.span,
              "files include each other in a circle: " + way + "`" + file + "`")
          .Help("take one of these files out of `include`");
      return;
    }
    // A file that is named twice is there once, and so is what is wrong in it.
    if (!taken_.insert(file).second) {
      return;
    }
    auto bytes = inputs_.files.Read(file, syntax::kMaxTopologyBytes);
    if (!bytes) {
      sink_.Add(kUnknownName, pattern.span, "cannot read " + bytes.message());
      return;
    }
    const diag::FileId id = inputs_.sources.Add(file, std::move(*bytes));
    auto ast = syntax::ParseTopology(
        syntax::Read(inputs_.sources, id, sink_, inputs_.yaml), sink_,
        syntax::FileRole::kIncluded);
    if (!ast) {
      return;
    }
    Part& part = parts_[file];
    part = {std::move(*ast), pattern.span};
    Follow(part.ast, file);
  }

  const Inputs& inputs_;
  diag::Sink& sink_;
  // From the topology to the file at hand.
  std::vector<std::string> open_;
  std::set<std::string> taken_;
  std::map<std::string, Part> parts_;
};

template <typename T>
void Append(std::vector<T>& into, std::vector<T>& from) {
  into.insert(into.end(), std::make_move_iterator(from.begin()),
              std::make_move_iterator(from.end()));
}

void AppendVariables(syntax::Topology& into, syntax::Topology& from,
                     diag::Sink& sink) {
  for (auto& variable : from.variables) {
    const syntax::Text& name = variable.first;
    const auto same =
        std::find_if(into.variables.begin(), into.variables.end(),
                     [&](const auto& other) { return other.first == name; });
    if (same != into.variables.end()) {
      sink.Add(kDuplicateName, name.span,
               "variable `" + name.value + "` is defined a second time")
          .Also(same->first.span, "the other is here")
          .Help("remove one of them");
      continue;
    }
    into.variables.push_back(std::move(variable));
  }
}

}  // namespace

std::optional<std::string> PathFrom(const syntax::Text& text,
                                    const Inputs& inputs, diag::Sink& sink) {
  const std::string& named_in = inputs.sources[text.span.file].path();
  std::string path =
      support::JoinPath(std::string(support::FolderOf(named_in)), text.value);
  if (inputs.allow_outside) {
    return path;
  }
  const std::string root = support::JoinPath("", inputs.folder);
  const bool below =
      root == "." ? !path.starts_with('/') && !path.starts_with("..")
                  : path.starts_with(root.ends_with('/') ? root : root + "/");
  if (!below) {
    sink.Add(kOutsidePath, text.span,
             "`" + text.value + "` lies outside the topology's folder")
        .Help(
            "move the file below that folder, or allow it with "
            "`--allow-outside`");
    return std::nullopt;
  }
  return path;
}

syntax::Topology WithIncludes(syntax::Topology ast, const Inputs& inputs,
                              diag::Sink& sink) {
  if (ast.include.empty()) {
    return ast;
  }
  Collector collector(inputs, sink);
  collector.Follow(ast, inputs.sources[ast.span.file].path());
  auto parts = std::move(collector).Take();
  for (auto& [path, part] : parts) {
    AppendVariables(ast, part.ast, sink);
    Append(ast.children, part.ast.children);
    Append(ast.external_accounts, part.ast.external_accounts);
    Append(ast.policies, part.ast.policies);
    Append(ast.entities, part.ast.entities);
    Append(ast.oidc_providers, part.ast.oidc_providers);
    Append(ast.saml_providers, part.ast.saml_providers);
    Append(ast.resources, part.ast.resources);
    Append(ast.expect, part.ast.expect);
    Append(ast.suppress, part.ast.suppress);
  }
  // A job may name a role of another file, so all roles come first.
  std::stable_sort(ast.entities.begin(), ast.entities.end(),
                   [](const syntax::Entity& a, const syntax::Entity& b) {
                     return a.kind < b.kind;
                   });
  return ast;
}

}  // namespace iamgen::resolve
