/**
 * What happens in Keycloak that ends runs. Noticing only makes a stop prompt and gives it its right name: whether a run lives is asked at every
 * check of a token, so what nobody notices here is still refused.
 */
package io.agentpack.keycloak.signals.cause;
