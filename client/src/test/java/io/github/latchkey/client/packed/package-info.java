/** The client as its users get it: the npm tarball and the jar, each in a project of its own. */
package io.github.latchkey.client.packed;
