/** What the demo's API has to offer: a table of rows, and faults that one may order of it. */
package io.github.latchkey.demo.local.catalogue;
