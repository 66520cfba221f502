#!/usr/bin/env python3
"""The AWS CLI without its start, for scripts that call it a thousand times.

    aws_cli.py serve SOCKET          loads the CLI and waits for calls
    aws_cli.py install SOCKET PATH   writes an `aws` that calls through SOCKET

A call runs in a fork of the process that has loaded the CLI, with the caller's
arguments, environment, folder and file descriptors, so it is the CLI's own
parser and client that act, and nothing of one call is left for the next.

Needs: pip install awscli
"""

import array
import contextlib
import gc
import json
import os
import pathlib
import socket
import sys
import traceback

# Commands whose services' models are wanted; nothing is called.
WARM = (("iam", "list-users"), ("sts", "get-caller-identity"),
        ("lambda", "list-functions"), ("s3api", "list-buckets"),
        ("sqs", "list-queues"), ("sns", "list-topics"),
        ("secretsmanager", "list-secrets"))

CLIENT = """#!{python} -ISE
import array, json, os, socket, sys
server = socket.socket(socket.AF_UNIX)
server.connect({socket!r})
call = json.dumps([sys.argv[1:], dict(os.environ), os.getcwd()]).encode(
    "ascii")
server.sendmsg([len(call).to_bytes(8, "big")],
               [(socket.SOL_SOCKET, socket.SCM_RIGHTS,
                 array.array("i", [0, 1, 2]))])
server.sendall(call)
said = server.recv(1)
sys.exit(said[0] if said else 70)
"""


def receive(caller):
    """A call, and its three file descriptors."""
    descriptors = array.array("i")
    size, ancillary, _, _ = caller.recvmsg(
        8, socket.CMSG_SPACE(3 * descriptors.itemsize))
    for level, kind, data in ancillary:
        if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
            descriptors.frombytes(data)
    call = b""
    while len(call) < int.from_bytes(size, "big"):
        call += caller.recv(1 << 20)
    return json.loads(call), descriptors


def run(driver, call, descriptors):
    """In a process of its own; ends it."""
    arguments, environment, folder = call
    for number, descriptor in enumerate(descriptors):
        os.dup2(descriptor, number)
    # The CLI has put its own models there.
    environment["AWS_DATA_PATH"] = os.environ["AWS_DATA_PATH"]
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    # Version 1 has an endpoint of its own for queues, whatever the environment.
    if arguments[:1] == ["sqs"] and "AWS_ENDPOINT_URL" in environment:
        arguments += ["--endpoint-url", environment["AWS_ENDPOINT_URL"]]
    sys.argv = ["aws"] + arguments
    code = 70
    try:
        code = driver.main(arguments)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def serve(path):
    from awscli.clidriver import create_clidriver

    # What takes long is loading the modules and the services' models.
    driver = create_clidriver()
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):
        for service, command in WARM:
            driver.main([service, command, "--generate-cli-skeleton"])
            driver.session.create_client(
                {"s3api": "s3"}.get(service, service), region_name="eu-west-1",
                aws_access_key_id="any", aws_secret_access_key="any")
    # What the forks share stays shared.
    gc.collect()
    gc.freeze()
    gc.disable()
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    listener.listen(16)
    print("ready", flush=True)
    while True:
        caller, _ = listener.accept()
        with caller:
            call, descriptors = receive(caller)
            child = os.fork()
            if child == 0:
                listener.close()
                run(driver, call, descriptors)
            for descriptor in descriptors:
                os.close(descriptor)
            _, status = os.waitpid(child, 0)
            caller.sendall(bytes([os.waitstatus_to_exitcode(status) & 255]))


def install(path, program):
    program = pathlib.Path(program)
    program.write_text(CLIENT.format(python=sys.executable, socket=path),
                       "utf-8")
    program.chmod(0o755)


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"] and len(sys.argv) == 3:
        serve(sys.argv[2])
    elif sys.argv[1:2] == ["install"] and len(sys.argv) == 4:
        install(sys.argv[2], sys.argv[3])
    else:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
