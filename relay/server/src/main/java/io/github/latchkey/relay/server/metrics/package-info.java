/** What a relay can be asked about itself: figures in Prometheus' text format. */
package io.github.latchkey.relay.server.metrics;
