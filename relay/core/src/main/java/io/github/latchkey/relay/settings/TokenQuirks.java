package io.github.latchkey.relay.settings;

import io.github.latchkey.relay.wire.Form;
import java.util.List;

/**
 * What a provider's token endpoint does in a way of its own.
 *
 * @param params more parameters of the exchange of a code
 * @param member the member of the answer that holds the tokens as an object, or null where they
 *     stand in the answer itself
 * @param invalidGrantWords what this provider says, as the value of any member of its answer, for
 *     {@code invalid_grant} (RFC 6749 section 5.2)
 */
public record TokenQuirks(Form params, String member, List<String> invalidGrantWords) {}
