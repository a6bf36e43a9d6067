"""Prints what openstacksdk makes of clouds.yaml files: a JSON text for each, null where it fails."""
import json
import sys

from openstack.config import loader

for path in sys.argv[1:]:
    try:
        config = loader.OpenStackConfig(
            config_files=[path], secure_files=[], vendor_files=[], load_envvars=False
        ).get_one("c")
        config.get_auth()
        print(json.dumps({
            "auth": {key: str(value) for key, value in config.config["auth"].items()},
            "region": config.config.get("region_name") or None,
            "interface": config.config.get("interface"),
            "isVerified": config.get_requests_verify_args()[0] is not False,
        }))
    except Exception:
        print("null")
