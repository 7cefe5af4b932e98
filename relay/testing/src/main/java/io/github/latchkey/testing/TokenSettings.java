package io.github.latchkey.testing;

/**
 * How tokens are handed out.
 *
 * @param expiresInSeconds how long an access token lives, said in the answer; null: an hour, not
 *     said
 * @param rotates whether a refresh gives a new refresh token and ends the old one; otherwise its
 *     answer has none
 */
record TokenSettings(Integer expiresInSeconds, boolean rotates) {}
