// What a Lambda job brings: the smallest policy that runs it, permissions to
// invoke it, and its environment.
#include <algorithm>

#include "resolve/entities.h"

namespace iamgen::resolve {
namespace {

using model::Hole;
using model::HoleKind;

model::Statement Allow(std::vector<std::string> actions, model::Texts resources,
                       diag::Span span) {
  model::Statement statement;
  statement.span = span;
  for (std::string& action : actions) {
    statement.actions.values.push_back({model::Text(std::move(action)), span});
  }
  statement.resources = model::Clause{false, std::move(resources)};
  return statement;
}

model::Texts Star(diag::Span span) { return {{model::Text("*"), span}}; }

// What polling a source takes ("Using Lambda with ...", execution role
// permissions): the actions on the source, and those that know no resource.
struct Poll {
  std::string_view trigger;
  std::string_view sid;
  std::vector<std::string> on_source;
  std::vector<std::string> on_all;
};

const std::vector<Poll>& Polls() {
  static const std::vector<Poll> polls = {
      {"dynamodb_stream",
       "ReadStreams",
       {"dynamodb:DescribeStream", "dynamodb:GetRecords",
        "dynamodb:GetShardIterator"},
       {"dynamodb:ListStreams"}},
      {"kinesis",
       "ReadKinesis",
       {"kinesis:DescribeStream", "kinesis:DescribeStreamSummary",
        "kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:ListShards"},
       {"kinesis:ListStreams"}},
      {"sqs",
       "ReadQueues",
       {"sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"},
       {}},
  };
  return polls;
}

// The services that push, by trigger.
std::string_view PusherOf(std::string_view trigger) {
  if (trigger == "schedule" || trigger == "events") {
    return "events.amazonaws.com";
  }
  if (trigger == "sns") {
    return "sns.amazonaws.com";
  }
  return trigger == "s3" ? "s3.amazonaws.com" : "";
}

bool IsExpression(std::string_view schedule) {
  return schedule.starts_with("rate(") || schedule.starts_with("cron(");
}

// The region, or any where the topology names none.
void AddRegion(model::Text& arn, bool known) {
  if (known) {
    arn.Add(Hole{.kind = HoleKind::kRegion});
  } else {
    arn.Add(std::string("*"));
  }
}

void AppendLogs(const model::LambdaJob& job, diag::Span span, bool has_region,
                model::Document& document) {
  // "log-group:/aws/lambda/NAME" and the streams in it.
  model::Text group("arn:");
  group.Add(Hole{.kind = HoleKind::kPartition});
  group.Add(std::string(":logs:"));
  AddRegion(group, has_region);
  group.Add(std::string(":"));
  group.Add(Hole{.kind = HoleKind::kAccountId});
  group.Add(std::string(":log-group:/aws/lambda/"));
  group.Add(job.name.value);
  model::Text streams = group;
  streams.Add(std::string(":*"));
  model::Statement statement = Allow(
      {"logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"},
      {{std::move(group), span}, {std::move(streams), span}}, span);
  statement.sid = model::Text("WriteOwnLogs");
  document.statements.push_back(std::move(statement));
}

}  // namespace

void Entities::FillJob(const Declared& declared, const TextPlace& place) {
  const syntax::Entity& ast = *declared.ast;
  const diag::Span span = ast.key.span;
  model::LambdaJob job;
  job.key = ast.key.value;
  job.span = span;
  job.role = model::RoleId{declared.entity.index};
  job.accounts = topology_.roles[job.role].accounts;
  job.name = names_.One(ast.name ? *ast.name : ast.key, place);
  if (ast.description) {
    job.description = names_.One(*ast.description, place);
  }
  job.permissions_wanted = !ast.existing_function;
  job.incomplete = ast.policies.empty() && ast.inlines.empty() &&
                   ast.managed_policies.empty() && ast.triggers.empty() &&
                   ast.assumes.empty();
  for (const auto& use : ast.policies) {
    job.policy_names.push_back(
        std::holds_alternative<syntax::Text>(use)
            ? std::get<syntax::Text>(use).value
            : std::get<syntax::LibraryUse>(use).policy.value);
  }
  for (const syntax::InlinePolicy& inline_policy : ast.inlines) {
    job.policy_names.push_back(inline_policy.name.value);
  }

  // Jobs that share a role have a policy each.
  model::InlinePolicy basics{
      {model::Text(declared.shared ? "lambda-job-" + ast.key.value
                                   : std::string("lambda-job")),
       span},
      {},
      true};
  const syntax::Logs logs = ast.logs             ? *ast.logs
                            : ast_.defaults.logs ? *ast_.defaults.logs
                                                 : syntax::Logs::kOwn;
  if (logs == syntax::Logs::kOwn) {
    AppendLogs(job, span, names_.HasRegion(job.accounts), basics.document);
  }
  for (const Poll& poll : Polls()) {
    model::Texts sources;
    for (const syntax::Trigger& trigger : ast.triggers) {
      if (trigger.kind.value == poll.trigger) {
        for (model::LocatedText& text : names_.Many(trigger.sources, place)) {
          sources.push_back(std::move(text));
        }
      }
    }
    if (sources.empty()) {
      continue;
    }
    model::Statement read = Allow(poll.on_source, std::move(sources), span);
    read.sid = model::Text(std::string(poll.sid));
    basics.document.statements.push_back(std::move(read));
    if (!poll.on_all.empty()) {
      model::Statement list = Allow(poll.on_all, Star(span), span);
      list.sid = model::Text("List" + std::string(poll.sid).substr(4));
      basics.document.statements.push_back(std::move(list));
    }
  }
  if (ast.vpc) {
    // "Giving Lambda functions access to resources in an Amazon VPC": what the
    // function will be given is not known by name, only where it will be.
    model::Text anything("arn:");
    anything.Add(Hole{.kind = HoleKind::kPartition});
    anything.Add(std::string(":ec2:"));
    AddRegion(anything, names_.HasRegion(job.accounts));
    anything.Add(std::string(":"));
    anything.Add(Hole{.kind = HoleKind::kAccountId});
    anything.Add(std::string(":*/*"));
    model::Statement vpc = Allow(
        {"ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface",
         "ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses"},
        {{std::move(anything), span}}, span);
    vpc.sid = model::Text("UseVpc");
    basics.document.statements.push_back(std::move(vpc));
    model::Statement look =
        Allow({"ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"},
              Star(span), span);
    look.sid = model::Text("ListVpc");
    basics.document.statements.push_back(std::move(look));
  }
  if (ast.tracing) {
    model::Statement trace =
        Allow({"xray:PutTraceSegments", "xray:PutTelemetryRecords"}, Star(span),
              span);
    trace.sid = model::Text("Trace");
    basics.document.statements.push_back(std::move(trace));
  }
  if (!basics.document.statements.empty()) {
    auto& inlines = topology_.roles[job.role].inlines;
    inlines.insert(inlines.begin(), std::move(basics));
  }

  for (const syntax::Trigger& trigger : ast.triggers) {
    job.trigger_kinds.push_back(trigger.kind.value);
    const std::string_view pusher = PusherOf(trigger.kind.value);
    if (pusher.empty()) {
      continue;
    }
    for (const syntax::Text& source : trigger.sources) {
      if (IsExpression(source.value)) {
        // The rule of a bare schedule bears the function's name.
        model::LocatedText rule{model::Text("arn:"), source.span};
        rule.value.Add(Hole{.kind = HoleKind::kPartition});
        rule.value.Add(std::string(":events:"));
        // A rule is in one region, so it has to be known.
        model::Texts region;
        names_.Many(syntax::Text{"{{region}}", source.span}, place, region);
        rule.value.Add(region.front().value);
        rule.value.Add(std::string(":"));
        rule.value.Add(Hole{.kind = HoleKind::kAccountId});
        rule.value.Add(std::string(":rule/"));
        rule.value.Add(job.name.value);
        job.permissions.push_back({std::string(pusher), std::move(rule)});
        continue;
      }
      model::Texts arns;
      names_.Many(source, place, arns);
      for (model::LocatedText& arn : arns) {
        job.permissions.push_back({std::string(pusher), std::move(arn)});
      }
    }
  }
  for (const auto& [name, value] : ast.environment) {
    Binding binding = names_.Bind(value, place);
    model::EnvironmentEntry entry;
    entry.name = name.value;
    entry.span = name.span;
    entry.is_list = binding.is_list || binding.texts.size() != 1 ||
                    model::MayBeList(topology_, binding.texts.front().value);
    entry.values = std::move(binding.texts);
    job.environment.push_back(std::move(entry));
  }
  topology_.jobs.Add(std::move(job));
}

}  // namespace iamgen::resolve
