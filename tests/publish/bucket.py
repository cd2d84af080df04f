"""An S3-compatible server: moto, which believes whatever it is sent, behind the checks that S3 makes of signatures, clocks and contents,
the first with the library of Amazon. Buckets are found by path, or by the host `BUCKET.s3.localhost`; whoever reads without a signature
may. Arguments: a port, a bucket, a secret key."""

import base64
import datetime
import hashlib
import hmac
import io
import re
import sys
import urllib.parse

from botocore.auth import S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, run_simple

SKEW = datetime.timedelta(minutes=15)
AUTHORIZATION = re.compile(r"AWS4-HMAC-SHA256 Credential=([^/]+)/(\d+)/([^/]+)/s3/aws4_request, ?SignedHeaders=([^,]+), ?Signature=(\w+)")
READER = "AWS4-HMAC-SHA256 Credential=reader/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0"


class Handler(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log(self, *_):
        pass


def refused(environ, body, secret):
    """Why S3 would not take a request: a status and a code; `None` when it would."""
    header = lambda name: environ.get("HTTP_" + name.upper().replace("-", "_")) or environ.get(name.upper().replace("-", "_"), "")
    digest = header("Content-MD5")
    if len(body) < int(environ.get("CONTENT_LENGTH") or 0):
        return "400 Bad Request", "IncompleteBody"
    if digest and digest != base64.b64encode(hashlib.md5(body).digest()).decode():
        return "400 Bad Request", "BadDigest"
    if not header("Authorization"):
        return None if environ["REQUEST_METHOD"] in ("GET", "HEAD") else ("403 Forbidden", "AccessDenied")
    parts = AUTHORIZATION.fullmatch(header("Authorization"))
    if not parts:
        return "400 Bad Request", "AuthorizationHeaderMalformed"
    key, _, region, names, signature = parts.groups()
    sent = header("x-amz-date")
    if abs(datetime.datetime.strptime(sent, "%Y%m%dT%H%M%S%z") - datetime.datetime.now(datetime.timezone.utc)) > SKEW:
        return "403 Forbidden", "RequestTimeTooSkewed"
    whole = header("x-amz-content-sha256")
    if whole != "UNSIGNED-PAYLOAD" and whole != hashlib.sha256(body).hexdigest():
        return "400 Bad Request", "XAmzContentSHA256Mismatch"
    asked = urllib.parse.urlsplit(environ["REQUEST_URI"])
    # What is signed is encoded in one way, whatever way it was sent.
    quote = lambda text, safe="": urllib.parse.quote(text, safe=safe + "-_.~")
    query = "&".join(f"{quote(name)}={quote(value)}" for name, value in urllib.parse.parse_qsl(asked.query, True))
    url = f"http://{header('Host')}{quote(urllib.parse.unquote(asked.path), '/')}" + (f"?{query}" if query else "")
    request = AWSRequest(environ["REQUEST_METHOD"], url, {name: header(name) for name in names.split(";")})
    request.context["timestamp"] = sent
    signer = S3SigV4Auth(Credentials(key, secret), "s3", region)
    wanted = signer.signature(signer.string_to_sign(request, signer.canonical_request(request)), request)
    return None if hmac.compare_digest(wanted, signature) else ("403 Forbidden", "SignatureDoesNotMatch")


def checked(app, secret):
    def answer(environ, start):
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        refusal = refused(environ, body, secret)
        if refusal:
            status, code = refusal
            said = f"<?xml version='1.0'?><Error><Code>{code}</Code><Message>{code}</Message></Error>".encode()
            start(status, [("Content-Type", "application/xml"), ("Content-Length", str(len(said)))])
            return [said]
        bucket, host, _ = environ["HTTP_HOST"].partition(".s3.localhost")
        if host:
            environ["PATH_INFO"] = f"/{bucket}{environ['PATH_INFO']}"
            environ["REQUEST_URI"] = environ["RAW_URI"] = f"/{bucket}{urllib.parse.urlsplit(environ['REQUEST_URI']).path}"
            environ["HTTP_HOST"] = "127.0.0.1"
        environ.setdefault("HTTP_AUTHORIZATION", READER)
        environ["wsgi.input"] = io.BytesIO(body)
        return app(environ, start)

    return answer


if __name__ == "__main__":
    port, bucket, secret = int(sys.argv[1]), sys.argv[2], sys.argv[3]
    app = DomainDispatcherApplication(create_backend_app)
    create = {"REQUEST_METHOD": "PUT", "PATH_INFO": f"/{bucket}", "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80",
              "HTTP_HOST": "127.0.0.1", "wsgi.input": io.BytesIO(), "wsgi.url_scheme": "http", "HTTP_AUTHORIZATION": READER}
    list(app(create, lambda *_: None))
    run_simple("127.0.0.1", port, checked(app, secret), threaded=True, request_handler=Handler)
