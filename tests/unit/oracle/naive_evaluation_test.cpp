// The naive evaluator against what AWS documents, table by table.
#include "oracle/naive_evaluation.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace iamgen::oracle {
namespace {

using nlohmann::json;

constexpr const char* kUser = "arn:aws:iam::111111111111:user/team/ann";
constexpr const char* kSession =
    "arn:aws:sts::111111111111:assumed-role/app/one";
constexpr const char* kFederated =
    "arn:aws:sts::111111111111:federated-user/bob";
constexpr const char* kBucket = "arn:aws:s3:::b/x";
constexpr const char* kRole = "arn:aws:iam::111111111111:role/target";
constexpr const char* kKey = "arn:aws:kms:eu-west-1:111111111111:key/k1";

json Policy(const json& statement) {
  return {{"Version", "2012-10-17"}, {"Statement", statement}};
}

json Statement(const std::string& effect, const json& action,
               const json& more = json::object()) {
  json statement = {{"Effect", effect}, {"Action", action}, {"Resource", "*"}};
  statement.update(more);
  return statement;
}

json AllowAll() { return Policy(Statement("Allow", "*")); }

json Nothing() { return Policy(json::array()); }

json Case(const std::string& principal, const std::string& action,
          const std::string& resource) {
  return {{"principal", principal},
          {"action", action},
          {"resource", resource},
          {"resource_account", "111111111111"}};
}

std::string Decision(const json& one) {
  const NaiveResult result = EvaluateNaively(one);
  return result.error.empty() ? result.decision : "error";
}

// Is the user allowed by one statement with `more`?
bool Matches(const std::string& action, const std::string& resource,
             const json& more, const json& context = json::object(),
             const char* version = "2012-10-17") {
  json one = Case(kUser, action, resource);
  json policy = Policy(Statement("Allow", "*", more));
  policy["Version"] = version;
  if (more.contains("NotAction")) {
    policy["Statement"].erase("Action");
  }
  if (more.contains("NotResource")) {
    policy["Statement"].erase("Resource");
  }
  one["identity_policies"] = json::array({policy});
  one["context"] = context;
  const NaiveResult result = EvaluateNaively(one);
  EXPECT_EQ(result.error, "") << one;
  return result.decision == "allowed";
}

bool ActionMatches(const std::string& pattern, const std::string& action) {
  return Matches(action, "*", {{"Action", pattern}});
}

bool ResourceMatches(const std::string& pattern, const std::string& resource,
                     const json& context = json::object()) {
  return Matches("x:Do", resource, {{"Resource", pattern}}, context);
}

// A condition of one operator on `k`; the context may hold `k` or not.
bool Holds(const std::string& op, const json& values, const json& context) {
  return Matches("x:Do", "*", {{"Condition", {{op, {{"k", values}}}}}},
                 context);
}

json K(const json& value) { return {{"k", value}}; }

const json kMissing = json::object();

TEST(NaiveEvaluation, Actions) {
  EXPECT_TRUE(ActionMatches("S3:getobject", "s3:GetObject"));
  EXPECT_TRUE(ActionMatches("iam:*AccessKey*", "iam:UpdateAccessKey"));
  EXPECT_FALSE(ActionMatches("iam:*AccessKey*", "iam:ListUsers"));
  EXPECT_TRUE(ActionMatches("s3:Get?bject", "s3:GetObject"));
  EXPECT_TRUE(ActionMatches("s3:Get*", "s3:GetObject"));
  EXPECT_FALSE(ActionMatches("s3:Get*", "s3:ListBucket"));
  EXPECT_TRUE(ActionMatches("*", "s3:GetObject"));
  for (const char* text : {"s3:GetObject ", "s3:", "s3:GetObject,PutObject"}) {
    EXPECT_FALSE(ActionMatches(text, "s3:GetObject")) << text;
    EXPECT_TRUE(Matches("s3:GetObject", "*", {{"NotAction", text}})) << text;
  }
  const json list = {"s3:Get*", "s3:Put*"};
  EXPECT_FALSE(Matches("s3:PutObject", "*", {{"NotAction", list}}));
  EXPECT_TRUE(Matches("s3:ListBucket", "*", {{"NotAction", list}}));
  const std::string many(200, 'a');
  EXPECT_FALSE(ActionMatches("s3:*a*a*a*a*a*a*b", "s3:" + many));
}

TEST(NaiveEvaluation, Resources) {
  for (const char* arn : {"arn:aws:s3:::b/1/2/test/x", "arn:aws:s3:::b//test/x",
                          "arn:aws:s3:::b/1/test/"}) {
    EXPECT_TRUE(ResourceMatches("arn:aws:s3:::b/*/test/*", arn)) << arn;
  }
  for (const char* arn : {"arn:aws:s3:::b/test/x", "arn:aws:s3:::b/1-test/x"}) {
    EXPECT_FALSE(ResourceMatches("arn:aws:s3:::b/*/test/*", arn)) << arn;
  }
  EXPECT_TRUE(
      ResourceMatches("arn:aws:lambda:*:*:function:app*",
                      "arn:aws:lambda:eu-west-1:111122223333:function:app:7"));
  EXPECT_FALSE(ResourceMatches(
      "arn:aws:x:*:111122223333:t/*",
      "arn:aws:x:us-east-2:999999999999:s/abc:111122223333:t/d"));
  const std::string users = "arn:aws:iam::111122223333:user/";
  EXPECT_TRUE(ResourceMatches(users + "*", users + "a/b/Ann"));
  EXPECT_FALSE(ResourceMatches(users + "Ann", users + "ann"));
  EXPECT_TRUE(ResourceMatches("arn:aws:sqs:us-east-2",
                              "arn:aws:sqs:us-east-2:111122223333:q"));
  EXPECT_TRUE(ResourceMatches("arn:aws:s3:*", kBucket));
  EXPECT_FALSE(ResourceMatches("arn:aws:s3:::b", kBucket));
  EXPECT_FALSE(ResourceMatches("arn:aws:s3:::b/*", "arn:aws:s3:::b"));
  EXPECT_FALSE(ResourceMatches("arn:aws:s3:::b", "*"));
  EXPECT_TRUE(ResourceMatches("*", "*"));
  const json both = {"arn:aws:s3:::a/*", "arn:aws:s3:::b/*"};
  EXPECT_FALSE(Matches("s3:GetObject", kBucket, {{"NotResource", both}}));
  EXPECT_TRUE(
      Matches("s3:GetObject", "arn:aws:s3:::c/x", {{"NotResource", both}}));
}

TEST(NaiveEvaluation, Variables) {
  const std::string home = "arn:aws:s3:::h/${aws:username}/*";
  const json ann = {{"AWS:UserName", "ann"}};
  EXPECT_TRUE(ResourceMatches(home, "arn:aws:s3:::h/ann/x", ann));
  EXPECT_FALSE(ResourceMatches(home, "arn:aws:s3:::h/ann/x"));
  EXPECT_TRUE(Matches("x:Do", kBucket, {{"NotResource", home}}));
  for (const char* version : {"2008-10-17", ""}) {
    EXPECT_FALSE(Matches("x:Do", "arn:aws:s3:::h/ann/x", {{"Resource", home}},
                         ann, version));
  }
  EXPECT_FALSE(ResourceMatches("arn:aws:s3:::h/${aws:PrincipalTag/t}/*",
                               "arn:aws:s3:::h/bob/x",
                               {{"aws:PrincipalTag/t", "*"}}));
  const std::string fallback = "arn:aws:s3:::h-${aws:PrincipalTag/t, 'all'}";
  EXPECT_TRUE(ResourceMatches(fallback, "arn:aws:s3:::h-all"));
  EXPECT_FALSE(ResourceMatches(fallback, "arn:aws:s3:::h-all",
                               {{"aws:PrincipalTag/T", "q"}}));
  EXPECT_TRUE(ResourceMatches("arn:aws:s3:::h/a${*}b", "arn:aws:s3:::h/a*b"));
  EXPECT_FALSE(ResourceMatches("arn:aws:s3:::h/a${*}b", "arn:aws:s3:::h/axb"));
  EXPECT_TRUE(Holds("StringNotEquals", "${aws:PrincipalTag/T}", K("red")));
  EXPECT_FALSE(Holds("StringEquals", "${aws:PrincipalTag/T}", K("red")));
  EXPECT_TRUE(
      Holds("StringEquals", {"${aws:PrincipalTag/T}", "red"}, K("red")));
}

TEST(NaiveEvaluation, MissingKeys) {
  struct Row {
    const char* positive;
    const char* negated;
    const char* value;
  };

  for (const Row& row : std::vector<Row>{
           {"StringEquals", "StringNotEquals", "a"},
           {"StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "a"},
           {"StringLike", "StringNotLike", "a*"},
           {"NumericEquals", "NumericNotEquals", "1"},
           {"DateEquals", "DateNotEquals", "2024-01-01"},
           {"IpAddress", "NotIpAddress", "10.0.0.0/8"},
           {"ArnLike", "ArnNotLike", "arn:aws:s3:::b"},
           {"ArnEquals", "ArnNotEquals", "arn:aws:s3:::b"}}) {
    EXPECT_FALSE(Holds(row.positive, row.value, kMissing)) << row.positive;
    EXPECT_TRUE(Holds(row.negated, row.value, kMissing)) << row.negated;
    for (const std::string op : {row.positive, row.negated}) {
      EXPECT_TRUE(Holds(op + "IfExists", row.value, kMissing)) << op;
      EXPECT_TRUE(Holds("ForAllValues:" + op, row.value, kMissing)) << op;
      EXPECT_FALSE(Holds("ForAnyValue:" + op, row.value, kMissing)) << op;
      EXPECT_TRUE(Holds("ForAnyValue:" + op + "IfExists", row.value, kMissing));
    }
  }
  for (const char* op : {"Bool", "BinaryEquals", "NumericLessThan"}) {
    EXPECT_FALSE(Holds(op,
                       op[1] == 'o'   ? "true"
                       : op[0] == 'N' ? "1"
                                      : "aWFt",
                       kMissing));
  }
  for (const json& none : {kMissing, K(json::array()), K("")}) {
    EXPECT_TRUE(Holds("Null", true, none)) << none;
    EXPECT_FALSE(Holds("Null", "false", none)) << none;
  }
  EXPECT_TRUE(Holds("Null", "false", K("x")));
}

TEST(NaiveEvaluation, Operators) {
  EXPECT_FALSE(Holds("StringEquals", "a*", K("ab")));
  EXPECT_TRUE(Holds("StringEqualsIgnoreCase", "AB", K("ab")));
  EXPECT_TRUE(Holds("StringLike", "", K("")));
  EXPECT_FALSE(Holds("StringLike", "", K("x")));
  EXPECT_FALSE(Holds("StringNotEquals", {"a", "b"}, K("b")));
  EXPECT_TRUE(Holds("StringNotEquals", {"a", "b"}, K("c")));
  EXPECT_TRUE(Holds("StringEquals", true, K("true")));
  EXPECT_TRUE(Holds("NumericLessThan", "10", K("9")));
  EXPECT_FALSE(Holds("NumericLessThan", "10", K("10.0")));
  EXPECT_TRUE(Holds("NumericEquals", 10, K("10.0")));
  EXPECT_TRUE(Holds("NumericGreaterThanEquals", "1.5", K("1.50")));
  EXPECT_TRUE(Holds("DateEquals", "2018-08-10T00:00:00Z", K("1533859200")));
  EXPECT_TRUE(Holds("DateEquals", "2018-08-10", K("2018-08-10T02:00+02:00")));
  EXPECT_TRUE(
      Holds("DateLessThan", "2024-01-01T10:00:00.5Z", K("2024-01-01T10:00Z")));
  EXPECT_TRUE(Holds("Bool", "TRUE", K("true")));
  EXPECT_TRUE(Holds("BinaryEquals", "aWFt", K("aWFt")));
  EXPECT_TRUE(Holds("IpAddress", "0.0.0.0/0", K("10.1.2.3")));
  EXPECT_FALSE(Holds("IpAddress", "0.0.0.0/0", K("2001:db8::1")));
  EXPECT_TRUE(Holds("IpAddress", "::/0", K("2001:db8::1")));
  EXPECT_TRUE(Holds("IpAddress", "192.168.10.10/8", K("192.0.0.1")));
  EXPECT_FALSE(
      Holds("NotIpAddress", {"10.0.0.0/8", "192.0.2.0/24"}, K("192.0.2.9")));
  EXPECT_TRUE(Holds("ArnLike", "arn:aws:sns:*:111122223333:*",
                    K("arn:aws:sns:eu-west-1:111122223333:t:sub")));
  const json other = K("arn:aws:x:r:9:s:111122223333:t/d");
  EXPECT_TRUE(Holds("StringLike", "arn:aws:x:*:111122223333:t/*", other));
  EXPECT_FALSE(Holds("ArnLike", "arn:aws:x:*:111122223333:t/*", other));
  EXPECT_FALSE(Holds("ArnEquals", "arn:aws:x", other));
  EXPECT_TRUE(Holds("ArnEquals", "*", other));
}

TEST(NaiveEvaluation, SeveralValues) {
  const json both = {"a", "b"};
  const auto all = [&](const json& context) {
    return Holds("ForAllValues:StringEquals", both, context);
  };
  EXPECT_TRUE(all(K(json::array({"a"}))));
  EXPECT_TRUE(all(K(both)));
  EXPECT_FALSE(all(K({"a", "c"})));
  EXPECT_TRUE(all(K(json::array())));
  EXPECT_TRUE(all(K(json::array({""}))));
  EXPECT_TRUE(Holds("ForAnyValue:StringEquals", "a", K({"a", "c"})));
  EXPECT_FALSE(Holds("ForAnyValue:StringEquals", "a", K(json::array({"c"}))));
  EXPECT_FALSE(Holds("ForAnyValue:StringEquals", "a", K(json::array())));
  const std::string unlike = "ForAllValues:StringNotLike";
  EXPECT_FALSE(Holds(unlike, "key1*", K(json::array({"key1:x"}))));
  EXPECT_TRUE(Holds(unlike, "key1*", K(json::array({"key2:x"}))));
  EXPECT_FALSE(Holds(unlike, "key1*", K({"key1:x", "key2:y"})));
  EXPECT_FALSE(Holds("StringEquals", both, K(both)));
  EXPECT_TRUE(Holds("StringNotEquals", both, K({"c", "d"})));
  EXPECT_FALSE(Holds("StringNotEquals", both, K({"a", "d"})));
}

// Same account: what the resource policy names, and which side is silent.
TEST(NaiveEvaluation, SameAccountGrants) {
  struct Row {
    const char* principal;
    json named;
    const char* identity;
    const char* boundary;
    const char* session;
  };

  const char* yes = "allowed";
  const char* no = "implicit_deny";
  const json account = {{"AWS", "111111111111"}};
  for (const Row& row :
       std::vector<Row>{{kUser, {{"AWS", kUser}}, yes, yes, yes},
                        {kSession,
                         {{"AWS", "arn:aws:iam::111111111111:role/path/app"}},
                         yes,
                         no,
                         no},
                        {kSession, {{"AWS", kSession}}, yes, yes, yes},
                        {kFederated, {{"AWS", kFederated}}, yes, yes, yes},
                        {kFederated,
                         {{"AWS", "arn:aws:iam::111111111111:user/bo"}},
                         yes,
                         no,
                         no},
                        {kSession, "*", yes, yes, yes},
                        {kUser, account, no, no, no}}) {
    json one = Case(row.principal, "s3:GetObject", kBucket);
    one["federated_by"] = "arn:aws:iam::111111111111:user/bo";
    one["resource_policy"] =
        Policy(Statement("Allow", "s3:*", {{"Principal", row.named}}));
    EXPECT_EQ(Decision(one), row.identity) << one;
    json silent = one;
    silent["permission_boundary"] = Nothing();
    EXPECT_EQ(Decision(silent), row.boundary) << silent;
    silent = one;
    silent["session_policy"] = Nothing();
    EXPECT_EQ(Decision(silent), row.session) << silent;
    silent["session_policy"] = Policy(Statement("Deny", "*"));
    EXPECT_EQ(Decision(silent), "explicit_deny") << silent;
    // From another account both sides must allow, whoever is named.
    one["resource_account"] = "222222222222";
    EXPECT_EQ(Decision(one), no) << one;
    one["identity_policies"] = json::array({AllowAll()});
    EXPECT_EQ(Decision(one), yes) << one;
    one["permission_boundary"] = Nothing();
    EXPECT_EQ(Decision(one), no) << one;
  }
}

TEST(NaiveEvaluation, TrustPoliciesAndKeys) {
  struct Row {
    const char* named;
    bool identity;
    bool boundary;
    const char* decision;
  };

  for (const Row& row : std::vector<Row>{
           {kUser, false, false, "allowed"},
           {"arn:aws:iam::111111111111:root", false, false, "implicit_deny"},
           {"111111111111", true, false, "allowed"},
           {"222222222222", true, false, "implicit_deny"},
           {kUser, false, true, "allowed"}}) {
    for (const bool key : {false, true}) {
      json one = key ? Case(kUser, "kms:Decrypt", kKey)
                     : Case(kUser, "sts:AssumeRole", kRole);
      json statement = Statement("Allow", key ? "kms:*" : "sts:AssumeRole",
                                 {{"Principal", {{"AWS", row.named}}}});
      if (!key) {
        statement.erase("Resource");
      }
      one["resource_policy"] = Policy(statement);
      if (row.identity) {
        one["identity_policies"] = json::array({AllowAll()});
      }
      if (row.boundary) {
        one["permission_boundary"] = Nothing();
      }
      EXPECT_EQ(Decision(one), row.decision) << one;
    }
  }
  json root = Case("arn:aws:iam::111111111111:root", "s3:GetObject", kBucket);
  EXPECT_EQ(Decision(root), "allowed");
  root["action"] = "sts:AssumeRole";
  EXPECT_EQ(Decision(root), "implicit_deny");
}

json Levels(const std::vector<json>& levels) { return json(levels); }

TEST(NaiveEvaluation, ServiceControlPolicies) {
  const json full = json::array({AllowAll()});
  const auto allow = [](const json& actions) {
    return Policy(Statement("Allow", actions));
  };
  const json deny = Policy(Statement("Deny", "s3:*"));

  struct Row {
    std::vector<json> levels;
    const char* decision;
  };

  for (const Row& row : std::vector<Row>{
           {{full, full, full}, "allowed"},
           {{full, json::array({allow("ec2:*")}), full}, "implicit_deny"},
           {{json::array(), full, full}, "implicit_deny"},
           {{full, json::array({AllowAll(), deny}),
             json::array({AllowAll(), allow("s3:*")})},
            "explicit_deny"},
           {{json::array({allow({"s3:*", "ec2:*", "sqs:*"})}),
             json::array({allow({"sqs:*", "sns:*"})}), full},
            "implicit_deny"}}) {
    json one = Case(kUser, "s3:GetObject", kBucket);
    one["identity_policies"] = json::array({AllowAll()});
    one["scps"] = Levels(row.levels);
    EXPECT_EQ(Decision(one), row.decision) << one;
    one["principal_in_management_account"] = true;
    EXPECT_EQ(Decision(one), "allowed") << one;
    one["principal_in_management_account"] = false;
    one["principal"] = "arn:aws:iam::111111111111:root";
    EXPECT_EQ(Decision(one), row.decision) << one;
  }
}

TEST(NaiveEvaluation, OthersThanUsers) {
  json one = Case("anonymous", "s3:GetObject", kBucket);
  one["resource_policy"] =
      Policy(Statement("Allow", "s3:*", {{"Principal", "*"}}));
  one["scps"] = Levels({json::array()});
  for (const char* who : {"anonymous", "lambda.amazonaws.com", "federated:x"}) {
    one["principal"] = who;
    EXPECT_EQ(Decision(one), "allowed") << one;
  }
  json full = Statement("Allow", "*", {{"Principal", "*"}});
  json no = Statement("Deny", "s3:*", {{"Principal", "*"}});
  one["rcps"] = Levels({json::array({Policy({full, no})})});
  EXPECT_EQ(Decision(one), "explicit_deny");
  one["resource_in_management_account"] = true;
  EXPECT_EQ(Decision(one), "allowed");
  json who = Case("anonymous", "sts:GetCallerIdentity", "*");
  EXPECT_EQ(Decision(who), "implicit_deny");
  who["principal"] = kUser;
  who["identity_policies"] = json::array({Policy(Statement("Deny", "*"))});
  EXPECT_EQ(Decision(who), "allowed");
}

TEST(NaiveEvaluation, LimitsThatBindSomeAlone) {
  json one = Case(kUser, "s3:GetObject", kBucket);
  one["identity_policies"] = json::array({AllowAll()});
  json endpoint = one;
  endpoint["endpoint_policies"] = json::array({Nothing()});
  EXPECT_EQ(Decision(endpoint), "implicit_deny");
  json linked = one;
  linked["scps"] = Levels({json::array()});
  EXPECT_EQ(Decision(linked), "implicit_deny");
  linked["principal"] =
      "arn:aws:sts::111111111111:assumed-role/AWSServiceRoleForX/one";
  EXPECT_EQ(Decision(linked), "allowed");
  json managed =
      Case(kUser, "iam:DeletePolicy", "arn:aws:iam::aws:policy/ReadOnly");
  managed["identity_policies"] = json::array({AllowAll()});
  EXPECT_EQ(Decision(managed), "implicit_deny");
  managed["action"] = "iam:GetPolicy";
  EXPECT_EQ(Decision(managed), "allowed");
}

TEST(NaiveEvaluation, NotPrincipal) {
  json statement = Statement("Deny", "*");
  statement["NotPrincipal"] = {{"AWS", kUser}};
  json one = Case(kUser, "s3:GetObject", kBucket);
  one["identity_policies"] = json::array({AllowAll()});
  one["resource_policy"] = Policy(statement);
  EXPECT_EQ(Decision(one), "allowed");
  one["permission_boundary"] = AllowAll();
  EXPECT_EQ(Decision(one), "explicit_deny");
  one["principal"] = kSession;
  one["permission_boundary"] = nullptr;
  EXPECT_EQ(Decision(one), "explicit_deny");
  statement["Effect"] = "Allow";
  one["resource_policy"] = Policy(statement);
  EXPECT_EQ(Decision(one), "error");
}

}  // namespace
}  // namespace iamgen::oracle
