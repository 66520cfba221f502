// The vocabulary, and how often what is drawn from it.
#include "oracle/random_cases.h"

#include <cstddef>
#include <string>
#include <vector>

#include "oracle/naive_conditions.h"

namespace iamgen::oracle {
namespace {

using nlohmann::json;
using Texts = std::vector<std::string>;

constexpr const char* kHere = "111111111111";
constexpr const char* kThere = "222222222222";

// SplitMix64: the standard's distributions differ between libraries.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::size_t Below(std::size_t count) {
    state_ += 0x9e3779b97f4a7c15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return static_cast<std::size_t>((z ^ (z >> 31U)) % count);
  }

  bool OneIn(std::size_t count) { return Below(count) == 0; }

  const std::string& Of(const Texts& texts) {
    return texts[Below(texts.size())];
  }

  // One text, or now and then a list of up to three.
  json Some(const Texts& texts) {
    if (!OneIn(3)) {
      return Of(texts);
    }
    json list = json::array();
    for (std::size_t left = 1 + Below(3); left > 0; --left) {
      list.push_back(Of(texts));
    }
    return list;
  }

 private:
  std::uint64_t state_;
};

// What a request asks for, and patterns that come near it.
struct Theme {
  Texts actions;
  Texts action_patterns;
  Texts resources;
  Texts resource_patterns;
};

const std::vector<Theme>& Themes() {
  static const std::string roles = "arn:aws:iam::111111111111:role/";
  static const std::string keys = "arn:aws:kms:eu-west-1:111111111111:";
  static const std::vector<Theme> themes = {
      {{"s3:GetObject", "s3:PutObject"},
       {"s3:*", "*", "s3:Get*", "S3:getobject", "s3:?utObject", "sqs:*"},
       {"arn:aws:s3:::b/ann/x", "arn:aws:s3:::b/*/x", "arn:aws:s3:::b"},
       {"*", "arn:aws:s3:::*", "arn:aws:s3:::b/*", "arn:aws:s3:::b",
        "arn:aws:s3:::b/${aws:username}/*", "arn:aws:s3:::b/${*}/x",
        "arn:aws:s3:::b/${aws:PrincipalTag/team, 'ann'}/?", "arn:aws:s3:*",
        "arn:*:s3:::B/*"}},
      {{"sqs:SendMessage", "lambda:InvokeFunction"},
       {"*", "sqs:Send*", "lambda:*", "sqs:SendMessage"},
       {"arn:aws:sqs:eu-west-1:111111111111:q",
        "arn:aws:lambda:eu-west-1:111111111111:function:app:7"},
       {"*", "arn:aws:*:*:*:*", "arn:aws:sqs:eu-*:111111111111:?",
        "arn:aws:lambda:*:*:function:app*", "arn:aws:sqs:*"}},
      {{"sts:AssumeRole", "sts:TagSession", "sts:AssumeRoleWithWebIdentity"},
       {"sts:*", "*", "sts:AssumeRole", "sts:AssumeRole*"},
       {roles + "target", roles + "path/target"},
       {"*", roles + "*", roles + "target", "arn:aws:iam::*:role/*target"}},
      {{"kms:Decrypt", "kms:Encrypt"},
       {"kms:*", "*", "kms:?ncrypt", "kms:Decrypt"},
       {keys + "key/k1"},
       {"*", keys + "key/*", keys + "key/k1", keys + "key/k2"}},
      {{"kms:CreateAlias", "kms:DeleteAlias", "kms:Decrypt"},
       {"kms:*", "*", "kms:*Alias", "kms:Decrypt"},
       {keys + "alias/aws/s3", keys + "alias/shop", keys + "key/k1"},
       {"*", keys + "alias/*", keys + "*", keys + "key/k1"}},
      {{"iam:GetPolicy", "iam:DeletePolicy", "iam:TagRole", "iam:GetRole",
        "iam:PassRole", "iam:CreatePolicyVersion"},
       {"iam:*", "*", "iam:Get*", "iam:*Role"},
       {"arn:aws:iam::aws:policy/ReadOnlyAccess",
        "arn:aws:iam::111111111111:policy/own",
        roles + "aws-reserved/sso.amazonaws.com/AWSReservedSSO_A",
        roles + "target"},
       {"*", "arn:aws:iam::*:policy/*", roles + "*", "arn:aws:iam::aws:*"}},
      {{"dynamodb:GetItem", "secretsmanager:GetSecretValue",
        "ec2:StopInstances", "made:Up"},
       {"*", "dynamodb:*", "secretsmanager:Get*", "made:*", "ec2:Stop*"},
       {"arn:aws:dynamodb:eu-west-1:111111111111:table/t",
        "arn:aws:secretsmanager:eu-west-1:222222222222:secret:s",
        "arn:aws:ec2:eu-west-1::image/ami-1"},
       {"*", "arn:aws:*:eu-west-1:*:*", "arn:aws:dynamodb:*:*:table/?",
        "arn:aws:secretsmanager:*:222222222222:*"}},
      {{"s3:ListAllMyBuckets", "sts:GetCallerIdentity", "kms:ListKeys"},
       {"*", "s3:List*", "sts:*", "kms:*"},
       {"*"},
       {"*", "arn:aws:s3:::*", "arn:aws:kms:*"}},
  };
  return themes;
}

// A key, and values that operators of its family compare.
struct Family {
  Texts operators;
  std::string key;
  Texts written;
  Texts asked;
  bool lists = false;
};

const std::vector<Family>& Families() {
  static const Texts strings = {"StringEquals",
                                "StringNotEquals",
                                "StringEqualsIgnoreCase",
                                "StringNotEqualsIgnoreCase",
                                "StringLike",
                                "StringNotLike"};
  static const std::vector<Family> families = {
      {strings,
       "aws:PrincipalTag/team",
       {"red", "RED", "r*", "", "${aws:username}", "*", "r?d", "${aws:none}",
        "${aws:none, 'red'}", "a${*}"},
       {"red", "Red", "ann", "blue", "a*", "r*"},
       false},
      {strings,
       "aws:TagKeys",
       {"a", "b", "a*", "${aws:username}", "?"},
       {"a", "b", "ab", "ann"},
       true},
      {{"NumericEquals", "NumericNotEquals", "NumericLessThan",
        "NumericLessThanEquals", "NumericGreaterThan",
        "NumericGreaterThanEquals"},
       "s3:max-keys",
       {"9", "10", "10.0", "-1.5"},
       {"9", "10", "10.00", "11", "-2"},
       false},
      {{"DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals",
        "DateGreaterThan", "DateGreaterThanEquals"},
       "aws:CurrentTime",
       {"2018-08-10", "2018-08-10T00:00:00Z", "1533859200",
        "2018-08-10T02:00+02:00"},
       {"2018-08-10T00:00:00Z", "1533859200", "2018-08-09T23:59:59.5Z",
        "2018-08-11"},
       false},
      {{"Bool"},
       "aws:MultiFactorAuthPresent",
       {"true", "false", "True"},
       {"true", "false", "TRUE"},
       false},
      {{"BinaryEquals"}, "x:bytes", {"aWFt", "aQ=="}, {"aWFt", "aQ=="}, false},
      {{"IpAddress", "NotIpAddress"},
       "aws:SourceIp",
       {"10.0.0.0/8", "0.0.0.0/0", "::/0", "10.1.2.3", "2001:db8::/32",
        "10.9.9.9/12"},
       {"10.1.2.3", "192.0.2.9", "2001:db8::1"},
       false},
      {{"ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike"},
       "aws:SourceArn",
       {"arn:aws:sns:*:111111111111:*", "arn:aws:s3:::b", "*", "arn:aws:sns",
        "arn:aws:s3:::${aws:username}", "arn:aws:sns:*:t"},
       {"arn:aws:sns:eu-west-1:111111111111:t:sub", "arn:aws:s3:::b",
        "arn:aws:s3:::ann", "arn:aws:sns:r:9:s:111111111111:t"},
       false},
  };
  return families;
}

json RandomCondition(Random& random) {
  json condition = json::object();
  for (std::size_t left = 1 + random.Below(2); left > 0; --left) {
    const Family& family = Families()[random.Below(Families().size())];
    std::string key = family.key;
    if (random.OneIn(5)) {
      key = Lower(key);
    }
    if (random.OneIn(8)) {
      condition["Null"][key] = random.OneIn(2) ? json(true) : json("false");
      continue;
    }
    std::string op = random.Of(family.operators);
    if (family.lists ? !random.OneIn(4) : random.OneIn(12)) {
      op = (random.OneIn(2) ? "ForAllValues:" : "ForAnyValue:") + op;
    }
    if (random.OneIn(4)) {
      op += "IfExists";
    }
    condition[op][key] = random.Some(family.written);
  }
  return condition;
}

// A list of one value for keys that are lists only: elsewhere, and inside of
// variables, AWS does not say whether it is a value.
json RandomContext(Random& random) {
  json context = json::object();
  for (const Family& family : Families()) {
    if (random.OneIn(3)) {
      continue;
    }
    const std::string key = random.OneIn(5) ? Lower(family.key) : family.key;
    if (!family.lists) {
      context[key] = random.Of(family.asked);
      continue;
    }
    json list = json::array();
    for (std::size_t left = random.Below(3); left > 0; --left) {
      list.push_back(random.Of(family.asked));
    }
    context[key] = list;
  }
  if (!random.OneIn(3)) {
    context["aws:username"] = random.OneIn(6) ? "*" : "ann";
  }
  return context;
}

const Texts& Principals() {
  static const std::string here = ":111111111111:";
  static const Texts principals = {
      "arn:aws:iam:" + here + "user/team/ann",
      "arn:aws:iam:" + here + "user/ann",
      "arn:aws:sts:" + here + "assumed-role/app/one",
      "arn:aws:sts:" + here + "assumed-role/app/two",
      "arn:aws:iam:" + here + "role/path/app",
      "arn:aws:sts:" + here + "assumed-role/AWSServiceRoleForX/one",
      "arn:aws:sts:" + here + "federated-user/bob",
      "arn:aws:iam:" + here +
          "role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX",
      "arn:aws:iam::222222222222:user/ann",
      "arn:aws:sts::222222222222:assumed-role/app/one",
      "arn:aws:iam::222222222222:root",
      "arn:aws-cn:iam:" + here + "user/ann",
      "arn:aws:iam:" + here + "root",
      "lambda.amazonaws.com",
      "federated:arn:aws:iam:" + here + "saml-provider/x",
      "federated:accounts.google.com",
      "anonymous",
  };
  return principals;
}

json RandomPrincipal(Random& random) {
  static const std::string here = ":111111111111:";
  static const Texts arns = {
      "*",
      kHere,
      kThere,
      "arn:aws:iam:" + here + "root",
      "arn:aws:iam:" + here + "user/team/ann",
      "arn:aws:iam:" + here + "role/path/app",
      "arn:aws:iam:" + here + "role/app",
      "arn:aws:sts:" + here + "assumed-role/app/one",
      "arn:aws:sts:" + here + "federated-user/bob",
      "arn:aws:iam:" + here + "user/bob",
      "arn:aws:iam:" + here + "user/ann",
      "arn:aws:iam::222222222222:user/ann",
      "arn:aws-cn:iam:" + here + "root",
  };
  switch (random.Below(8)) {
    case 0:
      return "*";
    case 1:
      return {{"Service",
               random.Some({"lambda.amazonaws.com", "ec2.amazonaws.com"})}};
    case 2:
      return {{"Federated",
               random.Some({"accounts.google.com",
                            "arn:aws:iam:" + here + "saml-provider/x"})}};
    case 3:
      return {{"AWS", random.Some(arns)}, {"Service", "lambda.amazonaws.com"}};
    default:
      return {{"AWS", random.Some(arns)}};
  }
}

json RandomStatement(Random& random, DocumentKind kind, const Theme& theme) {
  const bool limit = kind != DocumentKind::kIdentity &&
                     kind != DocumentKind::kResource &&
                     kind != DocumentKind::kTrust;
  json statement = {{"Effect", random.OneIn(5) ? "Deny" : "Allow"}};
  // Limits allow everything more often than not, so that much gets through.
  if (limit && !random.OneIn(3)) {
    statement = {{"Effect", "Allow"}, {"Action", "*"}, {"Resource", "*"}};
  } else {
    statement[random.OneIn(8) ? "NotAction" : "Action"] =
        random.Some(theme.action_patterns);
    if (kind != DocumentKind::kTrust) {
      Texts patterns = theme.resource_patterns;
      if (kind == DocumentKind::kRcp) {
        // RCPs want ARNs whole; the second pattern of every theme is.
        patterns = {"*", patterns[1]};
      } else if (kind != DocumentKind::kScp) {
        patterns.insert(patterns.end(),
                        {"arn:aws:s3", "arn:aws:sqs:eu-west-1"});
      }
      statement[random.OneIn(8) ? "NotResource" : "Resource"] =
          random.Some(patterns);
    }
    if (random.OneIn(2)) {
      statement["Condition"] = RandomCondition(random);
    }
  }
  if (kind == DocumentKind::kRcp ||
      (kind == DocumentKind::kEndpoint && !random.OneIn(4))) {
    statement["Principal"] = "*";
  } else if (kind == DocumentKind::kResource || kind == DocumentKind::kTrust ||
             kind == DocumentKind::kEndpoint) {
    const bool except = kind == DocumentKind::kResource &&
                        statement["Effect"] == "Deny" && random.OneIn(2);
    if (!random.OneIn(20)) {
      statement[except ? "NotPrincipal" : "Principal"] =
          RandomPrincipal(random);
    }
  }
  return statement;
}

json RandomPolicy(Random& random, DocumentKind kind, const Theme& theme) {
  json policy = json::object();
  if (!random.OneIn(8)) {
    policy["Version"] = random.OneIn(10) ? "2008-10-17" : "2012-10-17";
  }
  json statements = json::array();
  for (std::size_t left = random.Below(5); left > 0; --left) {
    statements.push_back(RandomStatement(random, kind, theme));
  }
  policy["Statement"] = statements.size() == 1 && random.OneIn(2)
                            ? json(statements[0])
                            : statements;
  return policy;
}

json RandomList(Random& random, DocumentKind kind, const Theme& theme,
                std::size_t most) {
  json list = json::array();
  for (std::size_t left = random.Below(most + 1); left > 0; --left) {
    list.push_back(RandomPolicy(random, kind, theme));
  }
  return list;
}

json RandomLevels(Random& random, DocumentKind kind, const Theme& theme) {
  json levels = json::array();
  if (!random.OneIn(4)) {
    return levels;
  }
  json full = {{"Effect", "Allow"}, {"Action", "*"}, {"Resource", "*"}};
  if (kind == DocumentKind::kRcp) {
    full["Principal"] = "*";
  }
  const json open = {{"Version", "2012-10-17"}, {"Statement", full}};
  for (std::size_t left = 1 + random.Below(3); left > 0; --left) {
    json level = RandomList(random, kind, theme, 1);
    if (!random.OneIn(6)) {
      level.push_back(open);
    }
    levels.push_back(level);
  }
  return levels;
}

}  // namespace

json RandomCase(std::uint64_t seed) {
  Random random(seed);
  const Theme& theme = Themes()[random.Below(Themes().size())];
  const std::string principal = random.Of(Principals());
  const std::string action = random.Of(theme.actions);
  const bool identity = principal.compare(0, 4, "arn:") == 0 &&
                        principal.find(":root") == std::string::npos;
  const bool session = principal.find(":sts:") != std::string::npos;
  // Every sts action of the themes that names a resource asks for a role.
  const bool trust = action.compare(0, 4, "sts:") == 0;
  json one = {{"id", std::to_string(seed)},
              {"principal", principal},
              {"action", action},
              {"resource", random.Of(theme.resources)},
              {"context", RandomContext(random)}};
  if (!random.OneIn(5)) {
    one["resource_account"] = random.OneIn(3) ? kThere : kHere;
  }
  if (principal.find("federated-user") != std::string::npos &&
      random.OneIn(2)) {
    one["federated_by"] = "arn:aws:iam::111111111111:user/ann";
  }
  one["identity_policies"] =
      identity ? RandomList(random, DocumentKind::kIdentity, theme, 2)
               : json::array();
  if (!random.OneIn(4) && one["resource"] != "*") {
    one["resource_policy"] = RandomPolicy(
        random, trust ? DocumentKind::kTrust : DocumentKind::kResource, theme);
  }
  if (identity && random.OneIn(4)) {
    one["permission_boundary"] =
        RandomPolicy(random, DocumentKind::kBoundary, theme);
  }
  if (session && random.OneIn(4)) {
    one["session_policy"] = RandomPolicy(random, DocumentKind::kSession, theme);
  }
  one["scps"] = RandomLevels(random, DocumentKind::kScp, theme);
  one["rcps"] = RandomLevels(random, DocumentKind::kRcp, theme);
  one["endpoint_policies"] = json::array();
  if (random.OneIn(6)) {
    one["endpoint_policies"].push_back(
        RandomPolicy(random, DocumentKind::kEndpoint, theme));
  }
  one["principal_in_management_account"] = random.OneIn(8);
  one["resource_in_management_account"] = random.OneIn(8);
  return one;
}

}  // namespace iamgen::oracle
