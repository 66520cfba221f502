// What the roles of a generated topology say.
#include "generate_topology.h"

namespace iamgen::bench {
namespace {

std::string Digits(std::size_t number, std::size_t width) {
  std::string digits = std::to_string(number);
  return std::string(width > digits.size() ? width - digits.size() : 0, '0') +
         digits;
}

std::string Alias(std::size_t account) {
  return account == 0 ? "master" : "child" + Digits(account, 5);
}

std::string IdOf(std::size_t account) { return "100000" + Digits(account, 6); }

std::string RoleName(std::size_t role) { return "Service" + Digits(role, 3); }

// Words that differ between the two spellings.
struct Wording {
  std::string in;
  std::string objects;
  std::string table;
  // What stands before the name of a role to make its key.
  std::string key;
};

void AddAccount(std::size_t account, const Size& size, std::string& text) {
  const std::string indent = account == 0 ? "  " : "    ";
  text += account == 0 ? "master:\n" : "  " + Alias(account) + ":\n";
  text += indent + "id: \"" + IdOf(account) + "\"\n";
  if (size.spelling == Spelling::kCompact) {
    text += indent + "variables:\n";
    text += indent + "  DATA: data-of-" + Alias(account) + "/services\n";
    text += indent + "  TABLE: Orders-" + Alias(account) + "\n";
  }
}

void AddRole(std::size_t role, const Wording& words, std::string& text) {
  const std::string name = RoleName(role);
  text += "  " + words.key + name + ":\n";
  if (!words.key.empty()) {
    text += "    name: " + name + "\n";
  }
  text += "    in: " + words.in + "\n";
  text += "    description: Service " + std::to_string(role) + " of many\n";
  // The services trust EC2; every tenth is assumed by the first, too.
  text += "    trusted_by:\n      - service: ec2\n";
  if (role % 10 == 9) {
    text += "      - role: " + words.key + RoleName(0) + "\n";
  }
  if (role % 5 == 0) {
    text += "    policies: [Common]\n";
  }
  text += "    inline:\n      work:\n";
  text += "        - sid: ReadObjects\n";
  text += "          allow: [s3:GetObject, s3:GetObjectVersion]\n";
  text += "          on: \"" + words.objects + "\"\n";
  text += "          when: { Bool: { \"aws:SecureTransport\": \"true\" } }\n";
  text += "        - sid: UseTable\n";
  text += "          allow:\n";
  text += "            - dynamodb:GetItem\n";
  text += "            - dynamodb:PutItem\n";
  text += "            - dynamodb:Query\n";
  text += "          on: \"" + words.table + "/index/" + name + "\"\n";
}

}  // namespace

std::string GenerateTopology(const Size& size) {
  const bool compact = size.spelling == Spelling::kCompact;
  std::string text = "iamgen: 1\nname: generated\n";
  text += "defaults: { region: eu-west-1 }\n";
  for (std::size_t account = 0; account < size.accounts; ++account) {
    if (account == 1) {
      text += "children:\n";
    }
    AddAccount(account, size, text);
  }
  text +=
      "policies:\n"
      "  Common:\n"
      "    - sid: WriteLogs\n"
      "      allow: [logs:CreateLogStream, logs:PutLogEvents]\n"
      "      on: \"arn:{{partition}}:logs:{{region}}:{{account.id}}:"
      "log-group:services/*\"\n";
  text += "roles:\n";
  for (std::size_t account = 0; account < (compact ? 1 : size.accounts);
       ++account) {
    Wording words{
        "all", "{{objects:DATA}}",
        "arn:{{partition}}:dynamodb:{{region}}:{{account.id}}:table/{{TABLE}}",
        ""};
    if (!compact) {
      words = {Alias(account),
               "arn:aws:s3:::data-of-" + Alias(account) + "/services/*",
               "arn:aws:dynamodb:eu-west-1:" + IdOf(account) +
                   ":table/Orders-" + Alias(account),
               Alias(account) + "-"};
    }
    for (std::size_t role = 0; role < size.roles; ++role) {
      AddRole(role, words, text);
    }
  }
  return text;
}

}  // namespace iamgen::bench
