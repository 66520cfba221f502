// One template for all children, what each child needs beside it, and the
// template of the master, which no stack set of an organization reaches.
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "backends/backend.h"
#include "backends/census.h"
#include "backends/cfn/template.h"
#include "backends/cfn_stackset/sharing.h"
#include "model/evaluate.h"
#include "writers/json.h"

namespace iamgen::backends::cfn_stackset {
namespace {

using writers::Map;
using writers::Text;

constexpr const char* kFolder = "cfn-stackset/";

class Emitter {
 public:
  Emitter(const Request& request, const Writer& write)
      : request_(request),
        topology_(request.topology),
        write_(write),
        census_(TakeCensus(topology_)),
        sharing_(topology_),
        apart_(request),
        whole_(request) {}

  support::Status Run() {
    support::Status done = support::Done{};
    const auto& children = sharing_.parameters().children();
    const bool any_child =
        std::any_of(request_.accounts.begin(), request_.accounts.end(),
                    [&](model::AccountId account) { return IsChild(account); });
    if (any_child) {
      done = EmitShared(children.front());
    }
    for (const model::AccountId account : request_.accounts) {
      if (done) {
        done = EmitAccount(account);
      }
    }
    return done;
  }

 private:
  [[nodiscard]] bool IsChild(model::AccountId account) const {
    return topology_.accounts[account].role == model::AccountRole::kChild;
  }

  support::Status EmitShared(model::AccountId sample) {
    Parameters& parameters = sharing_.parameters();
    std::set<std::string> used;
    const cfn::Common common{
        .sample = sample,
        .parameter =
            [&](const model::Hole& hole) {
              if (parameters.Of(hole) != Standing::kDiffers) {
                return std::string();
              }
              std::string name = parameters.NameOf(hole);
              used.insert(name);
              return name;
            },
        .expand =
            [&](const model::Text& text) { return Expanded(text, sample); }};
    cfn::Templates templates(request_, &common);
    const Residents entities =
        cfn::Filter(census_[sample.index],
                    [&](cfn::Unit unit) { return sharing_.IsShared(unit); });
    // Only what is built says which parameters it takes, and they stand at the
    // front.
    for (const bool last : {false, true}) {
      names_.assign(used.begin(), used.end());
      Map about;
      about.push_back({.key = "Accounts", .value = {Text("children")}});
      const cfn::Template made =
          templates.Build({.account = sample,
                           .entities = entities,
                           .whole = false,
                           .whose = "all children",
                           .about = std::move(about),
                           .parameters = parameters.Declared(names_)});
      if (made.resources == 0) {
        return support::Done{};
      }
      if (last) {
        auto done =
            Write(std::string("children") + templates.suffix(), made.bytes, {});
        if (!done) {
          return done;
        }
      }
    }
    writers::List ids;
    for (const model::AccountId child : parameters.children()) {
      ids.push_back({Text(topology_.accounts[child].id)});
    }
    return WriteJson("children.accounts.json", {std::move(ids)}, {});
  }

  // The texts that a text is in the children, with lists written out.
  std::vector<model::Text> Expanded(const model::Text& text,
                                    model::AccountId sample) {
    for (std::size_t i = 0; i < text.parts.size(); ++i) {
      const auto* hole = std::get_if<model::Hole>(&text.parts[i]);
      const bool own = hole != nullptr &&
                       hole->kind == model::HoleKind::kEntityArn &&
                       !hole->accounts.valid();
      if (hole == nullptr || own || !sharing_.parameters().IsList(*hole)) {
        continue;
      }
      model::Text alone;
      alone.Add(*hole);
      std::vector<std::string> values;
      model::AppendEvaluated(topology_, alone, sample, values);
      std::vector<model::Text> texts;
      for (const std::string& value : values) {
        model::Text one = text;
        one.parts[i] = value;
        texts.emplace_back().Add(one);
      }
      return texts;
    }
    return {text};
  }

  support::Status EmitAccount(model::AccountId account) {
    const std::string& alias = topology_.accounts[account].alias;
    const bool child = IsChild(account);
    if (child && !names_.empty()) {
      auto done =
          WriteJson("children.parameters/" + alias + ".json",
                    sharing_.parameters().ValuesIn(account, names_), account);
      if (!done) {
        return done;
      }
    }
    const Residents entities =
        child ? cfn::Filter(
                    census_[account.index],
                    [&](cfn::Unit unit) { return !sharing_.IsShared(unit); })
              : census_[account.index];
    if (entities.empty()) {
      return support::Done{};
    }
    Map about;
    about.push_back({.key = "Account", .value = {Text(alias)}});
    const std::string whose = "account " + alias;
    const cfn::Template made = (child ? apart_ : whole_)
                                   .Build({.account = account,
                                           .entities = entities,
                                           .whole = !child,
                                           .whose = whose,
                                           .about = std::move(about),
                                           .parameters = {}});
    if (made.resources == 0) {
      return support::Done{};
    }
    // No child is called so.
    const std::string& name = alias == "children" ? "master" : alias;
    return Write(name + apart_.suffix(), made.bytes, account);
  }

  support::Status WriteJson(const std::string& name,
                            const writers::Value& value,
                            model::AccountId account) {
    std::string text;
    writers::WriteJson(value, request_.style.indent()).AppendTo(text, {});
    text += '\n';
    return Write(name, text, account);
  }

  support::Status Write(const std::string& name, std::string_view bytes,
                        model::AccountId account) {
    const std::string path = kFolder + name;
    return write_(
        {.path = path, .bytes = bytes, .account = account, .entity = {}});
  }

  const Request& request_;
  const model::Topology& topology_;
  const Writer& write_;
  std::vector<Residents> census_;
  Sharing sharing_;
  // What a template refers to by name is another thing in the two.
  cfn::Templates apart_;
  cfn::Templates whole_;
  // The parameters of the shared template.
  std::vector<std::string> names_;
};

// The accounts share a file, so none is made for some of them alone.
support::Status Emit(const Request& /*request*/, const Writer& /*write*/) {
  return support::Done{};
}

support::Status EmitShared(const Request& request, const Writer& write) {
  return Emitter(request, write).Run();
}

}  // namespace

constinit const Backend kBackend = {
    .name = "cfn-stackset",
    .summary = "one CloudFormation template for all children, and the master's",
    .always = false,
    .emit = Emit,
    .emit_shared = EmitShared};

}  // namespace iamgen::backends::cfn_stackset
