/** The two stores, in workerd, before what every store must do. */
package io.github.latchkey.relay.worker.contract;
