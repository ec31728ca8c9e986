/**
 * What ended, and who must hear of it.
 *
 * <p>{@code cause}: what happens in Keycloak that ends runs. {@code queue}: who must be told that a run ended, and with which security event
 * token. {@code receiver}: the clients that listen, and where they may be reached. {@code delivery}: how a queued token gets there.
 */
package io.agentpack.keycloak.signals;
