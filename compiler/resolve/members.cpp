// Users, groups, and who is in which.
#include <algorithm>

#include "model/entity.h"
#include "resolve/diagnostics.h"
#include "resolve/entities.h"
#include "support/text.h"

namespace iamgen::resolve {

void Entities::FillUser(const Declared& declared) {
  const syntax::Entity& ast = *declared.ast;
  const model::UserId id{declared.entity.index};
  if (!topology_.users[id].accounts.valid()) {
    return;
  }
  model::User user = topology_.users[id];
  TextPlace place{.accounts = user.accounts, .used_at = {}};
  const Bindings own = names_.Bind(ast.variables, place);
  const Scope scope{&own, nullptr};
  place.scope = &scope;
  // Once more, for what the entity's own variables are used for.
  NameEntity(ast, place, user.key, user.name, user.path);
  user.tags = names_.Tags(ast.tags, place);
  user.console = ast.console;
  FillPermissions(ast, place, GrantsOf(user));
  FillBoundary(ast, place, user.boundary);
  for (const syntax::Member& group : ast.groups) {
    if (group.external) {
      user.external_groups.push_back(names_.One(group.name, place));
    }
  }
  topology_.users[id] = std::move(user);
  edges_.AddAssumed(ast, declared.entity, place);
  names_.ReportUnused(own, "variable");
}

void Entities::FillGroup(const Declared& declared) {
  const syntax::Entity& ast = *declared.ast;
  const model::GroupId id{declared.entity.index};
  if (!topology_.groups[id].accounts.valid()) {
    return;
  }
  model::Group group = topology_.groups[id];
  TextPlace place{.accounts = group.accounts, .used_at = {}};
  const Bindings own = names_.Bind(ast.variables, place);
  const Scope scope{&own, nullptr};
  place.scope = &scope;
  NameEntity(ast, place, group.key, group.name, group.path);
  FillPermissions(ast, place, GrantsOf(group));
  for (const syntax::Member& user : ast.users) {
    if (user.external) {
      group.external_users.push_back(names_.One(user.name, place));
    }
  }
  topology_.groups[id] = std::move(group);
  edges_.AddAssumed(ast, declared.entity, place);
  names_.ReportUnused(own, "variable");
}

void Entities::Join(model::UserId user_id, model::GroupId group_id,
                    diag::Span span, bool written_at_user) {
  model::User& user = topology_.users[user_id];
  const model::Group& group = topology_.groups[group_id];
  if (!user.accounts.valid() || !group.accounts.valid()) {
    return;
  }
  const model::AccountSetId shared =
      accounts_.Intersect(user.accounts, group.accounts);
  if (topology_.account_sets[shared].members.empty()) {
    sink_
        .Add(kMembership, span,
             "user `" + user.key + "` and group `" + group.key +
                 "` are in no account together")
        .Also(written_at_user ? group.key_span : user.key_span,
              written_at_user ? "the group is defined here"
                              : "the user is defined here")
        .Help("put both into the same accounts");
    return;
  }
  // From a group of many accounts, a user of one is no surprise; a user that
  // is to be in a group wherever it is, and is not, is one.
  const std::vector<std::string> missing =
      written_at_user ? accounts_.Missing(user.accounts, group.accounts)
                      : std::vector<std::string>();
  if (!missing.empty()) {
    sink_
        .Add(kPartialMembership, span,
             "group `" + group.key + "` is not in " +
                 support::QuotedList(missing) + ", where user `" + user.key +
                 "` is")
        .Also(group.key_span, "the group is defined here")
        .Help("put the group there too, or the user where the group is")
        .About("user/" + user.key);
  }
  const bool again = std::any_of(
      user.groups.begin(), user.groups.end(),
      [&](const model::Membership& one) { return one.group == group_id; });
  if (!again) {
    user.groups.push_back({group_id, shared, span});
  }
}

void Entities::FillMemberships() {
  for (const Declared& declared : declared_) {
    const bool is_user = declared.entity.kind == model::EntityKind::kUser;
    const model::EntityKind other =
        is_user ? model::EntityKind::kGroup : model::EntityKind::kUser;
    const auto& members = is_user ? declared.ast->groups : declared.ast->users;
    for (const syntax::Member& member : members) {
      if (member.external) {
        continue;
      }
      const auto found = registry_.Find(other, member.name.value);
      if (!found) {
        std::string help = support::DidYouMean(member.name.value,
                                               model::KeysOf(topology_, other));
        sink_
            .Add(kUnknownName, member.name.span,
                 "there is no " + std::string(model::NameOf(other)) + " `" +
                     member.name.value + "`")
            .Help(help.empty()
                      ? "define it, or write `{ external: " +
                            member.name.value + " }` if somebody else does"
                      : std::move(help));
        continue;
      }
      const std::uint32_t user = is_user ? declared.entity.index : found->index;
      const std::uint32_t group =
          is_user ? found->index : declared.entity.index;
      Join(model::UserId{user}, model::GroupId{group}, member.name.span,
           is_user);
    }
  }
}

}  // namespace iamgen::resolve
