// One template for all children, what each child needs beside it, and the
// template of the master, which no stack set of an organization reaches.
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "backends/backend.h"
#include "backends/census.h"
#include "backends/cfn/stacks.h"
#include "backends/cfn_stackset/deploy.h"
#include "backends/cfn_stackset/sharing.h"
#include "model/evaluate.h"
#include "support/invariant.h"
#include "support/text.h"
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
        stacks_(request) {}

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

  // The alias; of an account that is called as the shared template is, the id,
  // which is no alias. There are disks to which capitals are the same.
  [[nodiscard]] const std::string& FileNameOf(model::AccountId id) const {
    const model::Account& account = topology_.accounts[id];
    return support::Lower(account.alias) == "children" ? account.id
                                                       : account.alias;
  }

  support::Status EmitShared(model::AccountId sample) {
    Parameters& parameters = sharing_.parameters();
    std::set<std::string> used;
    const cfn::Common common{
        .sample = sample,
        .parameter =
            [&](const model::Hole& hole) {
              const Standing standing = parameters.Of(hole);
              IAMGEN_INVARIANT(standing == Standing::kSame ||
                               standing == Standing::kDiffers);
              if (standing == Standing::kSame) {
                return std::string();
              }
              std::string name = parameters.NameOf(hole);
              used.insert(name);
              return name;
            },
        .expand =
            [&](const model::Text& text) { return Expanded(text, sample); },
        .list =
            [&](const model::Texts& texts) {
              std::string name = parameters.NameOfList(texts);
              if (!name.empty()) {
                used.insert(name);
              }
              return name;
            }};
    const Residents entities =
        cfn::Filter(census_[sample.index],
                    [&](cfn::Unit unit) { return sharing_.IsShared(unit); });
    Map about;
    about.push_back({.key = "Accounts", .value = {Text("children")}});
    cfn::StackWriter stacks(request_, &common);
    // Only what is there says which parameters it takes.
    const auto declared = [&] {
      shared_.push_back({{}, {used.begin(), used.end()}});
      used.clear();
      return parameters.Declared(shared_.back().parameters);
    };
    const auto keep = [&](const File& file) {
      shared_.back().path = file.path.substr(0, file.path.rfind(".template."));
      return write_(file);
    };
    auto done = stacks.Write(std::string(kFolder) + "children",
                             {.account = sample,
                              .entities = entities,
                              .whole = false,
                              .whose = "all children",
                              .about = std::move(about),
                              .parameters = declared},
                             {}, keep);
    // What was found too large was not written.
    std::erase_if(shared_, [](const Shared& one) { return one.path.empty(); });
    if (!done || shared_.empty()) {
      return done;
    }
    writers::List ids;
    for (const model::AccountId child : parameters.children()) {
      ids.push_back({Text(topology_.accounts[child].id)});
    }
    return WriteJson(std::string(kFolder) + "children.accounts.json",
                     {std::move(ids)}, {});
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
      IAMGEN_INVARIANT(sharing_.parameters().Of(*hole) == Standing::kSame);
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
    for (const Shared& one : shared_) {
      if (!child || one.parameters.empty()) {
        continue;
      }
      auto done = WriteJson(
          one.path + ".parameters/" + alias + ".json",
          sharing_.parameters().ValuesIn(account, one.parameters), account);
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
    return stacks_.Write(kFolder + FileNameOf(account),
                         {.account = account,
                          .entities = entities,
                          .whole = !child,
                          .whose = whose,
                          .about = std::move(about)},
                         account, write_);
  }

  support::Status WriteJson(const std::string& path,
                            const writers::Value& value,
                            model::AccountId account) {
    std::string text;
    writers::WriteJson(value, request_.style.indent()).AppendTo(text, {});
    text += '\n';
    return write_(
        {.path = path, .bytes = text, .account = account, .entities = {}});
  }

  // A shared template that was written.
  struct Shared {
    // Without what all templates end with.
    std::string path;
    std::vector<std::string> parameters;
  };

  const Request& request_;
  const model::Topology& topology_;
  const Writer& write_;
  std::vector<Residents> census_;
  Sharing sharing_;
  cfn::StackWriter stacks_;
  std::vector<Shared> shared_;
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
    .emit_shared = EmitShared,
    .deploy = DeployCommand};

}  // namespace iamgen::backends::cfn_stackset
