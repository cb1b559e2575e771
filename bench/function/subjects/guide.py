"""The manual guide's function, its answer mended: it returned an object that json cannot write."""
import io
import json
import os

import oci
import requests
from fdk import response

ENDPOINT = os.environ.get("UPSTREAM_ENDPOINT", "https://query.eu-frankfurt-1.oci.oraclecloud.com")


def handler(ctx, data: io.BytesIO = None):
    body = json.loads(data.getvalue())
    signer = oci.auth.signers.get_resource_principals_signer()
    output = requests.post(f"{ENDPOINT}/20180409/resources", json=body, auth=signer)
    return response.Response(
        ctx, response_data=json.dumps(output.json()), headers={"Content-Type": "application/json"}
    )
