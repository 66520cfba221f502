// Raw policy JSON: one document a file, for whatever takes a file.
#include <string>
#include <vector>

#include "backends/backend.h"
#include "backends/census.h"
#include "backends/document.h"
#include "backends/shared_ropes.h"
#include "backends/slots.h"
#include "model/evaluate.h"
#include "model/identities.h"
#include "writers/json.h"

namespace iamgen::backends::policy {
namespace {

// A file name that is the IAM name; `.` and `..` alone are not names of files.
std::string FileName(const std::string& name) {
  return name == "." || name == ".." ? "%2E" + name.substr(1) : name;
}

class Emitter {
 public:
  Emitter(const Request& request, const Writer& write)
      : request_(request),
        topology_(request.topology),
        write_(write),
        slots_(request.topology),
        ropes_(request.topology) {}

  support::Status Run() {
    const std::vector<Residents> census = TakeCensus(topology_);
    for (const model::AccountId account : request_.accounts) {
      const std::string folder =
          "policy/" + topology_.accounts[account].alias + "/";
      auto done = EmitAccount(account, census[account.index], folder);
      if (!done) {
        return done;
      }
    }
    return EmitOrganization();
  }

 private:
  support::Status EmitAccount(model::AccountId account,
                              const Residents& residents,
                              const std::string& folder) {
    support::Status done = support::Done{};
    const auto emit = [&](const model::Document& document,
                          const std::string& path, const std::string& entity) {
      if (done) {
        done = Emit(document, account, path + ".json", entity);
      }
    };
    for (const model::PolicyId id : residents.policies) {
      const model::ManagedPolicy& policy = topology_.policies[id];
      emit(policy.document,
           folder + "policies/" +
               NameIn(account, policy.name.value, policy.generated_name,
                      policy.key),
           "policy/" + policy.key);
    }
    for (const model::RoleId id : residents.roles) {
      const std::string own =
          FolderOf(account, model::ViewOf(topology_, id), folder + "roles/");
      emit(topology_.roles[id].trust, own + "trust",
           model::ViewOf(topology_, id).Described());
      EmitInlines(account, model::ViewOf(topology_, id), own, emit);
    }
    for (const model::GroupId id : residents.groups) {
      EmitInlines(
          account, model::ViewOf(topology_, id),
          FolderOf(account, model::ViewOf(topology_, id), folder + "groups/"),
          emit);
    }
    for (const model::UserId id : residents.users) {
      EmitInlines(
          account, model::ViewOf(topology_, id),
          FolderOf(account, model::ViewOf(topology_, id), folder + "users/"),
          emit);
    }
    for (const auto id : residents.resources) {
      const model::ResourcePolicy& resource = topology_.resources[id];
      emit(resource.document, folder + "resources/" + FileName(resource.key),
           "resource/" + resource.key);
    }
    return done;
  }

  template <typename EmitOne>
  void EmitInlines(model::AccountId account,
                   const model::IdentityView& identity, const std::string& own,
                   EmitOne emit) {
    for (const model::InlinePolicy& one : identity.inlines) {
      emit(one.document,
           own + "inline/" +
               FileName(model::Evaluate(topology_, one.name.value, account)),
           identity.Described());
    }
  }

  // The organization's policies are the management account's to write.
  support::Status EmitOrganization() {
    for (const model::AccountId account : request_.accounts) {
      if (topology_.accounts[account].role != model::AccountRole::kMaster) {
        continue;
      }
      for (const model::ControlPolicy& policy : topology_.control_policies) {
        auto done = Emit(
            policy.document, account,
            "policy/" + topology_.accounts[account].alias + "/organization/" +
                (policy.kind == model::ControlKind::kService ? "scps/"
                                                             : "rcps/") +
                FileName(
                    model::Evaluate(topology_, policy.name.value, account)) +
                ".json",
            (policy.kind == model::ControlKind::kService ? "scp/" : "rcp/") +
                policy.key);
        if (!done) {
          return done;
        }
      }
    }
    return support::Done{};
  }

  // The IAM name, or what the topology calls it where there is none yet.
  std::string NameIn(model::AccountId account, const model::Text& name,
                     bool generated, const std::string& key) const {
    return FileName(generated ? key
                              : model::Evaluate(topology_, name, account));
  }

  std::string FolderOf(model::AccountId account,
                       const model::IdentityView& identity,
                       const std::string& folder) const {
    return folder +
           NameIn(account, identity.name.value, identity.generated_name,
                  identity.key) +
           "/";
  }

  support::Status Emit(const model::Document& document,
                       model::AccountId account, const std::string& path,
                       const std::string& entity) {
    if (!HasStatements(document, topology_, account)) {
      return support::Done{};
    }
    const writers::Rope& rope = ropes_.Of(
        &document, account, [&](Shape& shape) { shape.See(document); },
        [&] { return Render(document, account); });
    buffer_.clear();
    rope.AppendTo(buffer_, slots_.ValuesIn(account));
    return write_({.path = path,
                   .bytes = buffer_,
                   .account = account,
                   .entities = entity});
  }

  writers::Rope Render(const model::Document& document,
                       model::AccountId account) {
    const DocumentStyle style{
        topology_, account,
        [this](const model::Text& text, Position) {
          return writers::Value{ToText(text)};
        },
        [this](const model::Text& text) { return ToText(text); }};
    writers::Rope rope =
        writers::WriteJson(ToTree(document, style), request_.style.indent());
    rope.Append("\n");
    return rope;
  }

  writers::Text ToText(const model::Text& text) {
    return slots_.Written(text, SlotForm::kPlain);
  }

  const Request& request_;
  const model::Topology& topology_;
  const Writer& write_;
  Slots slots_;
  SharedRopes<const model::Document*> ropes_;
  std::string buffer_;
};

support::Status Emit(const Request& request, const Writer& write) {
  return Emitter(request, write).Run();
}

}  // namespace

constinit const Backend kBackend = {
    .name = "policy",
    .summary = "raw policy and trust documents, one JSON file each",
    .always = false,
    .emit = Emit};

}  // namespace iamgen::backends::policy
