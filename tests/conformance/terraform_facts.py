"""What modules and templates say besides documents, as sets of facts.

Both become facts in Terraform's words, so that two sets can be compared.
"""

import json
import re
import unicodedata

import policies

# What ARNs call the entities that have a path.
ARN_TYPES = {
    "aws_iam_policy": "policy",
    "aws_iam_role": "role",
    "aws_iam_instance_profile": "instance-profile",
    "aws_iam_group": "group",
    "aws_iam_user": "user",
}

# CloudFormation's types, and those properties that have another name in
# Terraform than a fold of their own.
CFN_TYPES = {
    "AWS::IAM::Role": "aws_iam_role",
    "AWS::IAM::ManagedPolicy": "aws_iam_policy",
    "AWS::IAM::InstanceProfile": "aws_iam_instance_profile",
    "AWS::IAM::Group": "aws_iam_group",
    "AWS::IAM::User": "aws_iam_user",
    "AWS::IAM::OIDCProvider": "aws_iam_openid_connect_provider",
    "AWS::IAM::SAMLProvider": "aws_iam_saml_provider",
    "AWS::S3::BucketPolicy": "aws_s3_bucket_policy",
    "AWS::SQS::QueuePolicy": "aws_sqs_queue_policy",
    "AWS::SNS::TopicPolicy": "aws_sns_topic_policy",
    "AWS::SecretsManager::ResourcePolicy": "aws_secretsmanager_secret_policy",
    "AWS::Lambda::Permission": "aws_lambda_permission",
}
CFN_PROPERTIES = {
    "RoleName": "name", "ManagedPolicyName": "name", "GroupName": "name",
    "InstanceProfileName": "name", "UserName": "name",
    "Description": "description", "Path": "path",
    "MaxSessionDuration": "max_session_duration",
    "PermissionsBoundary": "permissions_boundary", "Name": "name",
    "Url": "url", "ClientIdList": "client_id_list",
    "ThumbprintList": "thumbprint_list",
    "SamlMetadataDocument": "saml_metadata_document",
    "Bucket": "bucket", "SecretId": "secret_arn", "Action": "action",
    "FunctionName": "function_name", "Principal": "principal",
    "SourceAccount": "source_account", "SourceArn": "source_arn",
}


def normalised(value):
    """Terraform has its texts in the form NFC."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list):
        return [normalised(one) for one in value]
    if isinstance(value, dict):
        return {normalised(key): normalised(one) for key, one in value.items()}
    return value


def facts_of(values, retained):
    """What the blocks say besides documents, as sets of facts."""
    facts = set()

    def add(*parts):
        facts.add(json.dumps(normalised(list(parts)), sort_keys=True))

    for address, value in values.items():
        type_ = address.rsplit(".", 1)[0]
        match = re.fullmatch(r"aws_iam_(role|user|group)_policy(_attachment)?",
                             type_)
        if match:
            add(match[1], value[match[1]], value.get("policy_arn") or
                ["inline", value["name"]])
        elif type_ == "aws_iam_user_group_membership":
            for group in value["groups"]:
                add("member", value["user"], group)
        elif type_ in CFN_TYPES.values():
            known = {key: one for key, one in value.items()
                     if key in CFN_PROPERTIES.values()}
            for key in ("role", "queue_url"):
                if key in value:
                    known[key] = value[key]
            if type_ == "aws_sns_topic_policy":
                known["arn"] = value["arn"]
            # CloudFormation has no tags of these.
            if type_ not in ("aws_iam_policy", "aws_iam_instance_profile"):
                known["tags"] = value.get("tags", {})
            add(type_, known, address in retained)
    return facts


def facts_of_template(template):
    facts = set()

    def add(*parts):
        facts.add(json.dumps(normalised(list(parts)), sort_keys=True))

    for logical_id, resource in template.resources.items():
        kind = resource["Type"]
        # Passwords are CloudFormation's alone; documents are compared as such.
        said = {key: template.resolve(one)
                for key, one in resource.get("Properties", {}).items()
                if key not in ("LoginProfile", "Policies") and
                not key.endswith("Document") or key == "SamlMetadataDocument"}
        if kind in policies.INLINE_POLICIES:
            word, owner = policies.INLINE_POLICIES[kind]
            add(word, said[owner], ["inline", said["PolicyName"]])
            continue
        if kind == "AWS::IAM::UserToGroupAddition":
            for user in said["Users"]:
                add("member", user, said["GroupName"])
            continue
        type_ = CFN_TYPES[kind]
        known = {CFN_PROPERTIES[key]: one for key, one in said.items()
                 if key in CFN_PROPERTIES}
        if kind in policies.KINDS:
            known["name"] = template.name(logical_id)
        if kind == "AWS::IAM::OIDCProvider":
            known.setdefault("client_id_list", [])
        for word in ("role", "user", "group"):
            if type_ == f"aws_iam_{word}":
                for arn in said.get("ManagedPolicyArns", []):
                    add(word, known["name"], arn)
                for one in resource["Properties"].get("Policies", []):
                    add(word, known["name"],
                        ["inline", template.resolve(one["PolicyName"])])
        for group in said.get("Groups", []):
            add("member", known["name"], group)
        if "Roles" in said:
            known["role"], = said["Roles"]
        if "Queues" in said:
            known["queue_url"], = said["Queues"]
        if "Topics" in said:
            known["arn"], = said["Topics"]
        if type_ not in ("aws_iam_policy", "aws_iam_instance_profile"):
            known["tags"] = {tag["Key"]: tag["Value"]
                             for tag in said.get("Tags", [])}
        add(type_, known, resource.get("DeletionPolicy") == "Retain")
    return facts
