#!/usr/bin/env python3
"""Moto's server with a CloudFormation that knows the resources of IAM.

    moto_server.py PORT POLICIES

POLICIES is a JSON list of ARNs: the policies of AWS that accounts have. All of
the thousand would take a second for each account.

Moto resolves templates and orders resources. Of the types below it makes none,
or makes them without much of what they say: roles without attached policies and
with inline policies that cannot be read again, users by their names alone, no
groups. Here each is made by the calls of its service's API, which are moto's
again and refuse what the API refuses.

Needs: pip install 'moto[server]' boto3
"""

import json
import sys

import boto3
import botocore.config
from moto.cloudformation import parsing  # Loads the models of moto.
from moto.core.common_models import CloudFormationModel
from moto.iam import models
from moto.moto_server.werkzeug_app import (DomainDispatcherApplication,
                                           create_backend_app)
from moto.utilities.utils import get_partition
from werkzeug.serving import run_simple

PORT = int(sys.argv[1])


def client(service, account, region):
    made = boto3.client(
        service, region_name=region, endpoint_url=f"http://127.0.0.1:{PORT}",
        aws_access_key_id="any", aws_secret_access_key="any",
        config=botocore.config.Config(s3={"addressing_style": "path"}))
    made.meta.events.register(
        "before-sign.*.*",
        lambda request, **_: request.headers.add_header("x-moto-account-id",
                                                        account))
    return made


class Made(CloudFormationModel):
    """Of any of the types: what it is called, and its ARN."""

    # Moto counts the instances of each of its services.
    __module__ = "moto.iam.models"

    def __init__(self, physical_id, arn=None):
        self.physical_id = physical_id
        self.arn = arn

    @property
    def physical_resource_id(self):
        return self.physical_id

    @classmethod
    def has_cfn_attr(cls, attribute):
        return attribute == "Arn"

    def get_cfn_attribute(self, attribute):
        if attribute != "Arn" or self.arn is None:
            raise KeyError(attribute)
        return self.arn

    @staticmethod
    def cloudformation_name_type():
        return ""

    @staticmethod
    def cloudformation_type():
        return ""


def resource(kind, name_property="", service="iam"):
    """Registers what makes resources of a type."""
    def register(create):
        def create_one(cls, name, template, account, region, **about):
            return create(client(service, account, region),
                          template.get("Properties", {}), name, about)

        KINDS[kind] = type(kind.replace("::", ""), (Made,), {
            "__module__": Made.__module__,
            "cloudformation_name_type": staticmethod(lambda: name_property),
            "cloudformation_type": staticmethod(lambda: kind),
            "create_from_cloudformation_json": classmethod(create_one),
        })
        return create
    return register


KINDS = {}


def given(properties, **names):
    """Those of the properties that are there, by the API's names."""
    return {name: properties[key] for name, key in names.items()
            if key in properties}


def permissions(iam, kind, name, properties):
    """What roles, users and groups alike may have."""
    owner = {f"{kind.capitalize()}Name": name}
    for arn in properties.get("ManagedPolicyArns", []):
        getattr(iam, f"attach_{kind}_policy")(PolicyArn=arn, **owner)
    for policy in properties.get("Policies", []):
        getattr(iam, f"put_{kind}_policy")(
            PolicyName=policy["PolicyName"],
            PolicyDocument=json.dumps(policy["PolicyDocument"]), **owner)


@resource("AWS::IAM::Role", "RoleName")
def role(iam, properties, name, _):
    made = iam.create_role(
        RoleName=name,
        AssumeRolePolicyDocument=json.dumps(
            properties["AssumeRolePolicyDocument"]),
        **given(properties, Path="Path", Description="Description",
                MaxSessionDuration="MaxSessionDuration", Tags="Tags",
                PermissionsBoundary="PermissionsBoundary"))
    permissions(iam, "role", name, properties)
    return Made(name, made["Role"]["Arn"])


@resource("AWS::IAM::User", "UserName")
def user(iam, properties, name, _):
    made = iam.create_user(
        UserName=name, **given(properties, Path="Path", Tags="Tags",
                               PermissionsBoundary="PermissionsBoundary"))
    permissions(iam, "user", name, properties)
    for group_name in properties.get("Groups", []):
        iam.add_user_to_group(UserName=name, GroupName=group_name)
    if "LoginProfile" in properties:
        login = properties["LoginProfile"]
        iam.create_login_profile(
            UserName=name, Password=login["Password"],
            PasswordResetRequired=login["PasswordResetRequired"])
    return Made(name, made["User"]["Arn"])


@resource("AWS::IAM::Group", "GroupName")
def group(iam, properties, name, _):
    made = iam.create_group(GroupName=name, **given(properties, Path="Path"))
    permissions(iam, "group", name, properties)
    return Made(name, made["Group"]["Arn"])


@resource("AWS::IAM::UserToGroupAddition")
def members(iam, properties, name, _):
    for user_name in properties["Users"]:
        iam.add_user_to_group(UserName=user_name,
                              GroupName=properties["GroupName"])
    return Made(name)


@resource("AWS::IAM::ManagedPolicy", "ManagedPolicyName")
def managed_policy(iam, properties, name, _):
    arn = iam.create_policy(
        PolicyName=name,
        PolicyDocument=json.dumps(properties["PolicyDocument"]),
        **given(properties, Path="Path", Description="Description"),
    )["Policy"]["Arn"]
    return Made(arn, arn)


@resource("AWS::IAM::InstanceProfile", "InstanceProfileName")
def instance_profile(iam, properties, name, _):
    made = iam.create_instance_profile(
        InstanceProfileName=name, **given(properties, Path="Path"))
    role_name, = properties["Roles"]
    iam.add_role_to_instance_profile(InstanceProfileName=name,
                                     RoleName=role_name)
    return Made(name, made["InstanceProfile"]["Arn"])


def inline_policy(kind):
    owner = f"{kind.capitalize()}Name"

    @resource(f"AWS::IAM::{kind.capitalize()}Policy")
    def policy(iam, properties, name, _):
        getattr(iam, f"put_{kind}_policy")(
            PolicyName=properties["PolicyName"],
            PolicyDocument=json.dumps(properties["PolicyDocument"]),
            **{owner: properties[owner]})
        return Made(name)


for identity in ("role", "user", "group"):
    inline_policy(identity)


@resource("AWS::IAM::OIDCProvider")
def oidc_provider(iam, properties, _, __):
    arn = iam.create_open_id_connect_provider(
        Url=properties["Url"],
        ThumbprintList=properties.get("ThumbprintList", []),
        **given(properties, ClientIDList="ClientIdList", Tags="Tags"),
    )["OpenIDConnectProviderArn"]
    return Made(arn, arn)


@resource("AWS::IAM::SAMLProvider", "Name")
def saml_provider(iam, properties, name, _):
    # Moto has no tags of SAML providers.
    arn = iam.create_saml_provider(
        Name=name, SAMLMetadataDocument=properties["SamlMetadataDocument"],
    )["SAMLProviderArn"]
    return Made(arn, arn)


@resource("AWS::Lambda::Permission", service="lambda")
def lambda_permission(functions, properties, name, about):
    functions.add_permission(StatementId=about["LogicalId"], **properties)
    return Made(name)


@resource("AWS::S3::BucketPolicy", service="s3")
def bucket_policy(s3, properties, name, _):
    s3.put_bucket_policy(Bucket=properties["Bucket"],
                         Policy=json.dumps(properties["PolicyDocument"]))
    return Made(name)


@resource("AWS::SQS::QueuePolicy", service="sqs")
def queue_policy(sqs, properties, name, _):
    for url in properties["Queues"]:
        # Its name is what moto knows it by.
        sqs.set_queue_attributes(
            QueueUrl=sqs.get_queue_url(
                QueueName=url.rpartition("/")[2])["QueueUrl"],
            Attributes={"Policy": json.dumps(properties["PolicyDocument"])})
    return Made(name)


@resource("AWS::SNS::TopicPolicy", service="sns")
def topic_policy(sns, properties, name, _):
    for arn in properties["Topics"]:
        sns.set_topic_attributes(
            TopicArn=arn, AttributeName="Policy",
            AttributeValue=json.dumps(properties["PolicyDocument"]))
    return Made(name)


@resource("AWS::SecretsManager::ResourcePolicy", service="secretsmanager")
def secret_policy(secrets, properties, name, _):
    secrets.put_resource_policy(
        SecretId=properties["SecretId"],
        ResourcePolicy=json.dumps(properties["ResourcePolicy"]))
    return Made(name)


def replace_models():
    known = parsing.get_model_map()
    known.update(KINDS)
    listed = [one for one in parsing.get_model_list()
              if one is not Made and one.cloudformation_type() not in KINDS]
    listed += KINDS.values()
    parsing.get_model_list = lambda: listed


def tell_partitions():
    """Moto's templates are all of partition aws."""
    begin = parsing.ResourceMap.__init__

    def begin_in_region(self, *arguments, **named):
        begin(self, *arguments, **named)
        region = self._parsed_resources["AWS::Region"]
        partition = get_partition(region)
        self._parsed_resources["AWS::Partition"] = partition
        if partition == "aws-cn":
            self._parsed_resources["AWS::URLSuffix"] = "amazonaws.com.cn"

    parsing.ResourceMap.__init__ = begin_in_region


def keep_policies(wanted):
    known = json.loads(models.aws_managed_policies_data)
    some = {}
    for arn in wanted:
        path, _, name = arn.split(":policy", 1)[1].rpartition("/")
        # Moto puts the account's partition into the ARN.
        some[name] = known.get(name) or {
            "Arn": arn, "Path": path + "/", "DefaultVersionId": "v1",
            "CreateDate": "2020-01-01T00:00:00+00:00",
            "UpdateDate": "2020-01-01T00:00:00+00:00",
            "Document": {"Version": "2012-10-17", "Statement": []}}
    models.aws_managed_policies_data = json.dumps(some)


if __name__ == "__main__":
    replace_models()
    tell_partitions()
    keep_policies(json.loads(sys.argv[2]))
    run_simple("127.0.0.1", PORT,
               DomainDispatcherApplication(create_backend_app), threaded=True)
