// Texts that say how often a part of them stands there.
#include "diag/example_text.h"

#include <gtest/gtest.h>

namespace iamgen::diag {
namespace {

TEST(ExampleText, RepeatsWhatItSays) {
  EXPECT_EQ(WholeText("plain"), "plain");
  EXPECT_EQ(WholeText("[[3 times: a#, ]]a"), "a1, a2, a3, a");
  EXPECT_EQ(WholeText("[[[2 times: b, ]]b]"), "[b, b, b]");
  EXPECT_EQ(WholeText("x\n[[2 times: #: @\n]]y [[1 times: #]]"),
            "x\n1: 0\n2: 1\ny 1");
  EXPECT_EQ(WholeText("[[]] [[x]] # @"), "[[]] [[x]] # @");
}

}  // namespace
}  // namespace iamgen::diag
