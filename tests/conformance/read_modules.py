"""What a Terraform module, in its JSON syntax, makes of an account, in
`canonical`'s form."""

import re

import canonical

# `${...}`, or the escape of one that is meant as it stands.
HOLE = re.compile(r"\$\$\{|%%\{|\$\{([^}]*)\}")

# Of what has an ARN: the resource's type, and what ARNs call it.
ARNS = {
    "aws_iam_role": "role", "aws_iam_user": "user", "aws_iam_group": "group",
    "aws_iam_policy": "policy", "aws_iam_instance_profile": "instance-profile",
}


class Module:
    def __init__(self, module, account, partition):
        self.resources = module.get("resource", {})
        self.documents = module.get("locals", {})
        self.secrets = {
            block: self.value(one["name"])
            for block, one in module.get("data", {}).get(
                "aws_secretsmanager_secret", {}).items()}
        self.front = f"arn:{partition}:iam::{account}:"

    def of_type(self, kind):
        return [self.value(one)
                for one in self.resources.get(kind, {}).values()]

    def named(self, kind):
        return {self.attribute(kind, block, "name"): (block, self.value(one))
                for block, one in self.resources.get(kind, {}).items()}

    def attribute(self, kind, block, attribute):
        one = self.resources[kind][block]
        if attribute == "name":
            # The provider completes a prefix.
            return (self.value(one["name"]) if "name" in one
                    else one["name_prefix"] + "0000000000")
        if attribute != "arn":
            raise ValueError(f"{kind}.{block}.{attribute}")
        if kind == "aws_iam_openid_connect_provider":
            return self.front + "oidc-provider/" + self.value(
                one["url"]).removeprefix("https://")
        if kind == "aws_iam_saml_provider":
            return self.front + "saml-provider/" + self.value(one["name"])
        return (self.front + ARNS[kind] + self.value(one.get("path", "/")) +
                self.attribute(kind, block, "name"))

    def reference(self, written):
        local = re.fullmatch(r"jsonencode\(local\.([\w-]+)\)", written)
        if local:
            return self.value(self.documents[local.group(1)])
        kind, block, attribute = written.split(".")
        return self.attribute(kind, block, attribute)

    def value(self, written):
        """With every reference followed; a document stays a tree."""
        if isinstance(written, list):
            return [self.value(one) for one in written]
        if isinstance(written, dict):
            return {self.value(key): self.value(one)
                    for key, one in written.items()}
        if not isinstance(written, str):
            return written
        whole = HOLE.fullmatch(written)
        if whole and whole.group(1):
            return self.reference(whole.group(1))
        return HOLE.sub(lambda hole: self.reference(hole.group(1))
                        if hole.group(1) else hole.group(0)[1:], written)

    def identity(self, kind, block, properties):
        name = self.attribute(f"aws_iam_{kind}", block, "name")
        return {
            "arn": self.attribute(f"aws_iam_{kind}", block, "arn"),
            "path": properties.get("path", "/"),
            "inline": {
                one["name"]: canonical.document(one["policy"])
                for one in self.of_type(f"aws_iam_{kind}_policy")
                if one[kind] == name},
            "attached": sorted(
                one["policy_arn"]
                for one in self.of_type(f"aws_iam_{kind}_policy_attachment")
                if one[kind] == name),
            "boundary": properties.get("permissions_boundary"),
            "tags": properties.get("tags", {}),
        }

    def describe(self):
        members = self.of_type("aws_iam_user_group_membership")
        groups = self.named("aws_iam_group")
        users = self.named("aws_iam_user")

        def groups_of(name):
            return sorted({group for one in members if one["user"] == name
                           for group in one["groups"]})

        return {
            "users": {
                name: self.identity("user", block, one) | {
                    "groups": groups_of(name)}
                for name, (block, one) in users.items()},
            "groups": {
                name: self.identity("group", block, one) | {
                    "externals": sorted({
                        member["user"] for member in members
                        if name in member["groups"] and
                        member["user"] not in users})}
                for name, (block, one) in groups.items()},
            "roles": {
                name: self.identity("role", block, one) | {
                    "trust": canonical.document(one["assume_role_policy"]),
                    "description": one.get("description", ""),
                    "session": one.get("max_session_duration", 3600),
                    "profiles": {
                        profile: about.get("path", "/")
                        for profile, (_, about) in self.named(
                            "aws_iam_instance_profile").items()
                        if about["role"] == name}}
                for name, (block, one) in self.named("aws_iam_role").items()},
            "policies": {
                self.attribute("aws_iam_policy", block, "arn"): {
                    "name": name, "path": one.get("path", "/"),
                    "description": one.get("description", ""),
                    "document": canonical.document(one["policy"]),
                    "tags": one.get("tags", {})}
                for name, (block, one) in self.named("aws_iam_policy").items()},
            "oidc": {
                self.attribute("aws_iam_openid_connect_provider", block,
                               "arn"): {
                    "url": self.value(one["url"]).removeprefix("https://"),
                    "clients": canonical.strings(
                        self.value(one["client_id_list"])),
                    "thumbprints": canonical.strings(
                        self.value(one.get("thumbprint_list", []))),
                    "tags": self.value(one.get("tags", {}))}
                for block, one in self.resources.get(
                    "aws_iam_openid_connect_provider", {}).items()},
            "saml": {
                self.attribute("aws_iam_saml_provider", block, "arn"): {
                    "metadata": self.value(
                        one["saml_metadata_document"]).rstrip("\n"),
                    "tags": self.value(one.get("tags", {}))}
                for block, one in self.resources.get("aws_iam_saml_provider",
                                                     {}).items()},
            "permissions": {
                canonical.text_of({
                    "FunctionName": one["function_name"],
                    "Action": one["action"], "Principal": one["principal"],
                    "SourceAccount": one["source_account"],
                    "SourceArn": one["source_arn"]}): True
                for one in self.of_type("aws_lambda_permission")},
            "resources": dict(self.policies_of_resources()),
        }

    def policies_of_resources(self):
        for one in self.of_type("aws_s3_bucket_policy"):
            yield (f"s3_bucket/{one['bucket']}",
                   canonical.document(one["policy"]))
        for one in self.of_type("aws_sqs_queue_policy"):
            yield ("sqs_queue/" + one["queue_url"].rpartition("/")[2],
                   canonical.document(one["policy"]))
        for one in self.of_type("aws_sns_topic_policy"):
            yield ("sns_topic/" + one["arn"].rpartition(":")[2],
                   canonical.document(one["policy"]))
        for one in self.resources.get("aws_secretsmanager_secret_policy",
                                      {}).values():
            block = re.fullmatch(
                r"\$\{data\.aws_secretsmanager_secret\.([\w-]+)\.arn\}",
                one["secret_arn"]).group(1)
            yield (f"secret/{self.secrets[block]}",
                   canonical.document(self.value(one["policy"])))
