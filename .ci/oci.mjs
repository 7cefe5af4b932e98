// Writes an image of one layer in the OCI image layout, without an engine. Needs GNU tar.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";

const ARCHITECTURES = { x64: "amd64", arm64: "arm64" };

/**
 * @param root the root file system
 * @param out the layout's folder
 * @param version the value of the label org.opencontainers.image.version
 * @param dockerfile the file whose ENTRYPOINT, USER and EXPOSE the image takes
 */
export function writeImage(root, out, version, dockerfile) {
  const blobs = path.join(out, "blobs/sha256");
  fs.mkdirSync(blobs, { recursive: true });
  const digest = (bytes) => createHash("sha256").update(bytes).digest("hex");
  const store = (bytes, mediaType) => {
    const name = digest(bytes);
    fs.writeFileSync(path.join(blobs, name), bytes);
    return { mediaType, digest: `sha256:${name}`, size: bytes.length };
  };
  const json = (value, mediaType) => store(Buffer.from(JSON.stringify(value)), mediaType);

  const order = ["--sort=name", "--mtime=@0", "--owner=0", "--group=0", "--numeric-owner", "--format=gnu"];
  const tar = execFileSync("tar", ["-C", root, ...order, "-cf", "-", "."], { maxBuffer: 1 << 30 });
  const layer = store(gzipSync(tar, { level: 9 }), "application/vnd.oci.image.layer.v1.tar+gzip");

  const instructions = fs.readFileSync(dockerfile, "utf8").split(/^FROM /m).at(-1);
  const instruction = (name) => new RegExp(`^${name} (.*)$`, "m").exec(instructions)[1];
  const config = json(
    {
      architecture: ARCHITECTURES[process.arch] ?? process.arch,
      os: "linux",
      created: "1970-01-01T00:00:00Z",
      config: {
        Entrypoint: JSON.parse(instruction("ENTRYPOINT")),
        User: instruction("USER"),
        ExposedPorts: { [`${instruction("EXPOSE")}/tcp`]: {} },
        Labels: {
          "org.opencontainers.image.title": "latchkey-relay",
          "org.opencontainers.image.version": version,
          "org.opencontainers.image.licenses": "Apache-2.0",
        },
      },
      rootfs: { type: "layers", diff_ids: [`sha256:${digest(tar)}`] },
    },
    "application/vnd.oci.image.config.v1+json",
  );
  const mediaType = "application/vnd.oci.image.manifest.v1+json";
  const manifest = json({ schemaVersion: 2, mediaType, config, layers: [layer] }, mediaType);
  const annotations = { "org.opencontainers.image.ref.name": version };
  fs.writeFileSync(path.join(out, "oci-layout"), JSON.stringify({ imageLayoutVersion: "1.0.0" }));
  fs.writeFileSync(path.join(out, "index.json"), JSON.stringify({ schemaVersion: 2, manifests: [{ ...manifest, annotations }] }));
}
