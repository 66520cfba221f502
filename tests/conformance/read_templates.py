"""What a CloudFormation template makes of an account, in `canonical`'s form."""

import re

import canonical

REFERENCE = re.compile(r"\$\{([^}]*)\}")

URL_SUFFIXES = {
    "aws-cn": "amazonaws.com.cn", "aws-iso": "c2s.ic.gov",
    "aws-iso-b": "sc2s.sgov.gov", "aws-iso-e": "cloud.adc-e.uk",
    "aws-iso-f": "csp.hci.ic.gov", "aws-eusc": "amazonaws.eu",
}

# Of what has a name and an ARN: the property with the name, what ARNs call it,
# what logical ids start with, and what the model calls it.
NAMED = {
    "AWS::IAM::Role": ("RoleName", "role", "Role", "role"),
    "AWS::IAM::User": ("UserName", "user", "User", "user"),
    "AWS::IAM::Group": ("GroupName", "group", "Group", "group"),
    "AWS::IAM::ManagedPolicy":
        ("ManagedPolicyName", "policy", "Policy", "policy"),
    "AWS::IAM::InstanceProfile":
        ("InstanceProfileName", "instance-profile", "InstanceProfile",
         "instance_profile"),
}

# Inline policies apart from their owners.
APART = {"AWS::IAM::RolePolicy": ("roles", "RoleName"),
         "AWS::IAM::UserPolicy": ("users", "UserName"),
         "AWS::IAM::GroupPolicy": ("groups", "GroupName")}


class Template:
    def __init__(self, template, account, partition, generated, parameters=()):
        self.resources = template["Resources"]
        self.declared = template.get("Parameters", {})
        self.parameters = dict(parameters)
        self.account = account
        self.partition = partition
        self.generated = generated

    def pseudo(self, name):
        return {
            "AWS::AccountId": self.account,
            "AWS::Partition": self.partition,
            "AWS::URLSuffix": URL_SUFFIXES.get(self.partition,
                                               "amazonaws.com"),
        }[name]

    def name(self, logical_id):
        """The name of a resource that has one, or the mark of one made up."""
        resource = self.resources[logical_id]
        key, _, prefix, word = NAMED[resource["Type"]]
        if key in resource["Properties"]:
            return self.value(resource["Properties"][key])
        for kind, made_of in self.generated:
            words = [one for one in re.split("[^A-Za-z0-9]+", made_of) if one]
            plain = prefix + "".join(one[:1].upper() + one[1:]
                                     for one in words)
            if kind == word and re.fullmatch(f"{plain}(X[0-9A-F]{{10}})?",
                                             logical_id):
                return f"<generated:{kind}/{made_of}>"
        raise ValueError(f"{logical_id} has no name")

    def arn(self, logical_id):
        resource = self.resources[logical_id]
        properties = resource["Properties"]
        front = f"arn:{self.partition}:iam::{self.account}:"
        if resource["Type"] == "AWS::IAM::OIDCProvider":
            return front + "oidc-provider/" + self.value(
                properties["Url"]).removeprefix("https://")
        if resource["Type"] == "AWS::IAM::SAMLProvider":
            return front + "saml-provider/" + self.value(properties["Name"])
        name = self.name(logical_id)
        if name.startswith("<"):
            return name
        return (front + NAMED[resource["Type"]][1] +
                self.value(properties.get("Path", "/")) + name)

    def reference(self, name):
        """What `Ref` gives."""
        if name.startswith("AWS::"):
            return self.pseudo(name)
        if name in self.declared:
            given = self.parameters.get(name, f"<parameter:{name}>")
            return (given.split(",")
                    if self.declared[name]["Type"] == "CommaDelimitedList"
                    else given)
        if self.resources[name]["Type"] in ("AWS::IAM::ManagedPolicy",
                                            "AWS::IAM::OIDCProvider",
                                            "AWS::IAM::SAMLProvider"):
            return self.arn(name)
        return self.name(name)

    def attribute(self, name, attribute):
        if attribute != "Arn":
            raise ValueError(f"{name}.{attribute}")
        return self.arn(name)

    def substituted(self, match):
        inner = match.group(1)
        if inner.startswith("!"):
            return "${" + inner[1:] + "}"
        name, dot, attribute = inner.partition(".")
        return self.attribute(name, attribute) if dot else self.reference(name)

    def value(self, written):
        """With every function called."""
        if isinstance(written, list):
            return [self.value(one) for one in written]
        if not isinstance(written, dict):
            return written
        if len(written) == 1:
            (key, argument), = written.items()
            if key == "Ref":
                return self.reference(argument)
            if key == "Fn::GetAtt":
                return self.attribute(*(argument if isinstance(argument, list)
                                        else argument.split(".", 1)))
            if key == "Fn::Sub":
                return REFERENCE.sub(self.substituted, argument)
            if key.startswith("Fn::"):
                raise ValueError(f"{key} is not expected")
        return {key: self.value(one) for key, one in written.items()}

    def identity(self, logical_id, properties):
        return {
            "arn": self.arn(logical_id),
            "path": properties.get("Path", "/"),
            "inline": {one["PolicyName"]:
                       canonical.document(one["PolicyDocument"])
                       for one in properties.get("Policies", [])},
            "attached": sorted(properties.get("ManagedPolicyArns", [])),
            "boundary": properties.get("PermissionsBoundary"),
            "tags": canonical.tags(properties.get("Tags")),
        }

    def describe(self):
        found = {kind: {} for kind in ("users", "groups", "roles", "policies",
                                       "oidc", "saml", "permissions",
                                       "resources")}
        later = []
        for logical_id, resource in self.resources.items():
            later += self.add(found, logical_id, resource["Type"],
                              self.value(resource["Properties"]))
        for act in later:
            act()
        return found

    def add(self, found, logical_id, kind, properties):
        """Adds a resource; what waits for another one is returned."""
        document = canonical.document
        if kind == "AWS::IAM::Role":
            found["roles"][self.name(logical_id)] = self.identity(
                logical_id, properties) | {
                    "trust": document(properties["AssumeRolePolicyDocument"]),
                    "description": properties.get("Description", ""),
                    "session": properties.get("MaxSessionDuration", 3600),
                    "profiles": {},
                }
        elif kind == "AWS::IAM::InstanceProfile":
            role, = properties["Roles"]
            return [lambda: found["roles"][role]["profiles"].update(
                {self.name(logical_id): properties.get("Path", "/")})]
        elif kind == "AWS::IAM::User":
            found["users"][self.name(logical_id)] = self.identity(
                logical_id, properties) | {
                    "groups": sorted(set(properties.get("Groups", []))),
                    "console": self.login(properties.get("LoginProfile")),
                }
        elif kind == "AWS::IAM::Group":
            found["groups"][self.name(logical_id)] = self.identity(
                logical_id, properties) | {"externals": []}
        elif kind == "AWS::IAM::UserToGroupAddition":
            return [lambda: found["groups"][properties["GroupName"]].update(
                externals=sorted(set(properties["Users"])))]
        elif kind in APART:
            owners, owner = APART[kind]
            return [lambda: found[owners][properties[owner]]["inline"].update({
                properties["PolicyName"]:
                    document(properties["PolicyDocument"])})]
        elif kind == "AWS::IAM::ManagedPolicy":
            found["policies"][self.arn(logical_id)] = {
                "name": self.name(logical_id),
                "path": properties.get("Path", "/"),
                "description": properties.get("Description", ""),
                "document": document(properties["PolicyDocument"]),
            }
        elif kind == "AWS::IAM::OIDCProvider":
            found["oidc"][self.arn(logical_id)] = {
                "url": properties["Url"].removeprefix("https://"),
                "clients": canonical.strings(properties.get("ClientIdList",
                                                            [])),
                "thumbprints": canonical.strings(
                    properties.get("ThumbprintList", [])),
                "tags": canonical.tags(properties.get("Tags")),
            }
        elif kind == "AWS::IAM::SAMLProvider":
            found["saml"][self.arn(logical_id)] = {
                "metadata": properties["SamlMetadataDocument"].rstrip("\n"),
                "tags": canonical.tags(properties.get("Tags")),
            }
        elif kind == "AWS::Lambda::Permission":
            found["permissions"][canonical.text_of(properties)] = True
        else:
            self.add_policy_of_resource(found, kind, properties)
        return []

    def add_policy_of_resource(self, found, kind, properties):
        if kind == "AWS::S3::BucketPolicy":
            names, word = [properties["Bucket"]], "s3_bucket"
        elif kind == "AWS::SQS::QueuePolicy":
            names = [url.rpartition("/")[2] for url in properties["Queues"]]
            word = "sqs_queue"
        elif kind == "AWS::SNS::TopicPolicy":
            names = [arn.rpartition(":")[2] for arn in properties["Topics"]]
            word = "sns_topic"
        elif kind == "AWS::SecretsManager::ResourcePolicy":
            names, word = [properties["SecretId"]], "secret"
        else:
            raise ValueError(f"{kind} is not expected")
        for name in names:
            found["resources"][f"{word}/{name}"] = canonical.document(
                properties.get("PolicyDocument") or
                properties["ResourcePolicy"])

    def login(self, profile):
        """Whether there is one; it may not hold a password."""
        if profile is None:
            return False
        if (profile["PasswordResetRequired"] is not True or
                not profile["Password"].startswith("<parameter:")):
            raise ValueError("a password is written, or stays")
        return True
