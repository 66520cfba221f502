// Goes through everything that entities are made of.
#include "backends/cfn/unit.h"

#include <algorithm>

#include "backends/document.h"
#include "model/entity.h"
#include "model/identities.h"

namespace iamgen::backends::cfn {
namespace {

using model::Text;
using support::Id;

// The one of the nine lists that holds a kind.
template <typename Entities, typename Take>
void WithKind(Entities& entities, Take take) {
  take(Kind::kPolicy, entities.policies);
  take(Kind::kRole, entities.roles);
  take(Kind::kProfile, entities.profiles);
  take(Kind::kGroup, entities.groups);
  take(Kind::kUser, entities.users);
  take(Kind::kOidc, entities.oidc_providers);
  take(Kind::kSaml, entities.saml_providers);
  take(Kind::kResource, entities.resources);
  take(Kind::kJob, entities.jobs);
}

class Walk {
 public:
  Walk(const model::Topology& topology, const UnitVisitor& visitor)
      : topology_(topology), visitor_(visitor) {}

  void Go(Unit unit) {
    switch (unit.kind) {
      case Kind::kPolicy:
        Policy(topology_.policies[model::PolicyId{unit.index}]);
        break;
      case Kind::kRole: {
        const model::RoleId id{unit.index};
        See(topology_.roles[id].description.value);
        See(topology_.roles[id].trust);
        See(model::ViewOf(topology_, id));
        break;
      }
      case Kind::kProfile:
        Profile(topology_.profiles[Id<model::InstanceProfile>{unit.index}]);
        break;
      case Kind::kGroup: {
        const model::GroupId id{unit.index};
        See(model::ViewOf(topology_, id));
        SeeEach(topology_.groups[id].external_users);
        break;
      }
      case Kind::kUser: {
        const model::UserId id{unit.index};
        See(model::ViewOf(topology_, id));
        SeeEach(topology_.users[id].external_groups);
        for (const model::Membership& one : topology_.users[id].groups) {
          OnlyIn(one.accounts);
          Need({Kind::kGroup, one.group.index});
        }
        break;
      }
      case Kind::kOidc:
        Oidc(topology_.oidc_providers[Id<model::OidcProvider>{unit.index}]);
        break;
      case Kind::kSaml: {
        const auto& saml =
            topology_.saml_providers[Id<model::SamlProvider>{unit.index}];
        See(saml.name.value);
        See(saml.tags);
        break;
      }
      case Kind::kResource: {
        const auto& resource =
            topology_.resources[Id<model::ResourcePolicy>{unit.index}];
        See(resource.name.value);
        See(resource.arn.value);
        See(resource.document);
        break;
      }
      case Kind::kJob:
        Job(topology_.jobs[Id<model::LambdaJob>{unit.index}]);
        break;
    }
  }

 private:
  void Policy(const model::ManagedPolicy& policy) {
    if (!policy.generated_name) {
      See(policy.name.value);
    }
    See(policy.path.value);
    See(policy.description.value);
    See(policy.document);
  }

  void Profile(const model::InstanceProfile& profile) {
    See(profile.name.value);
    See(profile.path.value);
    Need({Kind::kRole, profile.role.index});
  }

  void Oidc(const model::OidcProvider& oidc) {
    See(oidc.url.value);
    SeeEach(oidc.client_ids);
    SeeEach(oidc.thumbprints);
    See(oidc.tags);
  }

  void Job(const model::LambdaJob& job) {
    if (!job.permissions_wanted) {
      return;
    }
    See(job.name.value);
    for (const model::InvokePermission& one : job.permissions) {
      See(one.source_arn.value);
    }
  }

  void See(const model::IdentityView& identity) {
    if (!identity.generated_name) {
      See(identity.name.value);
    }
    See(identity.path.value);
    if (identity.boundary != nullptr && *identity.boundary) {
      See(**identity.boundary);
    }
    for (const model::Attachment& one : identity.attachments) {
      See(one);
    }
    for (const model::InlinePolicy& one : identity.inlines) {
      See(one.name.value);
      See(one.document);
    }
    if (identity.tags != nullptr) {
      See(*identity.tags);
    }
  }

  void See(const model::Attachment& attachment) {
    if (attachment.policy.valid()) {
      Need({Kind::kPolicy, attachment.policy.index});
    } else {
      See(attachment.arn.value);
    }
  }

  void See(const std::vector<model::Tag>& tags) {
    for (const model::Tag& tag : tags) {
      See(tag.key);
      See(tag.value.value);
    }
  }

  void See(const model::Document& document) {
    for (const model::Statement& statement : document.statements) {
      OnlyIn(statement.only_in);
      Key(statement.sid);
      SeeList(statement.actions.values);
      if (statement.resources) {
        SeeList(statement.resources->values);
      }
      if (statement.principal) {
        for (const model::Principals& one : statement.principal->principals) {
          SeeList(one.values, true);
        }
      }
      for (const model::ConditionTest& test : statement.conditions) {
        Key(test.op);
        Key(test.key);
        if (IsAloneUnderItsKey(statement, test)) {
          SeeList(test.values);
        } else {
          SeeEach(test.values);
        }
      }
    }
  }

  void SeeList(const model::Texts& texts, bool principal = false) {
    if (visitor_.list) {
      visitor_.list(texts, principal);
    } else {
      SeeEach(texts, principal);
    }
  }

  void SeeEach(const model::Texts& texts, bool principal = false) {
    for (const model::LocatedText& text : texts) {
      See(text.value, principal);
    }
  }

  void See(const Text& text, bool principal = false) {
    if (visitor_.value) {
      visitor_.value(text, principal);
    }
  }

  void Key(const Text& text) {
    if (visitor_.key) {
      visitor_.key(text);
    }
  }

  void OnlyIn(model::AccountSetId set) {
    if (visitor_.only_in && set.valid()) {
      visitor_.only_in(set);
    }
  }

  void Need(Unit unit) {
    if (visitor_.need) {
      visitor_.need(unit);
    }
  }

  const model::Topology& topology_;
  const UnitVisitor& visitor_;
};

model::EntityRef EntityOf(Unit unit) {
  switch (unit.kind) {
    case Kind::kPolicy:
      return {model::EntityKind::kPolicy, unit.index};
    case Kind::kProfile:
      return {model::EntityKind::kInstanceProfile, unit.index};
    case Kind::kGroup:
      return {model::EntityKind::kGroup, unit.index};
    case Kind::kUser:
      return {model::EntityKind::kUser, unit.index};
    case Kind::kOidc:
      return {model::EntityKind::kOidcProvider, unit.index};
    case Kind::kSaml:
      return {model::EntityKind::kSamlProvider, unit.index};
    case Kind::kRole:
    case Kind::kResource:
    case Kind::kJob:
      break;
  }
  return {model::EntityKind::kRole, unit.index};
}

}  // namespace

Unit UnitOf(model::EntityRef entity) {
  switch (entity.kind) {
    case model::EntityKind::kPolicy:
      return {Kind::kPolicy, entity.index};
    case model::EntityKind::kInstanceProfile:
      return {Kind::kProfile, entity.index};
    case model::EntityKind::kUser:
      return {Kind::kUser, entity.index};
    case model::EntityKind::kGroup:
      return {Kind::kGroup, entity.index};
    case model::EntityKind::kOidcProvider:
      return {Kind::kOidc, entity.index};
    case model::EntityKind::kSamlProvider:
      return {Kind::kSaml, entity.index};
    case model::EntityKind::kRole:
      break;
  }
  return {Kind::kRole, entity.index};
}

std::string Described(const model::Topology& topology, Unit unit) {
  if (unit.kind == Kind::kResource) {
    return "resource/" +
           topology.resources[Id<model::ResourcePolicy>{unit.index}].key;
  }
  if (unit.kind == Kind::kJob) {
    return "lambda_job/" + topology.jobs[Id<model::LambdaJob>{unit.index}].key;
  }
  const model::EntityRef entity = EntityOf(unit);
  return std::string(model::NameOf(entity.kind)) + "/" +
         model::KeyOf(topology, entity);
}

diag::Span SpanOf(const model::Topology& topology, Unit unit) {
  if (unit.kind == Kind::kResource) {
    return topology.resources[Id<model::ResourcePolicy>{unit.index}].key_span;
  }
  if (unit.kind == Kind::kJob) {
    return topology.jobs[Id<model::LambdaJob>{unit.index}].span;
  }
  return model::KeySpanOf(topology, EntityOf(unit));
}

model::AccountSetId AccountsOf(const model::Topology& topology, Unit unit) {
  if (unit.kind == Kind::kResource) {
    return topology.resources[Id<model::ResourcePolicy>{unit.index}].accounts;
  }
  if (unit.kind == Kind::kJob) {
    return topology.jobs[Id<model::LambdaJob>{unit.index}].accounts;
  }
  return model::AccountsOf(topology, EntityOf(unit));
}

std::vector<Unit> UnitsOf(const Residents& entities) {
  std::vector<Unit> units;
  WithKind(entities, [&](Kind kind, const auto& ids) {
    for (const auto id : ids) {
      units.push_back({kind, id.index});
    }
  });
  return units;
}

std::vector<Unit> UnitsOf(const model::Topology& topology) {
  std::vector<Unit> units;
  WithKind(topology, [&](Kind kind, const auto& store) {
    for (std::size_t i = 0; i < store.size(); ++i) {
      units.push_back({kind, static_cast<std::uint32_t>(i)});
    }
  });
  return units;
}

Residents Filter(const Residents& entities,
                 const std::function<bool(Unit)>& keep) {
  Residents kept = entities;
  WithKind(kept, [&](Kind kind, auto& ids) {
    std::erase_if(ids, [&](auto id) { return !keep({kind, id.index}); });
  });
  return kept;
}

bool Contains(const Residents& entities, Unit unit) {
  bool found = false;
  WithKind(entities, [&](Kind kind, const auto& ids) {
    if (kind == unit.kind) {
      found = std::binary_search(
          ids.begin(), ids.end(),
          typename std::decay_t<decltype(ids)>::value_type{unit.index});
    }
  });
  return found;
}

void Visit(const model::Topology& topology, Unit unit,
           const UnitVisitor& visitor) {
  Walk(topology, visitor).Go(unit);
}

std::vector<Tie> TiesOf(const model::Topology& topology, Unit unit) {
  std::vector<Tie> ties;
  const auto add = [&](Unit to, bool needed) {
    const bool inseparable = to.kind != Kind::kJob &&
                             to.kind != Kind::kResource &&
                             model::HasGeneratedName(topology, EntityOf(to));
    const auto known = std::find_if(
        ties.begin(), ties.end(), [&](const Tie& tie) { return tie.to == to; });
    if (known != ties.end()) {
      known->needed |= needed;
    } else if (to != unit) {
      ties.push_back({to, needed, inseparable});
    }
  };
  const auto see = [&](const Text& text, bool principal) {
    for (const auto& part : text.parts) {
      const auto* hole = std::get_if<model::Hole>(&part);
      if (hole != nullptr && hole->kind == model::HoleKind::kEntityArn) {
        add(UnitOf(hole->entity), principal);
      }
    }
  };
  Visit(topology, unit,
        {.value = see,
         .key = [&](const Text& text) { see(text, false); },
         .only_in = {},
         .need = [&](Unit to) { add(to, true); }});
  return ties;
}

}  // namespace iamgen::backends::cfn
