/**
 * What reads and writes the wire: UTF-8, forms, base64url and JSON, as strict on every host. Our
 * own because a JVM and a Worker must refuse the same bytes: TeaVM's decoders take overlong UTF-8
 * and bad padding, and are large.
 */
package io.github.latchkey.relay.wire;
