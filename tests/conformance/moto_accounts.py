"""AWS accounts of moto's server on the loopback, and what is in them.

Needs: pip install 'moto[server]' boto3
"""

import io
import json
import os
import pathlib
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile

import boto3
import botocore.config
import botocore.exceptions

HERE = pathlib.Path(__file__).parent

# Moto takes the partition from the region.
REGIONS = {"aws": "eu-west-1", "aws-cn": "cn-north-1",
           "aws-us-gov": "us-gov-west-1", "aws-eusc": "eusc-de-east-1",
           "aws-iso": "us-iso-east-1", "aws-iso-b": "us-isob-east-1"}


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Moto:
    """The server, for as long as a `with` lasts."""

    def __init__(self, aws_policies):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.server = subprocess.Popen(
            [sys.executable, HERE / "moto_server.py", str(self.port),
             json.dumps(sorted(aws_policies))],
            env=os.environ | {"MOTO_IAM_LOAD_MANAGED_POLICIES": "true"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)

    def __enter__(self):
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{self.url}/moto-api/data.json").close()
                return self
            except (urllib.error.URLError, ConnectionError):
                if self.server.poll() is not None:
                    break
                time.sleep(0.1)
        raise RuntimeError("moto's server does not start")

    def __exit__(self, *_):
        self.server.terminate()
        self.server.wait()

    def reset(self):
        urllib.request.urlopen(f"{self.url}/moto-api/reset", data=b"").close()

    def credentials(self, account):
        """Of a role of the account: moto knows whose they are."""
        return boto3.client(
            "sts", endpoint_url=self.url, region_name=REGIONS["aws"],
            aws_access_key_id="any", aws_secret_access_key="any",
        ).assume_role(RoleArn=f"arn:aws:iam::{account}:role/tests",
                      RoleSessionName="tests")["Credentials"]

    def account(self, account, details):
        return Account(account, REGIONS[partition_of(details)], self.url,
                       self.credentials(account))


class Account:
    def __init__(self, number, region, url, credentials):
        self.id = number
        self.region = region
        self.environment = {
            "AWS_ENDPOINT_URL": url,
            "AWS_ACCESS_KEY_ID": credentials["AccessKeyId"],
            "AWS_SECRET_ACCESS_KEY": credentials["SecretAccessKey"],
            "AWS_SESSION_TOKEN": credentials["SessionToken"],
            "AWS_DEFAULT_REGION": region,
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        }
        self.session = boto3.Session(
            aws_access_key_id=credentials["AccessKeyId"],
            aws_secret_access_key=credentials["SecretAccessKey"],
            aws_session_token=credentials["SessionToken"])
        self.url = url
        self.clients = {}

    def client(self, service):
        if service not in self.clients:
            self.clients[service] = self.session.client(
                service, region_name=self.region, endpoint_url=self.url,
                config=botocore.config.Config(
                    retries={"max_attempts": 1},
                    s3={"addressing_style": "path"}))
        return self.clients[service]

    def prepare(self, details):
        """Makes what the topology takes for granted: users, groups and policies
        of others, functions, and resources with policies."""
        iam = self.client("iam")
        own_users = {one["UserName"] for one in details["UserDetailList"]}
        own_groups = {one["GroupName"] for one in details["GroupDetailList"]}
        own_policies = {one["Arn"] for one in details["Policies"]}
        users = {user for group in details["GroupDetailList"]
                 for user in group["ExternalUsers"]} - own_users
        groups = {group for user in details["UserDetailList"]
                  for group in user["GroupList"]} - own_groups
        policies = {arn for arn in managed_policies(details)
                    if ":aws:policy/" not in arn} - own_policies
        for name in sorted(users):
            iam.create_user(UserName=name)
        for name in sorted(groups):
            if not name.startswith("<generated:"):
                iam.create_group(GroupName=name)
        for arn in sorted(policies):
            if not arn.startswith("<generated:"):
                path, _, name = arn.split(":policy", 1)[1].rpartition("/")
                iam.create_policy(PolicyName=name, Path=path + "/",
                                  PolicyDocument=json.dumps(EMPTY))
        self.prepare_resources(details)

    def prepare_resources(self, details):
        names = {one["FunctionName"] for one in details["LambdaPermissions"]}
        if names:
            self.client("iam").create_role(
                RoleName=ROLE_OF_FUNCTIONS, AssumeRolePolicyDocument=json.dumps(
                    EMPTY | {"Statement": [{
                        "Effect": "Allow", "Action": "sts:AssumeRole",
                        "Principal": {"Service": "lambda.amazonaws.com"}}]}))
        for name in sorted(names):
            self.client("lambda").create_function(
                FunctionName=name, Runtime="python3.12", Handler="a.b",
                Role=f"arn:{partition_of(details)}:iam::{self.id}:role/"
                     f"{ROLE_OF_FUNCTIONS}",
                Code={"ZipFile": nothing_zipped()})
        for one in details["ResourcePolicies"]:
            if not one["Emit"]:
                continue
            name = one["Name"]
            if one["Type"] == "s3_bucket":
                self.client("s3").create_bucket(
                    Bucket=name, CreateBucketConfiguration={
                        "LocationConstraint": self.region})
            elif one["Type"] == "sqs_queue":
                self.client("sqs").create_queue(QueueName=name)
            elif one["Type"] == "sns_topic":
                self.client("sns").create_topic(Name=name)
            elif one["Type"] == "secret":
                self.client("secretsmanager").create_secret(
                    Name=name, SecretString="nothing")

    def details(self, meant):
        """What is there, in the form of `meant`, of which it takes what moto's
        answer lacks a list of: functions and resources."""
        iam = self.client("iam")
        found = iam.get_account_authorization_details()
        found["RoleDetailList"] = [one for one in found["RoleDetailList"]
                                   if one["RoleName"] != ROLE_OF_FUNCTIONS]
        for role in found["RoleDetailList"]:
            whole = iam.get_role(RoleName=role["RoleName"])["Role"]
            for key in ("MaxSessionDuration", "Description",
                        "PermissionsBoundary", "Tags"):
                if key in whole:
                    role[key] = whole[key]
        for user in found["UserDetailList"]:
            whole = iam.get_user(UserName=user["UserName"])["User"]
            for key in ("PermissionsBoundary", "Tags"):
                if key in whole:
                    user[key] = whole[key]
            user["Console"] = self.signs_in(user["UserName"])
        externals = {user for group in meant["GroupDetailList"]
                     for user in group["ExternalUsers"]}
        for group in found["GroupDetailList"]:
            group["ExternalUsers"] = sorted(
                {user["UserName"] for user in iam.get_group(
                    GroupName=group["GroupName"])["Users"]} & externals)
        found["Policies"] = [
            # Moto has the name in the ARN alone.
            one | {"PolicyName": one["Arn"].rpartition("/")[2],
                   "Tags": iam.list_policy_tags(PolicyArn=one["Arn"])["Tags"],
                   "Description": iam.get_policy(PolicyArn=one["Arn"])[
                       "Policy"].get("Description")}
            for one in found["Policies"] if ":aws:policy/" not in one["Arn"]]
        found["OidcProviders"] = [
            iam.get_open_id_connect_provider(
                OpenIDConnectProviderArn=one["Arn"]) | {"Arn": one["Arn"]}
            for one in iam.list_open_id_connect_providers()[
                "OpenIDConnectProviderList"]]
        found["SamlProviders"] = [
            iam.get_saml_provider(SAMLProviderArn=one["Arn"]) | {
                "Arn": one["Arn"]}
            for one in iam.list_saml_providers()["SAMLProviderList"]]
        found["LambdaPermissions"] = [
            permission
            for name in sorted({one["FunctionName"]
                                for one in meant["LambdaPermissions"]})
            for permission in self.permissions(name)]
        found["ResourcePolicies"] = [
            one | {"Policy": self.resource_policy(one)}
            for one in meant["ResourcePolicies"] if one["Emit"]]
        return found

    def signs_in(self, name):
        try:
            self.client("iam").get_login_profile(UserName=name)
            return True
        except botocore.exceptions.ClientError:
            return False

    def permissions(self, name):
        try:
            policy = json.loads(self.client("lambda").get_policy(
                FunctionName=name)["Policy"])
        except botocore.exceptions.ClientError:
            return
        for one in policy["Statement"]:
            yield {
                "FunctionName": name,
                "Action": one["Action"],
                "Principal": one["Principal"]["Service"],
                "SourceAccount":
                    one["Condition"]["StringEquals"]["AWS:SourceAccount"],
                "SourceArn": one["Condition"]["ArnLike"]["AWS:SourceArn"],
            }

    def resource_policy(self, one):
        try:
            return json.loads(self.resource_policy_text(one))
        except (botocore.exceptions.ClientError, KeyError):
            return EMPTY

    def resource_policy_text(self, one):
        name = one["Name"]
        if one["Type"] == "s3_bucket":
            return self.client("s3").get_bucket_policy(Bucket=name)["Policy"]
        elif one["Type"] == "sqs_queue":
            sqs = self.client("sqs")
            return sqs.get_queue_attributes(
                QueueUrl=sqs.get_queue_url(QueueName=name)["QueueUrl"],
                AttributeNames=["Policy"])["Attributes"]["Policy"]
        elif one["Type"] == "sns_topic":
            return self.client("sns").get_topic_attributes(
                TopicArn=one["Arn"])["Attributes"]["Policy"]
        else:
            return self.client("secretsmanager").get_resource_policy(
                SecretId=name)["ResourcePolicy"]


ROLE_OF_FUNCTIONS = "role-of-functions-for-tests"

EMPTY = {"Version": "2012-10-17",
         "Statement": [{"Effect": "Deny", "Action": "a:B", "Resource": "*"}]}


def nothing_zipped():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.py", "")
    return file.getvalue()


def partition_of(details):
    """Of the account, by any ARN of its own."""
    found = re.search(r'"arn:([a-z-]+):iam::\d{12}:', json.dumps(details))
    return found.group(1) if found else "aws"


def managed_policies(details):
    """The ARNs of all that is attached, or a boundary, in an account."""
    for kind in ("UserDetailList", "GroupDetailList", "RoleDetailList"):
        for one in details[kind]:
            for attached in one["AttachedManagedPolicies"]:
                yield attached["PolicyArn"]
            if "PermissionsBoundary" in one:
                yield one["PermissionsBoundary"]["PermissionsBoundaryArn"]
