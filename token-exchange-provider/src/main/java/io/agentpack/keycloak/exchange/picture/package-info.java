/**
 * Pictures as plain data that a template draws as SVG: pure functions, without Keycloak. Bounded, however much there is to show: what is alike is drawn
 * as one box with a count, and no run is left out of the counts.
 */
package io.agentpack.keycloak.exchange.picture;
