// Addresses and ranges, at the edges of their grammar.
#include "policy/ip_range.h"

#include <gtest/gtest.h>

#include <string_view>

namespace iamgen::policy {
namespace {

TEST(IpRange, Grammar) {
  for (const std::string_view good :
       {"0.0.0.0/0", "203.0.113.7", "203.0.113.0/24", "255.255.255.255/32",
        "::/0", "::1", "2001:db8::/32", "2001:DB8:0:0:0:0:0:1/128",
        "::ffff:203.0.113.1"}) {
    EXPECT_TRUE(ParseIpRange(good)) << good;
  }
  for (const std::string_view bad :
       {"", "/24", "203.0.113.0/", "203.0.113.0/33", "203.0.113.0/-1",
        "203.0.113.0/24/8", "203.0.113.0/ 24", " 203.0.113.0", "203.0.113",
        "203.0.113.256", "203.0.113.*", "010.0.0.1", "2001:db8::/129",
        "2001:db8::1::2", "203.0.113.0/255.255.255.0", "example.com"}) {
    EXPECT_FALSE(ParseIpRange(bad)) << bad;
  }
}

TEST(IpRange, BitsBehindThePrefix) {
  struct Row {
    std::string_view text;
    bool has_bits;
    std::string_view masked;
  };

  for (const Row& row : {Row{"203.0.113.7/24", true, "203.0.113.0/24"},
                         Row{"203.0.113.0/24", false, "203.0.113.0/24"},
                         Row{"203.0.113.7", false, "203.0.113.7/32"},
                         Row{"203.0.113.129/25", true, "203.0.113.128/25"},
                         Row{"1.2.3.4/0", true, "0.0.0.0/0"},
                         Row{"2001:db8::1/32", true, "2001:db8::/32"},
                         Row{"2001:db8::/33", false, "2001:db8::/33"}}) {
    const auto range = ParseIpRange(row.text);
    ASSERT_TRUE(range) << row.text;
    EXPECT_EQ(range->HasHostBits(), row.has_bits) << row.text;
    EXPECT_EQ(range->Masked(), row.masked) << row.text;
  }
}

TEST(IpRange, Private) {
  for (const std::string_view secluded :
       {"10.0.0.0/8", "10.255.255.255", "172.16.0.0/12", "172.31.255.255",
        "192.168.1.0/24", "100.64.0.0/10", "127.0.0.1", "169.254.169.254",
        "fc00::/7", "fd12::1", "fe80::1", "::1"}) {
    EXPECT_TRUE(ParseIpRange(secluded)->IsPrivate()) << secluded;
  }
  for (const std::string_view open :
       {"0.0.0.0/0", "10.0.0.0/7", "172.32.0.0/12", "100.128.0.0/10",
        "203.0.113.0/24", "::/0", "2001:db8::/32", "fe00::/7"}) {
    EXPECT_FALSE(ParseIpRange(open)->IsPrivate()) << open;
  }
}

TEST(IpRange, Contains) {
  const auto contains = [](std::string_view wide, std::string_view narrow) {
    return ParseIpRange(wide)->Contains(*ParseIpRange(narrow));
  };
  EXPECT_TRUE(contains("203.0.113.0/24", "203.0.113.128/25"));
  EXPECT_TRUE(contains("203.0.113.0/24", "203.0.113.0/24"));
  EXPECT_FALSE(contains("203.0.113.128/25", "203.0.113.0/24"));
  EXPECT_FALSE(contains("203.0.113.0/24", "203.0.112.1"));
  EXPECT_FALSE(contains("::/0", "203.0.113.1"));
}

}  // namespace
}  // namespace iamgen::policy
