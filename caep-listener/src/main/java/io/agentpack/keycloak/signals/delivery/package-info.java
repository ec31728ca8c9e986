/**
 * How queued tokens get to their receivers (RFC 8935).
 *
 * <p>Every receiver has a lane of its own, in which a few tokens are under way at a time, of one run one after the other; lanes know nothing of each
 * other. A thread is held only for database work, and others for name look-ups, never while a receiver is thinking, so that a hanging receiver costs the others nothing.
 */
package io.agentpack.keycloak.signals.delivery;
