/** Programs that the build of other modules runs. No product contains them. */
package io.github.latchkey.build;
