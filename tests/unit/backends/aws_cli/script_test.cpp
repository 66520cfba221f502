// Whatever a value holds, a shell hands it on as it is.
#include "backends/aws_cli/script.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "backends/shell.h"
#include "support/text.h"

namespace iamgen::backends::aws_cli {
namespace {

const std::vector<std::string>& HostileTexts() {
  static const std::vector<std::string> texts = {
      "",
      "plain",
      "it's",
      "'",
      "''",
      "'; echo broken; '",
      "\\",
      "\\'",
      "ends in \\",
      "\"quoted\"",
      "$HOME ${HOME} $(echo broken) `echo broken`",
      "${aws:username}",
      "!history !! !$",
      "-n",
      "--option=value",
      "file:///etc/passwd",
      "two\nlines\n\nand more",
      "tab\tand\rreturn",
      "* ? [a-z] ~ # ; & | < > ( ) { }",
      "%s %n %%",
      "JSON",
      "a\nJSON\nb",
      "END\nEND_\nEND",
      "Größe 東京",
      "  blanks  ",
  };
  return texts;
}

// What a shell prints when it runs `script`.
std::string OutputOf(const std::string& script) {
  const std::string path = ::testing::TempDir() + "iamgen_script_test_" +
                           std::to_string(getpid()) + ".sh";
  std::ofstream(path, std::ios::binary) << "set -eu\n" << script;
  std::FILE* pipe = popen(("sh '" + path + "' 2>&1").c_str(), "r");
  EXPECT_NE(pipe, nullptr);
  std::string output;
  std::array<char, 4096> buffer{};
  std::size_t got = 0;
  while ((got = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0) {
    output.append(buffer.data(), got);
  }
  EXPECT_EQ(pclose(pipe), 0) << output;
  std::remove(path.c_str());
  return output;
}

std::string Filled(const writers::Rope& rope,
                   const std::vector<std::string>& slots = {}) {
  std::string text;
  rope.AppendTo(text, slots);
  return text;
}

TEST(Script, AWordIsOneArgument) {
  for (const std::string& text : HostileTexts()) {
    Script script(false);
    script.Append("printf '%s|%s' \"$#\"");
    script.Word(writers::Text(text));
    // The number is the shell's own arguments.
    EXPECT_EQ(OutputOf(Filled(script.Take())), "0|" + text) << text;
  }
}

TEST(Script, AVariableHoldsTheText) {
  for (const std::string& text : HostileTexts()) {
    Script script(false);
    script.Assign("value", writers::Text(text));
    script.Append("printf '%s' \"$value\"");
    EXPECT_EQ(OutputOf(Filled(script.Take())), text) << text;
  }
}

TEST(Script, WhatASlotHoldsIsTheSame) {
  for (const std::string& text : HostileTexts()) {
    writers::Text parts("<");
    parts.AddSlot(0).Add("'>");
    Script script(false);
    script.Append("printf '%s'");
    script.Word(parts);
    std::string value;
    AppendShellQuoted(value, text);
    EXPECT_EQ(OutputOf(Filled(script.Take(), {value})), "<" + text + "'>")
        << text;
  }
}

TEST(Script, JsonIsOneArgumentToo) {
  for (const std::string& text : HostileTexts()) {
    writers::Text slot;
    slot.AddSlot(0);
    writers::Map map;
    map.push_back({.key = "Text", .value = {writers::Text(text)}});
    map.push_back({.key = "Slot", .value = {slot}});
    std::string json;
    support::AppendJsonEscaped(json, text);
    std::string value;
    AppendShellQuoted(value, json);
    Script script(false);
    script.Append("printf '%s'");
    script.JsonWord({map});
    EXPECT_EQ(nlohmann::json::parse(OutputOf(Filled(script.Take(), {value}))),
              (nlohmann::json{{"Text", text}, {"Slot", text}}))
        << text;
  }
}

TEST(Script, ADocumentArrivesWhole) {
  for (const bool compact : {false, true}) {
    for (const std::string& text : HostileTexts()) {
      writers::Map map;
      map.push_back({.key = writers::Text(text),
                     .value = {writers::List{{writers::Text(text)}}}});
      Script script(compact);
      script.Append("cat");
      script.Document({map});
      script.Append("echo after\n");
      std::string output = OutputOf(Filled(script.Take()));
      ASSERT_TRUE(output.ends_with("\nafter\n")) << output;
      output.resize(output.size() - 6);
      EXPECT_EQ(output.find('\n') == output.size() - 1, compact);
      EXPECT_EQ(nlohmann::json::parse(output),
                (nlohmann::json{{text, {text}}}));
    }
  }
}

TEST(Script, ATextArrivesWithALineEnd) {
  for (const std::string& text : HostileTexts()) {
    Script script(false);
    script.Append("cat");
    script.Here(text);
    script.Append("echo after\n");
    EXPECT_EQ(OutputOf(Filled(script.Take())),
              text + (text.ends_with('\n') ? "" : "\n") + "after\n")
        << text;
  }
}

TEST(Script, ACommentIsOneLine) {
  for (const std::string& text : HostileTexts()) {
    Script script(false);
    script.Comment(text + "\necho broken\r\necho broken");
    EXPECT_EQ(OutputOf(Filled(script.Take())), "") << text;
  }
}

}  // namespace
}  // namespace iamgen::backends::aws_cli
