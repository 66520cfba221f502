// Resources of policies against the formats of the catalogue.
#include "policy/arn_formats.h"

#include <gtest/gtest.h>

#include <span>
#include <string_view>
#include <vector>

#include "catalog/catalogue.h"

namespace iamgen::policy {
namespace {

std::span<const ArnFormat> FormatsOf(std::string_view service,
                                     std::string_view type) {
  const catalog::Catalogue& catalogue = catalog::Catalogue::Embedded();
  return ArnFormats::Of(catalogue).OfType(
      *catalogue.FindResourceType(*catalogue.FindService(service), type));
}

struct Case {
  std::string_view resource;
  std::string_view service;
  std::string_view type;
  bool meets;
  bool covers;
};

TEST(ArnFormats, AreComparedFieldByField) {
  const std::vector<Case> cases = {
      {"arn:aws:s3:::bucket/key", "s3", "object", true, false},
      {"arn:aws:s3:::bucket", "s3", "object", false, false},
      {"arn:aws:s3:::buck*", "s3", "object", true, false},
      {"arn:aws:s3:::*", "s3", "object", true, true},
      {"arn:aws:s3:::*/*", "s3", "object", true, true},
      {"arn:aws:s3:::${aws:username}", "s3", "object", true, false},
      {"arn:aws:s3:::${aws:username}/*", "s3", "object", true, false},
      {"arn:aws:s3:::bucket", "s3", "bucket", true, false},
      {"arn:aws:s3:::*", "s3", "bucket", true, true},
      // The name of a bucket has no slash.
      {"arn:aws:s3:::bucket/*", "s3", "bucket", false, false},
      {"arn:aws-cn:s3:::bucket/*", "s3", "object", true, false},
      {"arn:aws:s3:eu-west-1::bucket/*", "s3", "object", false, false},
      {"arn:aws:ec2:*:*:instance/*", "ec2", "instance", true, true},
      {"arn:aws:ec2:*:*:volume/*", "ec2", "instance", false, false},
      {"arn:aws:ec2:*:*:*", "ec2", "instance", true, true},
      {"arn:aws:ec2:eu-west-1:*:instance/*", "ec2", "instance", true, false},
      {"arn:aws:ec2:*:222222222222:in*/i-0", "ec2", "instance", true, false},
      {"arn:aws:*:*:*:*", "ec2", "instance", true, true},
      // A `*` is one field, not three.
      {"arn:aws:ec2:*:instance/x:y:z", "ec2", "instance", false, false},
      {"arn:aws:ec2*", "ec2", "instance", true, false},
  };
  for (const Case& one : cases) {
    const ResourcePattern pattern = PatternOf(one.resource);
    bool meets = false;
    bool covers = false;
    for (const ArnFormat& format : FormatsOf(one.service, one.type)) {
      meets |= Meet(pattern, format);
      covers |= Covers(pattern, format);
    }
    EXPECT_EQ(meets, one.meets) << one.resource << " " << one.type;
    EXPECT_EQ(covers, one.covers) << one.resource << " " << one.type;
  }
}

TEST(ArnFormats, AreFoundByTheServiceOfArns) {
  const ArnFormats& formats = ArnFormats::Of(catalog::Catalogue::Embedded());
  EXPECT_FALSE(formats.OfService("s3").empty());
  // Products of Service Catalog, whose actions have another prefix.
  EXPECT_FALSE(formats.OfService("catalog").empty());
  EXPECT_TRUE(formats.OfService("S3").empty());
  EXPECT_TRUE(formats.OfService("no-such-service").empty());
}

TEST(ArnFormats, OfEveryTypeStandInTheirPlace) {
  const catalog::Catalogue& catalogue = catalog::Catalogue::Embedded();
  const ArnFormats& formats = ArnFormats::Of(catalogue);
  for (const catalog::ServiceId service : catalogue.Services()) {
    for (const catalog::ResourceTypeId type :
         catalogue.ResourceTypesOf(service)) {
      for (const ArnFormat& format : formats.OfType(type)) {
        ASSERT_EQ(format.type, type) << catalogue.NameOf(type);
      }
    }
  }
}

}  // namespace
}  // namespace iamgen::policy
