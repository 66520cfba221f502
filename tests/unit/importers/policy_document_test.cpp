// Documents of JSON: what is read, and what is said of their structure.
#include "importers/policy_document.h"

#include <string>
#include <vector>

#include "importers/diagnostics.h"
#include "syntax/reader.h"
#include "unit/importers/importing.h"

namespace iamgen::importers {
namespace {

using policy::Kind;

// A document around the members of one statement.
std::string Around(std::string_view members) {
  return R"({"Version":"2012-10-17","Statement":[{)" + std::string(members) +
         "}]}";
}

constexpr std::string_view kRest =
    R"("Effect":"Allow","Action":"s3:GetObject","Resource":"*")";

struct As {
  Kind kind;
  std::string service;
};

As AsOf(std::string_view word) {
  if (word.starts_with("resource:")) {
    return {Kind::kResource, std::string(word.substr(9))};
  }
  for (const Kind kind :
       {Kind::kIdentity, Kind::kBoundary, Kind::kSession, Kind::kTrust,
        Kind::kServiceControl, Kind::kResourceControl}) {
    if (policy::NameOf(kind) == word) {
      return {kind, {}};
    }
  }
  ADD_FAILURE() << word;
  return {Kind::kIdentity, {}};
}

TEST(PolicyDocument, ExamplesOfRules) {
  for (const diag::Rule* rule : kImporterRules) {
    SCOPED_TRACE(rule->id);
    if (!rule->id.starts_with("IAM") || rule->id >= "IAM200") {
      continue;
    }
    const As as = AsOf(rule->example.as);
    EXPECT_EQ(PolicyReading(rule->example.fires, as.kind, as.service).Ids(),
              rule->id);
    EXPECT_EQ(
        PolicyReading(rule->example.repaired, as.kind, as.service).Findings(),
        "");
  }
}

TEST(PolicyDocument, ReadsEverything) {
  const PolicyReading reading(R"({
  "Version": "2012-10-17",
  "Id": "all",
  "Statement": {
    "Sid": "One",
    "Effect": "Deny",
    "NotPrincipal": {"AWS": ["111111111111", "222222222222"],
                     "Service": "s3.amazonaws.com"},
    "NotAction": ["s3:Get*", "s3:List*"],
    "Resource": "arn:aws:s3:::b/${aws:username}",
    "Condition": {
      "Bool": {"aws:SecureTransport": false},
      "NumericLessThan": {"s3:max-keys": [10, 1.5e3, "7"]}
    }
  }
})",
                              Kind::kResource, "s3");
  EXPECT_EQ(reading.Findings(), "");
  const policy::Document& document = reading.document;
  EXPECT_EQ(document.version->text, "2012-10-17");
  EXPECT_EQ(document.id->text, "all");
  EXPECT_TRUE(document.has_statement);
  EXPECT_TRUE(document.complete);
  ASSERT_EQ(document.statements.size(), 1U);
  const policy::Statement& one = document.statements[0];
  EXPECT_EQ(one.sid->text, "One");
  EXPECT_TRUE(one.denies());
  EXPECT_TRUE(one.action.except);
  EXPECT_TRUE(one.action.complete());
  ASSERT_EQ(one.action.values().size(), 2U);
  EXPECT_EQ(reading.At(one.action.values()[1].span), "\"s3:List*\"");
  EXPECT_EQ(reading.At(one.action.name), "\"NotAction\"");
  EXPECT_EQ(reading.At(one.action.span),
            R"("NotAction": ["s3:Get*", "s3:List*"])");
  EXPECT_FALSE(one.resource.of.is_list);
  EXPECT_TRUE(one.principal.except);
  ASSERT_EQ(one.principal.groups.size(), 2U);
  EXPECT_EQ(one.principal.groups[0].of.values.size(), 2U);
  EXPECT_EQ(one.principal.groups[1].type.text, "Service");
  ASSERT_EQ(one.condition.size(), 2U);
  const policy::Values& flag = one.condition[0].tests[0].of;
  EXPECT_EQ(flag.values[0].text, "false");
  EXPECT_EQ(flag.values[0].form, policy::Form::kBoolean);
  const policy::Values& keys = one.condition[1].tests[0].of;
  ASSERT_EQ(keys.values.size(), 3U);
  EXPECT_EQ(keys.values[1].text, "1.5e3");
  EXPECT_EQ(keys.values[1].form, policy::Form::kNumber);
  EXPECT_EQ(keys.values[2].form, policy::Form::kText);
}

TEST(PolicyDocument, SyntaxErrorsAreIam001) {
  const PolicyReading comma(R"({"Version":"2012-10-17","Statement":[}])");
  EXPECT_EQ(comma.Findings(),
            "IAM001 1:38 a value must stand here, at byte 37");
  EXPECT_FALSE(comma.document.complete);
  EXPECT_FALSE(comma.document.version->known());
  EXPECT_EQ(PolicyReading("").Findings(),
            "IAM001 1:1 the file is empty, at byte 0");
  EXPECT_EQ(PolicyReading("{}\n{}").Ids(), "IAM001");
  EXPECT_EQ(PolicyReading("{'Version': 1}").Ids(), "IAM001");
  EXPECT_EQ(PolicyReading("{\"Version\": \"\xFF\"}").Ids(), "IAM001");
  EXPECT_EQ(PolicyReading(std::string(100, '[') + std::string(100, ']')).Ids(),
            "IAM001 IAM003");
}

TEST(PolicyDocument, TellsWhatElseIsWrong) {
  // The commas are mistakes that reading goes on behind.
  const PolicyReading reading(R"({"Version": "2012-10-17",
 "Statement": [
  {"Effect": "allow", "Action": "s3:*", "Action": "*", "Resource": "*",},
  {"Effect": "Allow", "Action": null, "Resource": 5},
 ]})");
  EXPECT_EQ(reading.Findings(),
            "IAM108 3:14 Effect is `allow`, and IAM knows Allow and Deny | "
            "IAM002 3:41 `Action` stands twice in one object | "
            "IAM001 3:71 a `,` stands before the closing `}`, at byte 112 | "
            "IAM006 4:33 `Action` is null | "
            "IAM004 4:51 `Resource` is a number | "
            "IAM001 4:53 a `,` stands before the closing `]`, at byte 168");
}

TEST(PolicyDocument, TypesOfValues) {
  const auto findings = [](std::string_view members) {
    return PolicyReading(Around(members)).Ids();
  };
  const std::vector<std::string> wrong = {
      R"("Effect":1,"Action":"a:b","Resource":"*")",
      R"("Effect":"Allow","Action":true,"Resource":"*")",
      R"("Effect":"Allow","Action":["a:b",["a:c"]],"Resource":"*")",
      R"("Effect":"Allow","Action":["a:b",null],"Resource":"*")",
      R"("Effect":"Allow","Action":"a:b","Resource":{})",
      std::string(kRest) + R"(,"Sid":7)",
      std::string(kRest) + R"(,"Condition":[])",
      std::string(kRest) + R"(,"Condition":{"Bool":"x"})",
      std::string(kRest) + R"(,"Condition":{"Bool":{"k":{}}})",
      std::string(kRest) + R"(,"Condition":{"Bool":{"k":[[]]}})",
  };
  for (const std::string& members : wrong) {
    EXPECT_EQ(findings(members), "IAM004") << members;
  }
  EXPECT_EQ(findings(std::string(kRest) + R"(,"Condition":{"Bool":{"k":[]}})"),
            "");
  EXPECT_EQ(PolicyReading(R"({"Version":1,"Statement":"x"})").Ids(), "IAM004");
  EXPECT_EQ(PolicyReading(R"({"Version":1,"Statement":["x",[]]})").Ids(),
            "IAM004");
  EXPECT_EQ(PolicyReading("[]").Findings(),
            "IAM003 1:1 the document is a list");
}

TEST(PolicyDocument, CharactersOutOfRange) {
  const auto findings = [](std::string_view value) {
    return PolicyReading(Around(std::string(kRest) + R"(,"Sid":")" +
                                std::string(value) + "\""))
        .Findings();
  };
  EXPECT_EQ(findings("\xC3\xBF\\u00ff\\t\\n\\r\x7F"), "");
  EXPECT_EQ(findings("ab\xE2\x82\xAC"),
            "IAM005 1:104 the character U+20AC stands in a policy");
  EXPECT_EQ(findings("ab\\\\\\u20AC"),
            "IAM005 1:106 the character U+20AC stands in a policy");
  EXPECT_EQ(findings("\\ud83d\\ude00"),
            "IAM005 1:102 the character U+1F600 stands in a policy");
  EXPECT_EQ(findings("a\\u0000"),
            "IAM005 1:103 the character U+0000 stands in a policy");
}

TEST(PolicyDocument, NothingWrittenIsUnknown) {
  const PolicyReading reading(Around(
      R"("Effect":"Allow","Action":"s3:\u0001","Resource":"*","a\u0001":1)"));
  EXPECT_EQ(reading.Ids(), "IAM005 IAM106");
  EXPECT_TRUE(reading.document.statements[0].action.values()[0].known());
}

TEST(PolicyDocument, UnknownNames) {
  EXPECT_EQ(
      PolicyReading(R"({"Version":"2012-10-17","Statements":[]})").Findings(),
      "IAM106 1:25 a policy has no element `Statements`");
  const PolicyReading reading(
      Around(R"("effect":"Allow","Actions":"s3:*","Resource":"*")"));
  EXPECT_EQ(reading.Ids(), "IAM106");
  EXPECT_EQ(reading.sink.Sorted()[0]->help, "did you mean `Effect`?");
  EXPECT_EQ(
      PolicyReading(Around(R"("Effect":"Allow","Comment":"","Resource":"*")"))
          .Ids(),
      "IAM106 IAM109");
}

TEST(PolicyDocument, PresenceByType) {
  const std::string none = Around(R"("Effect":"Allow")");
  EXPECT_EQ(PolicyReading(none).Ids(), "IAM109 IAM110");
  EXPECT_EQ(PolicyReading(none, Kind::kTrust).Ids(), "IAM109 IAM111");
  EXPECT_EQ(PolicyReading(none, Kind::kResource).Ids(), "IAM109 IAM110 IAM111");
  EXPECT_EQ(PolicyReading(none, Kind::kResource, "ecr").Ids(), "IAM109 IAM111");
  EXPECT_EQ(PolicyReading(none, Kind::kServiceControl).Ids(), "IAM109 IAM110");
  EXPECT_EQ(PolicyReading(none, Kind::kResourceControl).Ids(),
            "IAM109 IAM110 IAM111");
  const std::string principal =
      Around(std::string(kRest) + R"(,"Principal":"*")");
  EXPECT_EQ(PolicyReading(principal, Kind::kBoundary).Ids(), "IAM113");
  EXPECT_EQ(PolicyReading(principal, Kind::kSession).Ids(), "IAM113");
  EXPECT_EQ(PolicyReading(principal, Kind::kServiceControl).Ids(), "");
  EXPECT_EQ(PolicyReading(principal, Kind::kTrust).Ids(), "IAM115");
  const std::string both = Around(
      R"("Effect":"Allow","Action":"s3:*","NotAction":"s3:*",
         "Resource":"*","NotResource":"*",
         "Principal":"*","NotPrincipal":{"AWS":"*"})");
  EXPECT_EQ(PolicyReading(both, Kind::kResource).Findings(),
            "IAM112 1:72 `Action` and `NotAction` stand in one statement | "
            "IAM112 2:25 `Resource` and `NotResource` stand in one statement | "
            "IAM112 3:26 `Principal` and `NotPrincipal` stand in one "
            "statement");
}

TEST(PolicyDocument, EmptyThings) {
  EXPECT_EQ(PolicyReading(Around("")).Findings(),
            "IAM102 1:38 a statement is an empty object");
  EXPECT_EQ(PolicyReading(R"({"Statement":{}})").Ids(), "IAM102");
  EXPECT_EQ(
      PolicyReading(Around(std::string(kRest) +
                           R"(,"Condition":{"Bool":{},"Null":{"a:b":""}})"))
          .Findings(),
      "IAM125 1:115 `Bool` has nothing to compare");
  EXPECT_EQ(PolicyReading(Around(R"("Effect":"Allow","Action":["",""],
"Principal":{"AWS":[""],"Service":[]})"),
                          Kind::kTrust)
                .Ids(),
            "IAM123 IAM126");
}

TEST(PolicyDocument, Sizes) {
  const PolicyReading reading(
      "\n { \"a b\" : [ \"\\\" \xC3\xA4\" ] , \"c\":1}\n");
  EXPECT_EQ(reading.document.size, 22U);
  EXPECT_EQ(reading.document.written_size, 29U);
}

TEST(PolicyDocument, ReadsParts) {
  diag::SourceMap sources;
  diag::Sink sink;
  const diag::FileId file = sources.Add("p.yaml", R"(Version: 2012-10-17
Statement:
- Effect: Allow
  Action: s3:GetObject
  Resource: "*"
  Condition: { Bool: { aws:SecureTransport: yes } }
- Effect: Deny
  Action: [ 5 ]
  Resource: ~
)");
  const syntax::Tree tree = syntax::Read(sources, file, sink);
  const policy::Document document =
      ReadPolicy(DatumFrom(tree, 0), sources, Purpose{}, sink);
  EXPECT_EQ(Shown(sink, sources),
            "IAM004 8:13 a number stands in `Action` | "
            "IAM006 9:13 `Resource` is null");
  EXPECT_EQ(document.statements[0].condition[0].tests[0].of.values[0].text,
            "true");
  EXPECT_TRUE(document.statements[1].action.present);
  EXPECT_FALSE(document.statements[1].action.complete());
}

TEST(PolicyDocument, LargeOnesAreRead) {
  std::string statements;
  std::string actions;
  for (int i = 0; i < 10'000; ++i) {
    const std::string comma = i == 0 ? "" : ",";
    statements += comma + "{" + std::string(kRest) + "}";
    actions += comma + "\"s3:A" + std::to_string(i) + "\"";
  }
  const PolicyReading many(R"({"Version":"2012-10-17","Statement":[)" +
                           statements + "]}");
  EXPECT_EQ(many.document.statements.size(), 10'000U);
  const PolicyReading one(
      Around(R"("Effect":"Allow","Resource":"*","Action":[)" + actions + "]"));
  EXPECT_EQ(one.document.statements[0].action.values().size(), 10'000U);
  EXPECT_EQ(many.Findings() + one.Findings(), "");
}

}  // namespace
}  // namespace iamgen::importers
