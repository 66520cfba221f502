// Identity providers, functions and other resources.
#include <utility>

#include "backends/arn_text.h"
#include "backends/aws_cli/blocks.h"
#include "backends/aws_cli/naming.h"
#include "model/entity.h"
#include "model/evaluate.h"

namespace iamgen::backends::aws_cli {
using model::EntityKind;
using writers::List;
using writers::Text;
using writers::Value;

writers::Rope Blocks::Oidc(support::Id<model::OidcProvider> id,
                           model::AccountId account,
                           const std::string& comment) {
  const model::OidcProvider& provider = topology_.oidc_providers[id];
  const auto strings = [&](const model::Texts& texts) {
    std::vector<Value> values;
    for (const model::LocatedText& text : texts) {
      for (const model::Text& one : Expand(topology_, text.value, account)) {
        values.push_back(Json(one));
      }
    }
    return values;
  };
  Script script(compact_);
  script.Comment(comment);
  script.AssignJson("url", Json(provider.url.value));
  script.AssignJson("thumbprints", {List{strings(provider.thumbprints)}});
  script.AssignJson("tags", Tags(provider.tags));
  script.Append("oidc");
  script.Word(
      Of(ArnOf({EntityKind::kOidcProvider, id.index}), SlotForm::kShell));
  for (const Value& client : strings(provider.client_ids)) {
    script.JsonWord(client);
  }
  script.Append("\n");
  return script.Take();
}

writers::Rope Blocks::Saml(support::Id<model::SamlProvider> id,
                           const std::string& comment) {
  const model::SamlProvider& provider = topology_.saml_providers[id];
  Script script(compact_);
  script.Comment(comment);
  script.AssignJson("tags", Tags(provider.tags));
  script.Append("saml");
  script.Word(Of(provider.name.value, SlotForm::kShell));
  script.Word(
      Of(ArnOf({EntityKind::kSamlProvider, id.index}), SlotForm::kShell));
  script.Here(provider.metadata);
  return script.Take();
}

writers::Rope Blocks::Resource(support::Id<model::ResourcePolicy> id,
                               model::AccountId account,
                               const std::string& comment) {
  const model::ResourcePolicy& resource = topology_.resources[id];
  Script script(compact_);
  script.Comment(comment);
  const model::Text* name = &resource.name.value;
  switch (resource.type) {
    case model::ResourceType::kSqsQueue:
      script.Append("queue_policy");
      break;
    case model::ResourceType::kSnsTopic:
      script.Append("topic_policy");
      name = &resource.arn.value;
      break;
    case model::ResourceType::kSecret:
      script.Append("secret_policy");
      break;
    // INVARIANT: of the others, only buckets are emitted.
    case model::ResourceType::kS3Bucket:
    case model::ResourceType::kKmsKey:
    case model::ResourceType::kLambdaFunction:
      script.Append("bucket_policy");
      break;
  }
  script.Word(Of(*name, SlotForm::kShell));
  script.Document(Tree(resource.document, account));
  return script.Take();
}

writers::Rope Blocks::Permission(const model::LambdaJob& job,
                                 const std::string& principal,
                                 const std::string& source,
                                 model::AccountId account,
                                 const std::string& comment) {
  // What is filled already hides nothing.
  const model::Text other = AccountOf(topology_, model::Text(source), {});
  const std::string from =
      other.empty() ? topology_.accounts[account].id : other.literal();
  Script script(compact_);
  script.Comment(comment);
  script.Append("permission");
  script.Word(model::Evaluate(topology_, job.name.value, account));
  script.Word(StatementId(principal, from, source));
  script.Word(principal);
  script.Word(from);
  script.Append(" \\\n ");
  script.Word(source);
  script.Append("\n");
  return script.Take();
}

}  // namespace iamgen::backends::aws_cli
